using System.Globalization;
using System.Text;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.WorkOrders;

namespace Paraphe.Features.WorkOrders;

/// <summary>Work orders as an iCalendar (RFC 5545): times in UTC, days without a time as whole days.</summary>
public static class Ics
{
    private const int LineOctets = 73;

    public static string Of(Account account, IEnumerable<WorkOrder> orders, string name, DateTime now)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Paraphe//Work orders//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "X-WR-CALNAME:" + Escaped(name));
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        foreach (var order in orders)
            Event(text, account, order, now);
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void Event(StringBuilder text, Account account, WorkOrder order, DateTime now)
    {
        var start = order.StartsAt!.Value;
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{order.Id}@paraphe");
        Line(text, "DTSTAMP:" + Utc(now));
        Line(text, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{order.Version}"));
        if (start.TimeOfDay == TimeSpan.Zero)
        {
            Line(text, "DTSTART;VALUE=DATE:" + Day(start));
            Line(text, "DTEND;VALUE=DATE:" + Day((order.EndsAt is { } last && last > start ? last : start).AddDays(1)));
        }
        else
        {
            Line(text, "DTSTART:" + Utc(ToUtc(account, start)));
            Line(text, "DTEND:" + Utc(ToUtc(account, order.EndsAt is { } end && end > start ? end : start.AddHours(1))));
        }
        Line(text, "SUMMARY:" + Escaped(order.CustomerName.Length > 0 ? $"{order.Title}, {order.CustomerName}" : order.Title));
        if (order.Place.Length > 0)
            Line(text, "LOCATION:" + Escaped(order.Place));
        Line(text, "DESCRIPTION:" + Escaped(string.Join('\n', new[] { order.Number, order.Instructions }.Where(part => part.Length > 0))));
        Line(text, "END:VEVENT");
    }

    // An hour that the clock leaves out is read an hour later, as people would.
    private static DateTime ToUtc(Account account, DateTime local)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone);
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(wall) ? wall.AddHours(1) : wall, zone);
    }

    private static string Utc(DateTime at) => at.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateTime at) => at.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Escaped(string text) =>
        text.ReplaceLineEndings("\n")
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    // Folded by octets, never within a character.
    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
