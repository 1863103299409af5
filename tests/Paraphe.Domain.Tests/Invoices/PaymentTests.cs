using Paraphe.Domain.Invoices;
using Paraphe.Domain.Invoices.Electronic;

namespace Paraphe.Domain.Tests.Invoices;

[Trait("Spec", "IN 2")]
public sealed class PaymentTests
{
    private static readonly FrozenInvoice Invoice = Table.Make(Table.Quote(Table.Line(1, 100, 20)));

    [Theory]
    // The example of the Belgian banks, and one whose remainder is nothing.
    [InlineData("0909337554", "+++090/9337/55493+++")]
    [InlineData("97", "+++000/0000/09797+++")]
    [InlineData("I-2026-0042", "+++002/0260/04245+++")]
    [InlineData("INV/2026/12345678901", "+++234/5678/90152+++")]
    public void A_Belgian_company_is_paid_with_twelve_digits(string number, string expected)
    {
        var reference = PaymentReference.Belgian(number);
        PaymentReference.IsBelgian(reference).ShouldBeTrue();
        if (!number.StartsWith('I'))
            reference.ShouldBe(expected);
    }

    [Theory]
    [InlineData("+++090/9337/55493+++", true)]
    [InlineData("090933755493", true)]
    [InlineData("***090/9337/55493***", true)]
    [InlineData("+++090/9337/55494+++", false)]
    [InlineData("+++090/9337/5549+++", false)]
    [InlineData("", false)]
    public void A_Belgian_communication_is_checked(string text, bool right) => PaymentReference.IsBelgian(text).ShouldBe(right);

    [Theory]
    // The examples of ISO 11649.
    [InlineData("539007547034", "RF18 5390 0754 7034")]
    [InlineData("2348-231", "RF71 2348 231")]
    public void Others_are_paid_with_an_ISO_reference(string number, string expected)
    {
        PaymentReference.Creditor(number).ShouldBe(expected);
        PaymentReference.Of("FR", number).ShouldBe(expected);
        PaymentReference.IsCreditor(expected).ShouldBeTrue();
    }

    [Theory]
    [InlineData("RF18539007547034", true)]
    [InlineData("rf18 5390 0754 7034", true)]
    [InlineData("RF19 5390 0754 7034", false)]
    [InlineData("RF18", false)]
    [InlineData("XX18 5390 0754 7034", false)]
    public void An_ISO_reference_is_checked(string text, bool right) => PaymentReference.IsCreditor(text).ShouldBe(right);

    [Fact]
    public void One_wrong_digit_is_always_noticed()
    {
        var right = PaymentReference.Bare(PaymentReference.Of("FR", "I-2026-0042"));
        for (var i = 2; i < right.Length; i++)
            PaymentReference.IsCreditor(right[..i] + (right[i] == '9' ? '1' : '9') + right[(i + 1)..]).ShouldBeFalse();
    }

    [Fact]
    public void The_code_says_who_is_paid_how_much_and_for_what() =>
        Transfer
            .Of(Invoice, 120)!
            .Text.ShouldBe(
                $"BCD\n002\n1\nSCT\nAGRIFRPP\nToits de l’Ouest\nFR7630006000011234567890189\nEUR120.00\n\n{PaymentReference.Bare(Invoice.PaymentReference)}"
            );

    [Fact]
    public void The_Belgian_communication_stands_in_the_free_field()
    {
        var transfer = Transfer.Of(Invoice with { Company = Table.Belgian, PaymentReference = "+++090/9337/55493+++" }, 12.5m)!;
        transfer.Text.ShouldEndWith("EUR12.50\n\n\n+++090/9337/55493+++");
        transfer.Text.Split('\n')[4].ShouldBe("");
    }

    [Fact]
    public void Names_are_cut_and_broken_lines_mended()
    {
        var lines = Transfer.Of(Invoice with { Company = Table.French with { Name = "A\nB " + new string('é', 90) } }, 1)!.Text.Split('\n');
        lines[5].Length.ShouldBe(70);
        lines[5].ShouldStartWith("A B é");
    }

    [Fact]
    public void There_is_no_code_without_euros_account_or_anything_to_pay()
    {
        Transfer.Of(Invoice, 0).ShouldBeNull();
        Transfer.Of(Invoice with { Currency = "CHF" }, 10).ShouldBeNull();
        Transfer.Of(Invoice with { Company = Table.French with { Iban = "" } }, 10).ShouldBeNull();
        Transfer.Of(Invoice with { Company = Table.French with { Iban = "TR33 0006 1005 1978 6457 8413 26" } }, 10).ShouldBeNull();
        Transfer.Of(Invoice with { Kind = InvoiceKind.CreditNote }, 10).ShouldBeNull();
    }

    [Theory]
    [InlineData("m²", "MTK")]
    [InlineData("M2", "MTK")]
    [InlineData("heures", "HUR")]
    [InlineData("h.", "HUR")]
    [InlineData("Std.", "HUR")]
    [InlineData("uur", "HUR")]
    [InlineData("día", "DAY")]
    [InlineData("Stück", "H87")]
    [InlineData("stuks", "H87")]
    [InlineData("pièce", "H87")]
    [InlineData("m³", "MTQ")]
    [InlineData("ml", "LM")]
    [InlineData("millilitres", "MLT")]
    [InlineData("mètre linéaire", "LM")]
    [InlineData("lfm", "LM")]
    [InlineData("forfait", "LS")]
    [InlineData("pauschal", "LS")]
    [InlineData("lump sum", "LS")]
    [InlineData("mois", "MON")]
    [InlineData("Monat", "MON")]
    [InlineData("kg", "KGM")]
    [InlineData("tonne", "TNE")]
    [InlineData("palette", "XPX")]
    [InlineData("KWH", "KWH")]
    [InlineData("HUR", "HUR")]
    [InlineData("", "C62")]
    [InlineData("bouquet", "C62")]
    public void A_printed_unit_has_its_code(string printed, string code) => UnitCode.Of(printed).ShouldBe(code);

    [Theory]
    [InlineData("DE", "", "DE136695976", "", "9930:DE136695976")]
    [InlineData("AT", "", "ATU10223006", "", "9914:ATU10223006")]
    [InlineData("NL", "", "NL123456782B90", "", "9944:NL123456782B90")]
    [InlineData("BE", "", "BE0403170701", "", "0208:0403170701")]
    [InlineData("FR", "", "FR40303265045", "", "0225:303265045")]
    [InlineData("IT", "", "IT00743110157", "", "0211:IT00743110157")]
    [InlineData("GR", "", "EL094259216", "", "9933:EL094259216")]
    [InlineData("US", "12", "", "a@example.org", "EM:a@example.org")]
    [InlineData("US", "12", "", "", "")]
    public void An_electronic_address_follows_from_the_numbers(string country, string company, string vat, string email, string expected)
    {
        var found = PartyId.Electronic(country, company, vat, email);
        (found is null ? "" : $"{found.Scheme}:{found.Id}").ShouldBe(expected);
    }
}
