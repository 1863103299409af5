using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Tests.Quotes;

/// <summary>Quotes to compute with: by hand, and made up by a generator.</summary>
internal static class Sample
{
    private static readonly Vat[] Vats =
    [
        Vat.Standard(20),
        Vat.Standard(21),
        Vat.Standard(5.5m),
        Vat.Standard(0),
        new() { Category = "AE", Reason = "Reverse charge" },
    ];

    public static Config Fixed(int tests = 300) => Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(20260, 7);

    public static QuoteLine Line(decimal quantity, decimal price, decimal rate = 20) =>
        new()
        {
            Key = Guid.NewGuid(),
            Name = "Line",
            Quantity = quantity,
            UnitPrice = price,
            Vat = Vat.Standard(rate),
        };

    public static QuoteLine Option(decimal price, Guid? group = null, bool preselected = false) =>
        Line(1, price) with
        {
            Option = new OptionTerms { Group = group, Preselected = preselected },
        };

    public static QuoteContent Quote(params QuoteItem[] items) => new() { Items = [.. items] };

    public static Choice Choose(params QuoteLine[] options) =>
        new() { Quantities = options.ToImmutableSortedDictionary(line => line.Key, line => line.Quantity) };

    /// <summary>A quote of up to a dozen lines with everything on it, and the choice of every second option.</summary>
    public static Gen<(QuoteContent Content, Choice Choice)> AnyQuote() =>
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select Make(new Random(seed));

    private static (QuoteContent Content, Choice Choice) Make(Random random)
    {
        var lines = Enumerable.Range(0, random.Next(0, 12)).Select(i => Any(random, i)).ToList();
        var content = new QuoteContent
        {
            Currency = random.Next(5) switch
            {
                0 => "JPY",
                1 => "KWD",
                _ => "EUR",
            },
            Prices = (PriceMode)random.Next(2),
            Rounding = (RoundingMode)random.Next(2),
            Discount = AnyDiscount(random),
            DepositPercent = random.Next(3) == 0 ? random.Next(101) : null,
            Items = [.. lines],
        };
        var chosen = lines.Where(line => line.IsOption && random.Next(2) == 0).ToArray();
        return (content, Choose(chosen));
    }

    private static QuoteLine Any(Random random, int i)
    {
        if (i % 5 == 4)
        {
            return Any(random, 0) with { Vat = null };
        }

        return Line((random.Next(0, 20_000) - 2_000) / 1000m, (random.Next(0, 2_000_000) - 100_000) / 10_000m) with
        {
            Vat = Vats[random.Next(Vats.Length)],
            Discount = AnyDiscount(random),
            Option = random.Next(4) == 0 ? new OptionTerms() : null,
            Cost = random.Next(2) == 0 ? random.Next(100) : null,
        };
    }

    private static Discount? AnyDiscount(Random random) =>
        random.Next(6) switch
        {
            0 => Discount.OfPercent(random.Next(0, 10_001) / 100m),
            1 => Discount.OfAmount(random.Next(0, 500)),
            2 => Discount.OfPercent(100),
            _ => null,
        };
}
