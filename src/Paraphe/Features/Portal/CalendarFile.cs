using System.Globalization;
using System.Text;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Portal;

/// <summary>A date for calendars (RFC 5545): the work of a quote, at the time agreed on or offered.</summary>
public static class CalendarFile
{
    public const string Type = "text/calendar; charset=utf-8";

    /// <returns>Null while no time is known.</returns>
    public static byte[]? Of(FrozenQuote frozen, ProposedTime? time, DateTime now)
    {
        if ((time?.StartsAt ?? frozen.Content.StartsAt) is not { } start)
            return null;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(frozen.TimeZone);
        var lines = new List<string>
        {
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Paraphe//Quote//EN",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            $"UID:{frozen.QuoteId:N}@paraphe",
            $"DTSTAMP:{Utc(now)}",
        };
        // As long as it was offered to take, at whatever time it was agreed on.
        var offered = (frozen.Content.EndsAt - frozen.Content.StartsAt) is { } length && length > TimeSpan.Zero ? length : (TimeSpan?)null;
        // Midnight means that only the day is known.
        if (start.TimeOfDay == TimeSpan.Zero)
            lines.AddRange([
                $"DTSTART;VALUE=DATE:{start:yyyyMMdd}".ToString(CultureInfo.InvariantCulture),
                $"DTEND;VALUE=DATE:{(start + (offered ?? TimeSpan.Zero)).Date.AddDays(1):yyyyMMdd}".ToString(CultureInfo.InvariantCulture),
            ]);
        else
            lines.AddRange([$"DTSTART:{Utc(ToUtc(start, zone))}", $"DTEND:{Utc(ToUtc(start + (offered ?? TimeSpan.FromHours(1)), zone))}"]);
        lines.AddRange([
            $"SUMMARY:{Escaped(frozen.Content.Title.Length > 0 ? frozen.Content.Title : frozen.Number)}",
            $"DESCRIPTION:{Escaped($"{frozen.Company.Name}, {frozen.Number}")}",
            $"LOCATION:{Escaped(Place(frozen))}",
            $"STATUS:{(time is { Agreed: false } ? "TENTATIVE" : "CONFIRMED")}",
            "END:VEVENT",
            "END:VCALENDAR",
        ]);
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => Folded(line) + "\r\n")));
    }

    private static string Place(FrozenQuote frozen) =>
        frozen.Content.ServiceAddresses is [{ Text.Length: > 0 } first, ..] ? first.Text : frozen.Customer.Address.OneLine;

    private static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        var plain = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        // An hour that the clock leaves out in spring is the next one.
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(plain) ? plain.AddHours(1) : plain, zone);
    }

    private static string Utc(DateTime at) => at.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escaped(string text) =>
        text.ReplaceLineEndings("\n")
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    // Lines of at most 75 bytes; what goes on begins with a space.
    private static string Folded(string line)
    {
        var folded = new StringBuilder();
        var width = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (width + rune.Utf8SequenceLength > 73)
            {
                folded.Append("\r\n ");
                width = 1;
            }
            folded.Append(rune);
            width += rune.Utf8SequenceLength;
        }
        return folded.ToString();
    }
}
