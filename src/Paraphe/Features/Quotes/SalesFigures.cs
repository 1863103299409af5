namespace Paraphe.Features.Quotes;

/// <summary>A quote that was won or lost.</summary>
/// <param name="At">On the account's clock.</param>
/// <param name="Days">From sending to winning; null when it was lost or never sent.</param>
public sealed record Decision(bool IsWon, DateTime At, decimal? Days, decimal Total, Guid Seller, string Source, string? Reason);

/// <summary>Decisions counted and added up.</summary>
public sealed record SalesFigures
{
    public sealed record Sums(int Won, int Lost, decimal WonValue, decimal LostValue)
    {
        public int Count => Won + Lost;

        /// <summary>Won of all decided; null when none was.</summary>
        public decimal? Rate => Count == 0 ? null : (decimal)Won / Count;

        public static Sums Of(IEnumerable<Decision> decisions)
        {
            var sums = new Sums(0, 0, 0, 0);
            foreach (var one in decisions)
                sums = one.IsWon
                    ? sums with
                    {
                        Won = sums.Won + 1,
                        WonValue = sums.WonValue + one.Total,
                    }
                    : sums with
                    {
                        Lost = sums.Lost + 1,
                        LostValue = sums.LostValue + one.Total,
                    };
            return sums;
        }
    }

    public required Sums All { get; init; }

    /// <summary>Every month of the period, decided in or not.</summary>
    public required IReadOnlyList<KeyValuePair<DateOnly, Sums>> ByMonth { get; init; }

    /// <summary>The most won first.</summary>
    public required IReadOnlyList<KeyValuePair<Guid, Sums>> BySeller { get; init; }

    public required IReadOnlyList<KeyValuePair<string, Sums>> BySource { get; init; }

    public required IReadOnlyList<(string Reason, int Count, decimal Value)> ByReason { get; init; }

    /// <summary>From sending to winning, the middle one.</summary>
    public required decimal? DaysToWin { get; init; }

    public static SalesFigures Of(IEnumerable<DateOnly> months, IEnumerable<Decision> decisions)
    {
        var all = decisions.ToList();
        var byMonth = all.ToLookup(one => new DateOnly(one.At.Year, one.At.Month, 1));
        var days = all.Select(one => one.Days).OfType<decimal>().Order().ToList();
        return new SalesFigures
        {
            All = Sums.Of(all),
            ByMonth = [.. months.Select(month => KeyValuePair.Create(month, Sums.Of(byMonth[month])))],
            BySeller = By(all, one => one.Seller),
            BySource = By(all, one => one.Source),
            ByReason =
            [
                .. all.Where(one => one is { IsWon: false, Reason: not null })
                    .GroupBy(one => one.Reason!, StringComparer.Ordinal)
                    .Select(group => (group.Key, group.Count(), group.Sum(one => one.Total)))
                    .OrderByDescending(group => group.Item2),
            ],
            DaysToWin = days.Count == 0 ? null : days[days.Count / 2],
        };
    }

    private static IReadOnlyList<KeyValuePair<T, Sums>> By<T>(List<Decision> all, Func<Decision, T> key)
        where T : notnull =>
        [
            .. all.GroupBy(key)
                .Select(group => KeyValuePair.Create(group.Key, Sums.Of(group)))
                .OrderByDescending(one => one.Value.WonValue)
                .ThenByDescending(one => one.Value.Count)
                .Take(12),
        ];
}
