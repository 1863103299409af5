using System.Collections.Immutable;

namespace Paraphe.Domain.Quotes;

/// <summary>
/// The one engine that says what a quote costs: editor, portal, PDF, API and invoice ask it. Arithmetic of EN 16931 (BR-CO-10 to BR-CO-17),
/// half away from zero. What was decided where the norm leaves a choice:
/// <list type="bullet">
/// <item>A line is quantity × price, rounded, less its discount, rounded: what is printed adds up.</item>
/// <item>A discount brings its line, or the quote, nearer to zero, and never past it: on a credit it makes the credit smaller.</item>
/// <item>The quote's discount is split over the VAT groups in proportion to their lines (largest remainder), each share being an allowance.</item>
/// <item>Without VAT in the prices: tax = base × rate, rounded once a group.</item>
/// <item>With VAT in the prices: what the customer sees is the truth; a group's base is its gross without the rate, rounded, its tax the rest.
/// The lines' nets are settled so that they add up to the group's.</item>
/// <item>Rounding on each line: the quote's discount is brought down to the lines; tax is rounded on each of them, and a group adds up its lines.</item>
/// <item>A line without VAT yet is priced without tax in a group of its own, with an empty category.</item>
/// <item>A recurring line counts in the total with one occurrence; see <see cref="Totals.Periods"/>.</item>
/// </list>
/// </summary>
public static class Pricing
{
    public const decimal MaxQuantity = 1_000_000_000m;
    public const decimal MaxUnitPrice = 10_000_000_000m;

    /// <summary>Of a line and of a total: four decimals of it still fit a 64-bit integer.</summary>
    public const decimal MaxAmount = 10_000_000_000_000m;

    /// <exception cref="BrokenRuleException">
    /// A number out of bounds or with too many decimals, an unknown currency, VAT that its category forbids, a choice of what is no option of
    /// this quote or of a quantity outside its bounds. Group rules are not asked here: see <see cref="ChoiceRules.CheckChoice"/>.
    /// </exception>
    public static Totals Compute(QuoteContent content, Choice choice)
    {
        var currency = Currency.Of(content.Currency);
        content.Discount.Check(currency, line: null);
        var lines = Lines(content, choice, currency);
        var counted = lines.Where(line => line.Counts).ToList();
        var total = Sum.Of(counted, content.Discount, content, currency);
        var maximum = Maximum.Of(content, lines, currency);
        Bound(maximum.Gross);
        Bound(total.Gross);
        lines = SettleNets(lines, total, content, currency);
        return new Totals
        {
            Currency = currency,
            Prices = content.Prices,
            Lines = lines,
            Sections = Sections(content, lines),
            Total = total,
            Base = Sum.Of(lines.Where(line => !line.IsOption).ToList(), content.Discount, content, currency),
            Maximum = maximum,
            Periods = Periods(content, lines, currency),
            Deposit = Deposit(content.DepositPercent, total.Gross, currency),
            Cost = counted.Sum(line => line.Cost ?? 0),
            LinesWithoutCost = counted.Count(line => line.Cost is null),
        };
    }

    internal static decimal TaxOn(decimal net, decimal rate, Currency currency) => currency.Round(net * rate / 100);

    internal static decimal NetIn(decimal gross, decimal rate, Currency currency) => currency.Round(gross * 100 / (100 + rate));

    /// <summary>Net and tax of an amount that is with or without VAT.</summary>
    internal static (decimal Net, decimal Tax) Parts(decimal amount, decimal rate, PriceMode prices, Currency currency)
    {
        if (prices == PriceMode.WithoutVat)
        {
            return (amount, TaxOn(amount, rate, currency));
        }

        var net = NetIn(amount, rate, currency);
        return (net, amount - net);
    }

    private static ImmutableArray<LineTotal> Lines(QuoteContent content, Choice choice, Currency currency)
    {
        var lines = ImmutableArray.CreateBuilder<LineTotal>(content.Items.Length);
        var keys = new HashSet<Guid>();
        var chosen = 0;
        foreach (var item in content.Items)
        {
            if (!keys.Add(item.Key))
            {
                throw new BrokenRuleException("Rules.LineTwice", "Items", item.Key);
            }

            if (item is not QuoteLine line)
            {
                continue;
            }

            var isChosen = choice.Quantities.TryGetValue(line.Key, out var quantity);
            if (isChosen)
            {
                line.CheckChosen(quantity);
                chosen++;
            }

            lines.Add(line.Price(isChosen ? quantity : line.Quantity, isChosen, content.Prices, currency));
        }

        if (chosen < choice.Quantities.Count)
        {
            throw new BrokenRuleException("Rules.OptionUnknown", "Choice");
        }

        return lines.ToImmutable();
    }

    // With VAT in the prices and rounding per rate, a line's net alone may be a cent off: the group's net is given back to its lines.
    private static ImmutableArray<LineTotal> SettleNets(ImmutableArray<LineTotal> lines, Sum total, QuoteContent content, Currency currency)
    {
        if (content is not { Prices: PriceMode.WithVat, Rounding: RoundingMode.PerRate })
        {
            return lines;
        }

        var settled = lines.ToArray();
        var members = Enumerable.Range(0, lines.Length).Where(i => lines[i].Counts).ToLookup(i => Sum.Key(lines[i].Vat));
        foreach (var group in total.Vat)
        {
            var places = members[(group.Category, group.Rate)].ToArray();
            var exact = Array.ConvertAll(places, i => lines[i].Amount * 100 / (100 + group.Rate));
            var nets = Rounding.Settle(group.LinesNet, exact, currency.Unit);
            for (var i = 0; i < places.Length; i++)
            {
                var line = settled[places[i]];
                settled[places[i]] = line with { Net = nets[i], Tax = line.Amount - nets[i] };
            }
        }

        return [.. settled];
    }

    private static ImmutableArray<SectionTotal> Sections(QuoteContent content, ImmutableArray<LineTotal> lines)
    {
        var sections = ImmutableArray.CreateBuilder<SectionTotal>();
        var next = 0;
        foreach (var item in content.Items)
        {
            if (item is QuoteSection section)
            {
                sections.Add(new SectionTotal(section.Key, section.Title, 0, 0));
            }
            else if (item is QuoteLine)
            {
                var line = lines[next++];
                if (sections.Count == 0)
                {
                    sections.Add(new SectionTotal(null, "", 0, 0));
                }

                if (line.Counts)
                {
                    var last = sections[^1];
                    sections[^1] = last with { Amount = last.Amount + line.Amount, Net = last.Net + line.Net };
                }
            }
        }

        return sections.ToImmutable();
    }

    private static ImmutableArray<PeriodTotal> Periods(QuoteContent content, ImmutableArray<LineTotal> lines, Currency currency)
    {
        var discount = content.Discount is { Percent: not null } percent ? percent : null;
        return
        [
            .. content
                .Lines.Zip(lines)
                .Where(pair => pair.First.Recurrence is not null && pair.Second.Counts)
                .GroupBy(pair => pair.First.Recurrence!.Normal, pair => pair.Second)
                .OrderBy(group => group.Key.Frequency)
                .ThenBy(group => group.Key.Times)
                .Select(group => new PeriodTotal(group.Key, Sum.Of(group.ToList(), discount, content, currency))),
        ];
    }

    private static decimal? Deposit(decimal? percent, decimal gross, Currency currency)
    {
        if (percent is null)
        {
            return null;
        }

        if (percent is < 0 or > 100 || Rounding.Round(percent.Value, 4) != percent)
        {
            throw new BrokenRuleException("Rules.DepositPercent", "DepositPercent");
        }

        return currency.Round(gross * percent.Value / 100);
    }

    private static void Bound(decimal amount)
    {
        if (Math.Abs(amount) > MaxAmount)
        {
            throw new BrokenRuleException("Rules.TotalTooLarge");
        }
    }
}
