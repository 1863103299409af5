using System.Collections.Immutable;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Invoices;

/// <summary>
/// What an invoice costs: the lines as <see cref="Pricing"/> has them, less what was invoiced before. Deductions take off the net and the tax that
/// those invoices had, so that all invoices of a quote add up to its total, group by group.
/// </summary>
public sealed record InvoiceTotals
{
    public required Currency Currency { get; init; }

    /// <summary>Priced lines, then the deductions with a minus.</summary>
    public required ImmutableArray<InvoiceLine> Lines { get; init; }

    public required ImmutableArray<InvoiceAllowance> Allowances { get; init; }

    public required ImmutableArray<InvoiceVat> Vat { get; init; }

    public decimal LinesNet => Lines.Sum(line => line.Net);

    public decimal AllowancesNet => Allowances.Sum(allowance => allowance.Net);

    public decimal Net => Vat.Sum(group => group.Base);

    public decimal Tax => Vat.Sum(group => group.Tax);

    public decimal Gross => Net + Tax;

    /// <param name="discount">What the discount of the whole is called in the language of the document.</param>
    public static InvoiceTotals Of(InvoiceContent content, string discount = "")
    {
        var priced = content.Priced;
        var totals = Pricing.Compute(priced, Choice.None);
        return new InvoiceTotals
        {
            Currency = totals.Currency,
            Lines = [.. Priced(priced, totals), .. content.Deductions.Select(deduction => Line(deduction, priced.Prices))],
            Allowances =
            [
                .. totals
                    .Total.Vat.Where(group => group.DiscountNet != 0)
                    .Select(group => new InvoiceAllowance(group.DiscountNet, group.Category, group.Rate, discount)),
            ],
            Vat = Groups(totals.Total.Vat, content.Deductions),
        };
    }

    private static IEnumerable<InvoiceLine> Priced(QuoteContent content, Totals totals)
    {
        var heading = new List<string>();
        foreach (var item in content.Items)
        {
            if (item is QuoteSection { Title.Length: > 0 } section)
                heading.Add(section.Title);
            else if (item is QuoteText { Text.Length: > 0 } text)
                heading.Add(text.Text);
            else if (item is QuoteLine line)
            {
                var total = totals.Line(line.Key);
                yield return new InvoiceLine
                {
                    Key = line.Key,
                    Heading = string.Join('\n', heading),
                    Name = line.Name,
                    Description = line.Description,
                    Quantity = total.Quantity,
                    Unit = line.Unit,
                    UnitPrice = line.UnitPrice,
                    Discount = line.Discount,
                    Vat = line.Vat ?? new Vat { Category = "" },
                    Amount = total.Amount,
                    Net = total.Net,
                };
                heading.Clear();
            }
        }
    }

    private static InvoiceLine Line(Deduction deduction, PriceMode prices)
    {
        var amount = prices == PriceMode.WithVat ? deduction.Net + deduction.Tax : deduction.Net;
        return new InvoiceLine
        {
            Key = deduction.Key,
            Name = deduction.Name,
            Quantity = -1,
            UnitPrice = amount,
            Vat = deduction.Vat,
            Amount = -amount,
            Net = -deduction.Net,
        };
    }

    private static ImmutableArray<InvoiceVat> Groups(ImmutableArray<VatTotal> priced, ImmutableArray<Deduction> deductions) =>
        [
            .. priced
                .Select(group => (group.Category, group.Rate, group.Base, group.Tax, group.Reasons))
                .Concat(deductions.Select(off => (off.Vat.Category, off.Vat.Rate, -off.Net, -off.Tax, Reasons: Reasons(off.Vat))))
                .GroupBy(part => (part.Category, part.Rate))
                .OrderByDescending(group => group.Key.Rate)
                .ThenBy(group => group.Key.Category, StringComparer.Ordinal)
                .Select(group => new InvoiceVat
                {
                    Category = group.Key.Category,
                    Rate = group.Key.Rate,
                    Base = group.Sum(part => part.Item3),
                    Tax = group.Sum(part => part.Item4),
                    Reason = string.Join("; ", group.SelectMany(part => part.Reasons).Distinct(StringComparer.Ordinal)),
                }),
        ];

    private static ImmutableArray<string> Reasons(Vat vat) => vat.Reason is { Length: > 0 } reason ? [reason] : [];
}
