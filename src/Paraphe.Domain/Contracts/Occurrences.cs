using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Contracts;

/// <summary>The days on which a service of a contract is due.</summary>
public static class Occurrences
{
    /// <summary>All from the first day to the last, both included, with their number from 0: it names an occurrence for good.</summary>
    /// <param name="until">No later day is asked for.</param>
    public static IEnumerable<(int Number, DateOnly Day)> Days(this Contract contract, Recurrence? rhythm, DateOnly until)
    {
        var last = until < contract.EndsOn ? until : contract.EndsOn;
        if (contract.CancelledOn is { } over && over <= last)
            last = over.AddDays(-1);
        for (var number = 0; ; number++)
        {
            if (Day(contract.StartsOn, rhythm, number) is not { } day || day > last)
                yield break;
            yield return (number, day);
        }
    }

    // "n times" is spread evenly over each year; a service without a rhythm is due once.
    private static DateOnly? Day(DateOnly start, Recurrence? rhythm, int number) =>
        rhythm?.Frequency switch
        {
            null => number == 0 ? start : null,
            Frequency.Weekly => start.AddDays(7 * number),
            Frequency.Monthly => start.AddMonths(number),
            Frequency.Seasonal => start.AddMonths(3 * number),
            _ => start.AddYears(number / rhythm.Times).AddDays(365 * (number % rhythm.Times) / rhythm.Times),
        };
}
