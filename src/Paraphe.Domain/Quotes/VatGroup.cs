namespace Paraphe.Domain.Quotes;

/// <summary>Lines of one VAT category and rate on their way to a <see cref="VatTotal"/>.</summary>
internal sealed class VatGroup(Vat? vat)
{
    private readonly List<LineTotal> lines = [];
    private readonly List<string> reasons = [];

    public string Category { get; } = vat?.Category ?? "";

    public decimal Rate { get; } = vat?.Rate ?? 0;

    public decimal Amount { get; private set; }

    public void Add(LineTotal line)
    {
        lines.Add(line);
        Amount += line.Amount;
        if (line.Vat?.Reason is { Length: > 0 } reason && !reasons.Contains(reason, StringComparer.Ordinal))
        {
            reasons.Add(reason);
        }
    }

    public VatTotal Total(decimal discount, QuoteContent content, Currency currency)
    {
        var (linesNet, net, tax) = content switch
        {
            { Rounding: RoundingMode.PerLine } => LineByLine(discount, content.Prices, currency),
            { Prices: PriceMode.WithVat } => FromGross(discount, currency),
            _ => FromNet(discount, currency),
        };
        return new VatTotal
        {
            Category = Category,
            Rate = Rate,
            Reasons = [.. reasons],
            Lines = Amount,
            Discount = discount,
            LinesNet = linesNet,
            DiscountNet = linesNet - net,
            Base = net,
            Tax = tax,
        };
    }

    private (decimal LinesNet, decimal Net, decimal Tax) FromNet(decimal discount, Currency currency)
    {
        var net = Amount - discount;
        return (Amount, net, Pricing.TaxOn(net, Rate, currency));
    }

    // What the customer sees is with VAT and must stay: the tax is what is left of it. It may differ by one unit from base × rate, which
    // the validation rules of EN 16931 (BR-CO-17, BR-S-09) tolerate.
    private (decimal LinesNet, decimal Net, decimal Tax) FromGross(decimal discount, Currency currency)
    {
        var net = Pricing.NetIn(Amount - discount, Rate, currency);
        return (Pricing.NetIn(Amount, Rate, currency), net, Amount - discount - net);
    }

    // The discount is brought down to the lines first, so that each line's tax is the rounded tax of what it really costs.
    private (decimal LinesNet, decimal Net, decimal Tax) LineByLine(decimal discount, PriceMode prices, Currency currency)
    {
        var shares = Rounding.Split(discount, lines.Select(x => x.Amount).ToArray(), currency.Unit);
        decimal linesNet = 0;
        decimal net = 0;
        decimal tax = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var (lineNet, lineTax) = Pricing.Parts(lines[i].Amount - shares[i], Rate, prices, currency);
            linesNet += lines[i].Net;
            net += lineNet;
            tax += lineTax;
        }

        return (linesNet, net, tax);
    }
}
