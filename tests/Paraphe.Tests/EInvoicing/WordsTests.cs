using System.Text.RegularExpressions;
using Paraphe.Domain.Invoices;
using Paraphe.Platform.Web;
using Paraphe.Tests.Pdf;

namespace Paraphe.Tests.EInvoicing;

public sealed partial class WordsTests
{
    private static readonly string[] Fields = ["Name", "VatNumber", "CompanyNumber", "Iban", "Phone", "Email", "Vat"];

    [Fact, Trait("Spec", "IN 3")]
    public void Every_rule_that_may_be_broken_has_a_sentence()
    {
        var folder = Path.Combine(Tools.Repository, "src/Paraphe.Domain/Invoices/Checking");
        var keys = Directory
            .EnumerateFiles(folder, "*.cs")
            .SelectMany(file => Literal().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["word"].Value)
            .Except(Fields, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        const string Group = "EInvoicing.Rules.";
        keys.ShouldBe(
            TextBook
                .All.Keys.Where(key => key.StartsWith(Group, StringComparison.Ordinal))
                .Select(key => key[Group.Length..])
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact, Trait("Spec", "IN 2")]
    public void The_code_of_a_payment_is_small_enough_for_every_bank()
    {
        var code = QrPath.Of(Transfer.Of(FacturXTests.Invoice, 120)!.Text);
        // Version 13 at most, says the guideline: 69 modules and the quiet zone.
        code.Size.ShouldBeLessThanOrEqualTo(69 + 8);
        // The first finder pattern: seven modules wide behind four of quiet.
        code.Path.ShouldStartWith("M4 4h7v1h-7z");
        code.Svg.ShouldEndWith($"<path d=\"{code.Path}\"/></svg>");
    }

    // Comments name parameters and members.
    [GeneratedRegex(@"(?<!(name|cref)=)""(?<word>[A-Z][a-z]+[A-Za-z]*)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Literal();
}
