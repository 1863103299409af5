using System.Collections.Immutable;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Tests.Invoices;

/// <summary>Sixty invoices: every category, discounts, deposits, credit notes, nothing to pay, and the cents that go astray.</summary>
internal static class Table
{
    public static readonly Guid Key = new("0199a000-0000-7000-8000-000000000001");

    public static readonly CompanyProfile French = new()
    {
        Name = "Toits de l’Ouest",
        Address = new Address
        {
            Line1 = "3 quai de la Fosse",
            PostalCode = "44000",
            City = "Nantes",
            Country = "FR",
        },
        Email = "bonjour@toits.example",
        Phone = "+33 2 40 00 00 00",
        LegalForm = "SARL",
        Capital = "10 000 €",
        CompanyNumber = "732 829 320 00074",
        TradeRegister = "RCS Nantes",
        VatNumber = "FR44732829320",
        Iban = "FR76 3000 6000 0112 3456 7890 189",
        Bic = "AGRIFRPP",
    };

    public static readonly CompanyProfile Belgian = French with
    {
        Name = "Jardins & Cie",
        Address = new Address
        {
            Line1 = "Rue Haute 12",
            Line2 = "boîte 3",
            PostalCode = "1000",
            City = "Bruxelles",
            Country = "BE",
        },
        LegalForm = "SRL",
        CompanyNumber = "0403.170.701",
        TradeRegister = "RPM Bruxelles",
        VatNumber = "BE0403170701",
        Iban = "BE68 5390 0754 7034",
        Bic = "",
    };

    public static readonly CustomerDetails Business = new()
    {
        Name = "Boulangerie Martin <& fils>",
        Email = "compta@martin.example",
        Address = new Address
        {
            Line1 = "8 rue du Four",
            PostalCode = "75006",
            City = "Paris",
            Country = "FR",
        },
        CompanyNumber = "303 265 045",
        VatNumber = "FR40303265045",
    };

    public static readonly CustomerDetails Dutch = Business with
    {
        Name = "De Bakker BV",
        Address = new Address
        {
            Line1 = "Damrak 1",
            PostalCode = "1012 LG",
            City = "Amsterdam",
            Country = "NL",
        },
        CompanyNumber = "12345678",
        VatNumber = "NL123456782B90",
    };

    public static readonly CustomerDetails Person = new()
    {
        Kind = CustomerKind.Person,
        Name = "Anne Petit",
        Email = "anne@example.org",
        Address = Business.Address,
    };

    private static readonly Vat[] WithoutTax =
    [
        new() { Category = "Z" },
        new() { Category = "E", Reason = "TVA non applicable, art. 293 B du CGI" },
        new() { Category = "AE", Reason = "Autoliquidation" },
        new() { Category = "K", Reason = "Livraison intracommunautaire" },
        new() { Category = "G", Reason = "Exportation" },
        new() { Category = "O", Reason = "Hors champ" },
    ];

    public static IReadOnlyList<(string Name, FrozenInvoice Invoice)> All { get; } = [.. Cases()];

    private static IEnumerable<(string, FrozenInvoice)> Cases()
    {
        yield return ("one line at 20 %", Make(Quote(Line(1, 100, 20))));
        yield return ("three rates", Make(Quote(Line(1, 100, 20), Line(3, 33.33m, 10), Line(2, 12.5m, 5.5m))));
        yield return ("Belgian rates", Make(Quote(Line(12, 45.5m, 21), Line(7.25m, 18.99m, 6)), company: Belgian));
        yield return (
            "many small lines",
            Make(Quote([.. Enumerable.Range(1, 60).Select(i => Line(i, 0.07m * i, i % 2 == 0 ? 20 : 5.5m))]))
        );
        yield return ("price of four decimals", Make(Quote(Line(1000, 0.0349m, 20), Line(333, 1.0005m, 20))));
        yield return ("quantity of three decimals", Make(Quote(Line(0.333m, 100, 20), Line(1.005m, 3.33m, 20))));
        yield return ("half a cent up", Make(Quote(Line(1, 0.125m, 20), Line(1, 2.005m, 20))));
        yield return ("nothing to pay", Make(Quote(Line(1, 0, 20))));
        yield return ("a gift beside a price", Make(Quote(Line(1, 50, 20), Line(3, 0, 20))));
        yield return ("a negative price", Make(Quote(Line(4, 80, 20), Line(1, -20, 20))));
        yield return ("a negative quantity", Make(Quote(Line(4, 80, 20), Line(-1, 80, 20))));
        yield return (
            "a negative price discounted",
            Make(Quote(Line(4, 80, 20), Line(1, -20, 20) with { Discount = Discount.OfPercent(10) }))
        );
        yield return ("line discount in percent", Make(Quote(Line(3, 19.99m, 20) with { Discount = Discount.OfPercent(12.5m) })));
        yield return ("line discount in money", Make(Quote(Line(3, 19.99m, 20) with { Discount = Discount.OfAmount(7.77m) })));
        yield return ("a line given away", Make(Quote(Line(1, 10, 20), Line(3, 19.99m, 20) with { Discount = Discount.OfPercent(100) })));
        yield return ("discount of the whole in percent", Make(Off(Discount.OfPercent(3.33m), Line(1, 99.99m, 20), Line(1, 49.99m, 5.5m))));
        yield return (
            "discount of the whole in money",
            Make(Off(Discount.OfAmount(10), Line(1, 33.33m, 20), Line(1, 33.33m, 10), Line(1, 33.34m, 5.5m)))
        );
        yield return (
            "both discounts",
            Make(Off(Discount.OfPercent(5), Line(7, 13.37m, 20) with { Discount = Discount.OfPercent(3) }, Line(1, 5, 10)))
        );
        yield return ("discount of the whole down to nothing", Make(Off(Discount.OfPercent(100), Line(1, 99.99m, 20), Line(2, 1, 10))));
        yield return ("a credit discounted is a charge", Make(Off(Discount.OfPercent(10), Line(1, -99.99m, 20), Line(1, 500, 10))));
        foreach (var prices in (PriceMode[])[PriceMode.WithVat, PriceMode.WithoutVat])
        foreach (var rounding in (RoundingMode[])[RoundingMode.PerRate, RoundingMode.PerLine])
        {
            var mode = $"{prices} {rounding}";
            QuoteContent In(QuoteContent content) => content with { Prices = prices, Rounding = rounding };
            yield return ($"one of ten, {mode}", Make(In(Quote(Line(1, 10, 20)))));
            yield return ($"three of ten, {mode}", Make(In(Quote(Line(1, 10, 20), Line(1, 10, 20), Line(1, 10, 20)))));
            yield return ($"a quantity that divides badly, {mode}", Make(In(Quote(Line(7, 9.99m, 20), Line(333.333m, 0.3333m, 5.5m)))));
            yield return (
                $"discounts, {mode}",
                Make(In(Off(Discount.OfPercent(7), Line(3, 9.99m, 21) with { Discount = Discount.OfPercent(15) }, Line(1, 0.05m, 6))))
            );
            yield return ($"large quantity, {mode}", Make(In(Quote(Line(987_654.321m, 0.1234m, 20)))));
        }
        foreach (var vat in WithoutTax)
        {
            var content = Quote(Line(2, 50, 0) with { Vat = vat }, Line(1, 0.99m, 0) with { Vat = vat }) with
            {
                Discount = Discount.OfAmount(1),
            };
            yield return ($"category {vat.Category}", Make(content, customer: vat.Category is "K" or "AE" ? Dutch : Business));
        }
        yield return ("standard and reverse charge", Make(Quote(Line(1, 100, 20), Line(1, 100, 0) with { Vat = WithoutTax[2] })));
        yield return (
            "small business of France",
            Make(Quote(Line(1, 100, 0) with { Vat = WithoutTax[1] }), company: French with { VatNumber = "", VatExempt = true })
        );
        yield return (
            "small business of Belgium",
            Make(
                Quote(Line(1, 100, 0) with { Vat = WithoutTax[1] with { Reason = "Régime de la franchise" } }),
                company: Belgian with
                {
                    VatExempt = true,
                }
            )
        );
        yield return (
            "outside VAT with a code of one's own",
            Make(
                Quote(
                    Line(1, 100, 0) with
                    {
                        Vat = new() { Category = "E", Reason = "Médical VATEX-EU-132-1C" },
                    }
                )
            )
        );
        yield return ("a private customer", Make(Quote(Line(1, 100, 10)), customer: Person));
        yield return ("deposit", Make(Quote(Line(1, 300, 20)), InvoiceKind.Deposit));
        yield return ("balance less a deposit", Less(Make(Quote(Line(10, 100, 20))), (300, 60, 20)));
        yield return (
            "balance less two deposits at two rates",
            Less(Make(Quote(Line(10, 33.33m, 20), Line(5, 77.77m, 5.5m))), (100.01m, 20, 20), (50.05m, 2.75m, 5.5m), (33.33m, 6.67m, 20))
        );
        yield return ("balance of nothing", Less(Make(Quote(Line(1, 100, 20))), (100, 20, 20)));
        yield return (
            "balance with VAT in the prices",
            Less(Make(Quote(Line(3, 99.99m, 20)) with { Prices = PriceMode.WithVat }), (83.33m, 16.67m, 20))
        );
        yield return ("balance below nothing at one rate", Less(Make(Quote(Line(1, 100, 20), Line(1, 900, 10))), (150, 30, 20)));
        yield return ("paid before", Paid(Make(Quote(Line(1, 100, 20))), 120));
        yield return ("half paid before", Paid(Make(Quote(Line(1, 99.99m, 20))), 50.01m));
        yield return ("credit note", Make(Quote(Line(1, 100, 20)), InvoiceKind.CreditNote));
        yield return (
            "credit note with discounts",
            Make(
                Off(Discount.OfPercent(5), Line(3, 19.99m, 20) with { Discount = Discount.OfAmount(1.01m) }, Line(2, 5, 10)),
                InvoiceKind.CreditNote
            )
        );
        yield return ("credit note of a balance", Less(Make(Quote(Line(10, 100, 20)), InvoiceKind.CreditNote), (300, 60, 20)));
        yield return ("pounds", Make(Quote(Line(3, 12.34m, 20)) with { Currency = "GBP" }));
        yield return ("yen", Make(Quote(Line(3, 1234, 20), Line(1, 55, 10)) with { Currency = "JPY" }));
        yield return (
            "francs of Switzerland",
            Make(Quote(Line(3, 12.35m, 7.7m)) with { Currency = "CHF", Discount = Discount.OfPercent(2) })
        );
        yield return ("periods", Periods(Make(Quote(Line(1, 250, 20)))));
        yield return (
            "a place and an order",
            Make(Quote(Line(1, 250, 20))) with
            {
                Place = "12 rue des Lilas\n44100 Nantes",
                OrderReference = "PO-77",
                BuyerReference = "Service achats",
            }
        );
    }

    public static QuoteLine Line(decimal quantity, decimal price, decimal rate) =>
        new()
        {
            Key = Guid.NewGuid(),
            Name = $"Pose {quantity} × {price}",
            Description = "Deux\nlignes",
            Quantity = quantity,
            Unit = "m²",
            UnitPrice = price,
            Vat = Vat.Standard(rate),
        };

    public static QuoteContent Quote(params QuoteLine[] lines) => new() { Items = [.. lines], Currency = "EUR" };

    public static FrozenInvoice Make(
        QuoteContent content,
        InvoiceKind kind = InvoiceKind.Invoice,
        CompanyProfile? company = null,
        CustomerDetails? customer = null
    )
    {
        var totals = Pricing.Compute(content, Choice.None);
        var sum = totals.Total;
        var isCredit = kind == InvoiceKind.CreditNote;
        return new FrozenInvoice
        {
            InvoiceId = Key,
            Number = isCredit ? "CN-2026-0007" : "I-2026-0042",
            Kind = kind,
            IssuedOn = new DateOnly(2026, 11, 30),
            DueOn = isCredit ? null : new DateOnly(2026, 12, 30),
            DeliveredOn = new DateOnly(2026, 11, 25),
            Language = "fr",
            Currency = content.Currency,
            Prices = content.Prices,
            Company = company ?? French,
            Customer = customer ?? Business,
            QuoteNumber = "Q-2026-0012",
            Title = "Toiture",
            Notes = ["Merci de votre confiance."],
            Mentions = [new("PMD", "Pénalités de retard : 10 %"), new("PMT", "Indemnité forfaitaire : 40 €"), new("AAB", "Pas d’escompte")],
            Lines =
            [
                .. content.Lines.Select(line =>
                {
                    var total = totals.Line(line.Key);
                    return new InvoiceLine
                    {
                        Key = line.Key,
                        Heading = "Gros œuvre",
                        Name = line.Name,
                        Description = line.Description,
                        Quantity = line.Quantity,
                        Unit = line.Unit,
                        UnitPrice = line.UnitPrice,
                        Discount = line.Discount,
                        Vat = line.Vat!,
                        Amount = total.Amount,
                        Net = total.Net,
                    };
                }),
            ],
            Allowances =
            [
                .. sum
                    .Vat.Where(vat => vat.DiscountNet != 0)
                    .Select(vat => new InvoiceAllowance(vat.DiscountNet, vat.Category, vat.Rate, "Remise")),
            ],
            Vat =
            [
                .. sum.Vat.Select(vat => new InvoiceVat
                {
                    Category = vat.Category,
                    Rate = vat.Rate,
                    Base = vat.Base,
                    Tax = vat.Tax,
                    Reason = string.Join("; ", vat.Reasons),
                }),
            ],
            LinesNet = sum.LinesNet,
            AllowancesNet = sum.DiscountNet,
            Net = sum.Net,
            Tax = sum.Tax,
            Gross = sum.Gross,
            Due = sum.Gross,
            Preceding = isCredit ? [new PrecedingInvoice(Key, "I-2026-0040", new DateOnly(2026, 11, 2), 100, 120)] : [],
            PaymentTerms = isCredit ? "" : "30 jours",
            PaymentReference = isCredit ? "" : PaymentReference.Of("FR", "I-2026-0042"),
            Reason = isCredit ? "Retour" : "",
        };
    }

    /// <summary>Takes off what was invoiced before, as a balance does: what of its net and tax stands in the earlier invoices.</summary>
    public static FrozenInvoice Less(FrozenInvoice whole, params (decimal Net, decimal Tax, decimal Rate)[] deposits)
    {
        var lines = deposits.Select(
            (deposit, i) =>
                new InvoiceLine
                {
                    Key = Guid.NewGuid(),
                    Name = $"Acompte {i + 1}",
                    Quantity = -1,
                    UnitPrice = whole.Prices == PriceMode.WithVat ? deposit.Net + deposit.Tax : deposit.Net,
                    Vat = Vat.Standard(deposit.Rate),
                    Amount = -deposit.Net,
                    Net = -deposit.Net,
                }
        );
        var vat = whole.Vat.Select(group =>
        {
            var off = deposits.Where(deposit => deposit.Rate == group.Rate).ToList();
            return group with { Base = group.Base - off.Sum(x => x.Net), Tax = group.Tax - off.Sum(x => x.Tax) };
        });
        var (net, tax) = (deposits.Sum(deposit => deposit.Net), deposits.Sum(deposit => deposit.Tax));
        return whole with
        {
            Lines = [.. whole.Lines, .. lines],
            Vat = [.. vat],
            LinesNet = whole.LinesNet - net,
            Net = whole.Net - net,
            Tax = whole.Tax - tax,
            Gross = whole.Gross - net - tax,
            Due = whole.Gross - net - tax,
            Preceding =
            [
                .. whole.Preceding,
                .. deposits.Select(
                    (deposit, i) =>
                        new PrecedingInvoice(
                            Guid.NewGuid(),
                            $"I-2026-000{i + 1}",
                            new DateOnly(2026, 10, i + 1),
                            deposit.Net,
                            deposit.Net + deposit.Tax
                        )
                ),
            ],
        };
    }

    private static FrozenInvoice Paid(FrozenInvoice invoice, decimal before) =>
        invoice with
        {
            Prepaid = before,
            Due = invoice.Gross - before,
        };

    private static FrozenInvoice Periods(FrozenInvoice invoice) =>
        invoice with
        {
            DeliveredOn = null,
            PeriodFrom = new DateOnly(2026, 11, 1),
            PeriodTo = new DateOnly(2026, 11, 30),
            ContractNumber = "C-2026-0003",
            Lines =
            [
                .. invoice.Lines.Select(line =>
                    line with
                    {
                        PeriodFrom = new DateOnly(2026, 11, 1),
                        PeriodTo = new DateOnly(2026, 11, 15),
                    }
                ),
            ],
        };

    private static QuoteContent Off(Discount discount, params QuoteLine[] lines) => Quote(lines) with { Discount = discount };
}
