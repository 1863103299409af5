using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Paraphe.Features.WorkOrders;

public enum CalendarSpan
{
    Week,
    Day,
    Month,
}

/// <summary>Which days the calendar shows: a day, the week it lies in, or the whole weeks around its month.</summary>
public sealed record CalendarView(CalendarSpan Span, DateOnly Day, Guid? Who)
{
    public DateOnly First =>
        Span switch
        {
            CalendarSpan.Day => Day,
            CalendarSpan.Week => Monday(Day),
            _ => Monday(new DateOnly(Day.Year, Day.Month, 1)),
        };

    public DateOnly Last =>
        Span switch
        {
            CalendarSpan.Day => Day,
            CalendarSpan.Week => First.AddDays(6),
            _ => Monday(new DateOnly(Day.Year, Day.Month, 1).AddMonths(1).AddDays(-1)).AddDays(6),
        };

    public IEnumerable<DateOnly> Days => Enumerable.Range(0, Last.DayNumber - First.DayNumber + 1).Select(First.AddDays);

    public CalendarView Next => this with { Day = Turned(1) };

    public CalendarView Previous => this with { Day = Turned(-1) };

    public string Href =>
        QueryHelpers.AddQueryString(
            "/work-orders/calendar",
            new Dictionary<string, string?>
            {
                ["view"] = Span.ToString().ToLowerInvariant(),
                ["day"] = Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["who"] = Who?.ToString(),
            }.Where(pair => pair.Value is not null)
        );

    private DateOnly Turned(int by) =>
        Span switch
        {
            CalendarSpan.Day => Day.AddDays(by),
            CalendarSpan.Week => Day.AddDays(7 * by),
            _ => new DateOnly(Day.Year, Day.Month, 1).AddMonths(by),
        };

    // ISO 8601: the week begins on Monday, as it does where our languages are spoken in Europe.
    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
