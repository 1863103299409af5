using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Invoices.Checking;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Tests.Invoices;

[Trait("Spec", "IN 3")]
public sealed class InvoiceCheckTests
{
    private static readonly FrozenInvoice Good = Table.Make(Table.Quote(Table.Line(2, 50, 20), Table.Line(1, 10, 10)));

    private static readonly FrozenInvoice Reverse = Table.Make(Table.Quote(Table.Line(1, 100, 0) with { Vat = new() { Category = "AE" } }));

    private static readonly FrozenInvoice Abroad = Table.Make(
        Table.Quote(Table.Line(1, 100, 0) with { Vat = new() { Category = "K" } }),
        customer: Table.Dutch
    );

    public static TheoryData<string, FrozenInvoice> Broken =>
        new()
        {
            { "BR-02", Good with { Number = " " } },
            { "BR-03", Good with { IssuedOn = default } },
            { "BR-CL-04", Good with { Currency = "EURO" } },
            { "BR-06", Good with { Company = Table.French with { Name = "" } } },
            { "BR-07", Good with { Customer = Table.Business with { Name = "" } } },
            { "BR-08", Good with { Company = Table.French with { Address = new() { Country = "FR" } } } },
            { "BR-10", Good with { Customer = Table.Business with { Address = new() { Country = "FR" } } } },
            { "BR-11", Good with { Customer = Table.Business with { Address = Table.Business.Address with { Country = "" } } } },
            { "BR-CL-14", Good with { Customer = Table.Business with { Address = Table.Business.Address with { Country = "QQ" } } } },
            { "BR-16", Good with { Lines = [] } },
            { "BR-25", Good with { Lines = [Good.Lines[0] with { Name = "", Description = " " }, Good.Lines[1]] } },
            { "BR-29", Good with { PeriodFrom = new(2026, 2, 1), PeriodTo = new(2026, 1, 1) } },
            {
                "BR-30",
                Good with
                {
                    Lines = [Good.Lines[0] with { PeriodFrom = new(2026, 2, 1), PeriodTo = new(2026, 1, 1) }, Good.Lines[1]],
                }
            },
            { "BR-50", Good with { Company = Table.French with { Iban = "FR00 1" } } },
            { "BR-55", Good with { Preceding = [new(Table.Key, "", new(2026, 1, 1), 1, 1)] } },
            { "BR-CO-04", Good with { Lines = [Good.Lines[0] with { Vat = new() { Category = "" } }, Good.Lines[1]] } },
            { "BR-CO-09", Good with { Company = Table.French with { VatNumber = "123456" } } },
            { "BR-CO-10", Good with { LinesNet = Good.LinesNet + 0.01m } },
            { "BR-CO-11", Good with { AllowancesNet = 0.01m } },
            { "BR-CO-13", Good with { Net = Good.Net - 0.01m } },
            { "BR-CO-14", Good with { Tax = Good.Tax + 0.01m } },
            { "BR-CO-15", Good with { Gross = Good.Gross + 0.01m } },
            { "BR-CO-16", Good with { Due = Good.Due - 0.01m } },
            { "BR-CO-17", Good with { Vat = [Good.Vat[0] with { Tax = Good.Vat[0].Tax + 1 }, Good.Vat[1]] } },
            { "BR-CO-18", Good with { Vat = [] } },
            { "BR-CO-25", Good with { DueOn = null, PaymentTerms = "" } },
            { "BR-CO-26", Good with { Company = Table.French with { CompanyNumber = "", VatNumber = "" } } },
            { "BR-S-01", Good with { Vat = [Good.Vat[0]] } },
            { "BR-S-02", Good with { Company = Table.French with { CompanyNumber = "", VatNumber = "" } } },
            {
                "BR-S-05",
                Good with
                {
                    Lines =
                    [
                        Good.Lines[0] with
                        {
                            Vat = new() { Category = "S", Rate = 0 },
                        },
                        Good.Lines[1],
                    ],
                }
            },
            { "BR-S-08", Good with { Vat = [Good.Vat[0] with { Base = Good.Vat[0].Base + 0.01m }, Good.Vat[1]] } },
            {
                "BR-Z-05",
                Good with
                {
                    Lines =
                    [
                        Good.Lines[0] with
                        {
                            Vat = new() { Category = "Z", Rate = 20 },
                        },
                        Good.Lines[1],
                    ],
                }
            },
            {
                "BR-CL-17",
                Good with
                {
                    Lines =
                    [
                        Good.Lines[0] with
                        {
                            Vat = new() { Category = "X", Rate = 20 },
                        },
                        Good.Lines[1],
                    ],
                }
            },
            { "BR-33", Good with { Allowances = [new(1, "S", 20, "")] } },
            { "BR-S-06", Good with { Allowances = [new(1, "S", 0, "Remise")] } },
            { "BR-AE-02", Reverse with { Customer = Table.Business with { VatNumber = "", CompanyNumber = "" } } },
            { "BR-AE-09", Reverse with { Vat = [Reverse.Vat[0] with { Tax = 1 }] } },
            { "BR-IC-02", Abroad with { Customer = Table.Dutch with { VatNumber = "" } } },
            { "BR-IC-11", Abroad with { DeliveredOn = null } },
            {
                "BR-G-02",
                Table.Make(
                    Table.Quote(Table.Line(1, 1, 0) with { Vat = new() { Category = "G" } }),
                    company: Table.French with
                    {
                        VatNumber = "",
                    }
                )
            },
            { "BR-E-10", Table.Make(Table.Quote(Table.Line(1, 1, 0) with { Vat = new() { Category = "E" } })) },
            { "BR-O-11", Table.Make(Table.Quote(Table.Line(1, 1, 20), Table.Line(1, 1, 0) with { Vat = new() { Category = "O" } })) },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_rule_of_the_norm_is_told_by_its_number_and_refuses(string rule, FrozenInvoice invoice) =>
        InvoiceCheck.Refusals(invoice).Select(finding => finding.Rule).ShouldContain(rule);

    public static TheoryData<string, FrozenInvoice> Undeliverable =>
        new()
        {
            { "PEPPOL-EN16931-R003", Good with { QuoteNumber = "" } },
            { "PEPPOL-EN16931-R010", Good with { Customer = Table.Business with { CompanyNumber = "", VatNumber = "" } } },
            {
                "PEPPOL-EN16931-R110",
                Good with
                {
                    PeriodFrom = new(2026, 2, 1),
                    Lines = [Good.Lines[0] with { PeriodFrom = new(2026, 1, 1) }, Good.Lines[1]],
                }
            },
            { "BR-FR-02", Good with { Number = "I 2026 #1" } },
            { "BR-FR-05", Good with { Mentions = [Good.Mentions[0]] } },
            { "BR-FR-11", Good with { Customer = Table.Business with { CompanyNumber = "" } } },
            { "BR-DEC-23", Table.Make(Table.Quote(Table.Line(1, 1.234m, 20)) with { Currency = "KWD" }) },
            {
                "NL-R-003",
                Good with
                {
                    Company = Table.French with { Address = Table.Dutch.Address, CompanyNumber = "99", VatNumber = "NL123456782B90" },
                }
            },
        };

    [Theory]
    [MemberData(nameof(Undeliverable))]
    public void What_a_network_would_turn_away_is_told_but_may_be_issued(string rule, FrozenInvoice invoice)
    {
        InvoiceCheck
            .Of(invoice)
            .Where(finding => finding.Weight == FindingWeight.HandOver)
            .Select(finding => finding.Rule)
            .ShouldContain(rule);
        InvoiceCheck.Refusals(invoice).ShouldBeEmpty();
    }

    [Fact]
    public void A_good_invoice_has_no_finding_at_all() => InvoiceCheck.Of(Good).ShouldBeEmpty();

    [Fact]
    public void A_finding_says_where_it_is_mended()
    {
        var line = InvoiceCheck
            .Of(Good with { Lines = [Good.Lines[0], Good.Lines[1] with { Name = "", Description = "" }] })
            .ShouldHaveSingleItem();
        (line.Place, line.Line, line.Field).ShouldBe((InvoicePlace.Line, Good.Lines[1].Key, "Name"));
        var company = InvoiceCheck.Of(Good with { Company = Table.French with { Iban = "x" } }).First();
        (company.Place, company.Field).ShouldBe((InvoicePlace.Company, "Iban"));
    }

    [Fact]
    public void A_company_outside_the_union_may_issue_without_the_numbers_that_the_norm_wants()
    {
        var american = new CompanyProfile
        {
            Name = "Roofs Inc.",
            Address = new()
            {
                Line1 = "1 Main St",
                City = "Boston",
                State = "MA",
                Country = "US",
            },
        };
        var findings = InvoiceCheck.Of(Good with { Company = american });
        findings.ShouldNotContain(finding => finding.Weight == FindingWeight.Refuses);
        findings.ShouldContain(finding => finding.Rule == "BR-CO-26");
    }

    [Fact]
    public void A_private_customer_may_keep_his_address_to_himself() =>
        InvoiceCheck
            .Refusals(
                Good with
                {
                    Customer = new CustomerDetails
                    {
                        Kind = CustomerKind.Person,
                        Name = "Anne",
                        Email = "a@example.org",
                    },
                }
            )
            .ShouldBeEmpty();

    [Fact]
    public void Prices_with_VAT_and_rounding_by_line_stay_within_what_the_norm_lets_pass() =>
        InvoiceCheck
            .Of(
                Table.Make(
                    Table.Quote([.. Enumerable.Repeat(0, 40).Select(_ => Table.Line(1, 0.99m, 20))]) with
                    {
                        Prices = PriceMode.WithVat,
                        Rounding = RoundingMode.PerLine,
                    }
                )
            )
            .ShouldBeEmpty();
}
