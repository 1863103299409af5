using System.Xml.Linq;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Invoices.Checking;
using Paraphe.Domain.Invoices.Electronic;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Tests.Invoices;

[Trait("Spec", "IN 3")]
public sealed class InvoiceXmlTests
{
    public static TheoryData<string> Names => [.. Table.All.Select(entry => entry.Name)];

    [Fact]
    public void The_table_has_sixty_invoices_and_more() =>
        Table.All.DistinctBy(entry => entry.Name).Count().ShouldBeGreaterThanOrEqualTo(60);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_read_back_holds_the_norms_arithmetic(string name)
    {
        var invoice = Of(name);
        Norm.Broken(UblReader.Read(Ubl(invoice))).ShouldBeEmpty();
        Norm.Broken(CiiReader.Read(Cii(invoice))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_syntaxes_say_the_same(string name)
    {
        var invoice = Of(name);
        var (ubl, cii) = (UblReader.Read(Ubl(invoice)), CiiReader.Read(Cii(invoice)));
        // Lists compare by reference: they are compared by themselves.
        ubl.Lines.ShouldBe(cii.Lines);
        ubl.Allowances.ShouldBe(cii.Allowances);
        ubl.Vat.ShouldBe(cii.Vat);
        ubl.Sums.ShouldBe(cii.Sums);
        (ubl with { Lines = [], Allowances = [], Vat = [], Sums = [] })
            .ToString()
            .ShouldBe((cii with { Lines = [], Allowances = [], Vat = [], Sums = [] }).ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Elements_stand_in_the_order_of_the_schemas_and_none_is_empty(string name)
    {
        var invoice = Of(name);
        ElementOrder.Broken(Ubl(invoice)).ShouldBeEmpty();
        ElementOrder.Broken(Cii(invoice)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_totals_are_those_of_the_paper_to_the_cent(string name)
    {
        var invoice = Of(name);
        var read = UblReader.Read(Ubl(invoice));
        read.Sums[5].ShouldBe(invoice.Gross);
        read.Sums[7].ShouldBe(invoice.Due);
        read.Lines.Select(line => line.Net).ShouldBe(invoice.Lines.Select(line => line.Net));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_check_finds_nothing_wrong(string name) =>
        InvoiceCheck.Refusals(Of(name)).Select(finding => finding.Rule + " " + finding.Subject).ShouldBeEmpty();

    [Fact]
    public void Any_quote_makes_an_invoice_that_adds_up()
    {
        var random = new Random(42);
        for (var i = 0; i < 400; i++)
        {
            decimal[] rates = [20, 21, 5.5m, 6, 2.1m];
            var lines = Enumerable
                .Range(0, random.Next(1, 9))
                .Select(_ =>
                    Table.Line(
                        random.Next(-3000, 90_000) / 1000m,
                        random.Next(-1_000, 9_000_000) / 10_000m,
                        rates[random.Next(rates.Length)]
                    ) with
                    {
                        Discount = random.Next(3) switch
                        {
                            0 => Discount.OfPercent(random.Next(0, 1000) / 10m),
                            1 => Discount.OfAmount(random.Next(0, 5000) / 100m),
                            _ => null,
                        },
                    }
                );
            var content = Table.Quote([.. lines]) with
            {
                Prices = (PriceMode)random.Next(2),
                Rounding = (RoundingMode)random.Next(2),
                Discount = random.Next(2) == 0 ? Discount.OfPercent(random.Next(0, 500) / 10m) : null,
            };
            var invoice = Table.Make(content);
            var ubl = UblReader.Read(Ubl(invoice));
            Norm.Broken(ubl).ShouldBeEmpty($"{i}: {content.Prices} {content.Rounding}");
            Norm.Broken(CiiReader.Read(Cii(invoice))).ShouldBeEmpty();
            InvoiceCheck.Refusals(invoice).ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_deposit_is_taken_off_by_a_negative_quantity_at_a_positive_price()
    {
        var read = UblReader.Read(Ubl(Of("balance less a deposit")));
        var line = read.Lines[^1];
        (line.Quantity, line.Price, line.Net).ShouldBe((-1, 300, -300));
        read.Preceding.ShouldBe("I-2026-0001@20261001");
        read.Type.ShouldBe("380");
        UblReader.Read(Ubl(Of("deposit"))).Type.ShouldBe("386");
    }

    [Fact]
    public void A_negative_price_turns_the_quantity()
    {
        var line = UblReader.Read(Ubl(Of("a negative price"))).Lines[1];
        (line.Quantity, line.Price, line.Net).ShouldBe((-1, 20, -20));
    }

    [Fact]
    public void A_price_with_VAT_is_written_without_and_the_line_still_adds_up()
    {
        // 25.00 without VAT of three times 10.00 with it: one of them bears the cent.
        UblReader
            .Read(Ubl(Of("three of ten, WithVat PerRate")))
            .Lines.Select(line => (line.Price, line.Net))
            .ShouldBe([(8.34m, 8.34m), (8.33m, 8.33m), (8.33m, 8.33m)]);
        var large = UblReader.Read(Ubl(Of("large quantity, WithVat PerRate"))).Lines[0];
        Math.Round(large.Quantity * large.Price / large.Base, 2, MidpointRounding.AwayFromZero).ShouldBe(large.Net);
    }

    [Fact]
    public void A_credit_note_has_a_document_of_its_own_with_positive_amounts()
    {
        var root = Ubl(Of("credit note"));
        root.Name.LocalName.ShouldBe("CreditNote");
        var read = UblReader.Read(root);
        (read.Type, read.Preceding, read.Due, read.Terms).ShouldBe(("381", "I-2026-0040@20261102", "", "Retour"));
        read.Sums[7].ShouldBe(120);
    }

    [Fact]
    public void Numbers_of_the_parties_follow_their_country()
    {
        var french = UblReader.Read(Ubl(Of("one line at 20 %")));
        (french.Seller.Register, french.Seller.Establishment, french.Seller.Electronic).ShouldBe(
            ("0002:732829320", "0009:73282932000074", "0225:732829320")
        );
        (french.Buyer.Register, french.Buyer.Electronic, french.Buyer.Vat).ShouldBe(("0002:303265045", "0225:303265045", "FR40303265045"));
        var belgian = UblReader.Read(Ubl(Of("Belgian rates")));
        (belgian.Seller.Register, belgian.Seller.Electronic).ShouldBe(("0208:0403170701", "0208:0403170701"));
        UblReader.Read(Ubl(Of("category K"))).Buyer.Electronic.ShouldBe("0106:12345678");
        UblReader.Read(Ubl(Of("a private customer"))).Buyer.Electronic.ShouldBe("EM:anne@example.org");
    }

    [Theory]
    [InlineData("category AE", "VATEX-EU-AE")]
    [InlineData("category K", "VATEX-EU-IC")]
    [InlineData("category G", "VATEX-EU-G")]
    [InlineData("category O", "VATEX-EU-O")]
    [InlineData("small business of France", "VATEX-FR-FRANCHISE")]
    [InlineData("small business of Belgium", "")]
    [InlineData("outside VAT with a code of one's own", "VATEX-EU-132-1C")]
    public void Reasons_for_no_tax_have_their_code(string name, string code) => CiiReader.Read(Cii(Of(name))).Vat[0].Code.ShouldBe(code);

    [Fact]
    public void Who_has_no_VAT_number_is_known_to_the_tax_office_by_the_company_number()
    {
        var seller = CiiReader.Read(Cii(Of("small business of France"))).Seller;
        (seller.Vat, seller.Tax).ShouldBe(("", "732829320"));
    }

    [Fact]
    public void French_platforms_find_mode_mentions_and_treatment()
    {
        var root = Cii(Of("balance less a deposit"));
        root.Text("ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID").ShouldBe("M4");
        var notes = root.All("ExchangedDocument/IncludedNote")
            .ToDictionary(note => note.Text("SubjectCode") + note.Text("Content")[0], note => note.Text("Content"));
        notes["PMTI"].ShouldBe("Indemnité forfaitaire : 40 €");
        notes["BARB"].ShouldBe("B2B");
        Cii(Of("a private customer")).ToString().ShouldNotContain("BAR");
        Cii(Of("Belgian rates")).ToString().ShouldNotContain("BusinessProcess");
    }

    [Fact]
    public void One_text_may_answer_two_codes_and_is_read_once_in_UBL()
    {
        var invoice = Of("one line at 20 %") with { Mentions = [new("PMD PMT", "Retard : 10 % et 40 €"), new("AAB", "Pas d’escompte")] };
        Cii(invoice).All("ExchangedDocument/IncludedNote/SubjectCode").Select(code => code.Value).ShouldBe(["PMD", "PMT", "AAB", "BAR"]);
        Ubl(invoice).Text("Note").Split("Retard").Length.ShouldBe(2);
        InvoiceCheck.Of(invoice).ShouldBeEmpty();
    }

    [Fact]
    public void Words_that_XML_cannot_hold_are_left_out_and_signs_are_escaped()
    {
        var invoice = Of("one line at 20 %") with { Title = "A\u0000B\u000b & <C> \ud83c\udf3f \ud800", Notes = [] };
        Ubl(invoice).Text("Note").ShouldStartWith("AB & <C> 🌿");
        Cii(invoice).Text("ExchangedDocument/IncludedNote/Content").ShouldStartWith("AB & <C> 🌿");
    }

    private static FrozenInvoice Of(string name) => Table.All.First(entry => entry.Name == name).Invoice;

    private static XElement Ubl(FrozenInvoice invoice) => Parse(Domain.Invoices.Electronic.Ubl.Of(invoice));

    private static XElement Cii(FrozenInvoice invoice) => Parse(Domain.Invoices.Electronic.Cii.Of(invoice));

    private static XElement Parse(byte[] xml) => XElement.Load(new MemoryStream(xml));
}
