namespace Paraphe.Platform.Web;

public sealed partial class Texts
{
    /// <inheritdoc cref="Format.Money(decimal, string, System.Globalization.CultureInfo)"/>
    public string Money(decimal amount, string currency) => Format.Money(amount, currency, Culture);

    /// <inheritdoc cref="Format.Price"/>
    public string Price(decimal amount, string currency) => Format.Price(amount, currency, Culture);

    /// <inheritdoc cref="Format.Number"/>
    public string Number(decimal number) => Format.Number(number, Culture);

    /// <inheritdoc cref="Format.Percent"/>
    public string Percent(decimal percent) => Format.Percent(percent, Culture);

    /// <inheritdoc cref="Format.ShortDate"/>
    public string ShortDate(DateOnly date) => Format.ShortDate(date, Culture);

    /// <inheritdoc cref="Format.Day"/>
    public string Day(DateOnly date) => Format.Day(date, Culture);

    /// <inheritdoc cref="Format.Date"/>
    public string Date(DateOnly date) => Format.Date(date, Culture);

    /// <inheritdoc cref="Format.LongDate"/>
    public string LongDate(DateOnly date) => Format.LongDate(date, Culture);

    /// <inheritdoc cref="Format.Time"/>
    public string Time(TimeOnly time) => Format.Time(time, Culture);

    /// <summary>An instant on the account's clock: <c>21 November 2026 at 14:05</c>.</summary>
    public string Moment(DateTime utc, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        return this["Shared.Moment", Date(DateOnly.FromDateTime(local)), Time(TimeOnly.FromDateTime(local))];
    }

    /// <summary>How long ago, as one would say it: <c>4 minutes ago</c>, <c>yesterday</c>; a date after a week.</summary>
    public string Ago(DateTime utc, DateTime now, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone));
        var days = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone)).DayNumber - day.DayNumber;
        var past = now - utc;
        return (days, past.TotalMinutes) switch
        {
            (_, < 1) => this["Shared.Ago.Now"],
            (_, < 60) => Count("Shared.Ago.Minutes", (long)past.TotalMinutes),
            (0, _) => Count("Shared.Ago.Hours", (long)past.TotalHours),
            (1, _) => this["Shared.Ago.Yesterday"],
            (< 7, _) => Count("Shared.Ago.Days", days),
            _ => Date(day),
        };
    }

    /// <summary>The size of a file: <c>1,8 Mo</c>, <c>640 KB</c>.</summary>
    public string Size(long bytes) =>
        bytes < 1_000_000
            ? this["Shared.Kilobytes", Number(Math.Max(1, Math.Round(bytes / 1000m)))]
            : this["Shared.Megabytes", Number(Math.Round(bytes / 1_000_000m, 1))];
}
