using Paraphe.Domain.Quotes;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Legal;

/// <summary>A legal mention as it is printed, with its title.</summary>
public sealed record LegalMention(string Title, string Text);

/// <summary>What a frozen quote says because a law asks for it: from the company's profile, and from the blocks switched on.</summary>
public static class LegalMentions
{
    public static IEnumerable<LegalMention> Of(FrozenQuote frozen, Texts texts)
    {
        var (company, content) = (frozen.Company, frozen.Content);
        var country = company.Address.Country;
        LegalMention Say(string key, params object[] args) => new(texts[$"Legal.Title.{key}"], texts[$"Legal.Text.{key}", args]);

        if (company.VatExempt && texts.Has("Legal.Text.VatExempt" + country))
            yield return new LegalMention(texts["Legal.Title.Vat"], texts["Legal.Text.VatExempt" + country]);
        if (company.Mediator.Length > 0 && frozen.IsForConsumer())
            yield return Say("Mediator", company.Mediator);
        if (content.Blocks.Contains(LegalBlocks.Waste) && content.Waste is { } waste)
            yield return new LegalMention(texts["Legal.Title.Waste"], WasteText(waste, texts));
        if (ReducedVat(frozen, texts) is { } reduced)
            yield return reduced;
        if (content.Blocks.Contains(LegalBlocks.ReplacedParts))
            yield return Say("ReplacedParts");
        if (content.Blocks.Contains(LegalBlocks.Withdrawal))
            yield return Say(
                "Withdrawal",
                $"{company.Name}, {company.Address.OneLine}{(company.Email.Length > 0 ? ", " + company.Email : "")}"
            );
    }

    /// <summary>The customer's own certification: he ticks it when he signs.</summary>
    public static LegalMention? ReducedVat(FrozenQuote frozen, Texts texts)
    {
        if (!frozen.Content.Blocks.Contains(LegalBlocks.ReducedVat))
            return null;
        var key = frozen.Company.Address.Country == "BE" ? "ReducedVatBe" : "ReducedVat";
        return new LegalMention(texts[$"Legal.Title.{key}"], texts[$"Legal.Text.{key}"]);
    }

    public static bool IsForConsumer(this FrozenQuote frozen) => frozen.Customer.Kind == Domain.Customers.CustomerKind.Person;

    private static string WasteText(WasteTerms waste, Texts texts) =>
        string.Join(
            '\n',
            new[]
            {
                ("Quantity", waste.Quantity),
                ("Method", waste.Method),
                ("CollectionPoint", waste.CollectionPoint),
                ("Cost", waste.Cost),
            }
                .Where(line => line.Item2.Length > 0)
                .Select(line => texts["Legal.Line", texts["Legal.Waste." + line.Item1], line.Item2])
        );
}
