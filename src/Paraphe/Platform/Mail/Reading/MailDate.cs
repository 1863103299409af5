using System.Globalization;

namespace Paraphe.Platform.Mail;

/// <summary>The Date header (RFC 5322 §3.3) in all its old and broken forms.</summary>
internal static class MailDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public static DateTimeOffset? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        text = Texts.Shorten(text, 100);
        int day = 0,
            month = 0,
            year = -1;
        TimeSpan? time = null,
            zone = null;
        foreach (var word in text.Split([' ', ',', '\t', '-', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Contains(':', StringComparison.Ordinal) && time is null)
                time = Time(word);
            else if (time is not null && zone is null && Zone(text, word) is { } offset)
                zone = offset;
            else if (month == 0 && word.Length >= 3 && Array.IndexOf(Months, word[..3].ToLowerInvariant()) is var m and >= 0)
                month = m + 1;
            else if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                if (day == 0 && number <= 31 && word.Length <= 2)
                    day = number;
                else if (year < 0)
                    year =
                        word.Length <= 2 ? number + (number < 50 ? 2000 : 1900)
                        : word.Length == 3 ? number + 1900
                        : number;
            }
        }
        if (year is < 1900 or > 9000 || month == 0 || day == 0 || day > DateTime.DaysInMonth(year, month))
            return Other(text);
        var local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified) + (time ?? TimeSpan.Zero);
        return new DateTimeOffset(local, zone ?? TimeSpan.Zero);
    }

    private static DateTimeOffset? Other(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
        && date.Year is >= 1900 and <= 9000
            ? date
            : null;

    private static TimeSpan? Time(string word)
    {
        var parts = word.Split(':');
        var numbers = new int[3];
        for (var i = 0; i < Math.Min(parts.Length, 3); i++)
        {
            var digits = parts[i].Split('.')[0];
            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }
        // 60 is a leap second.
        return numbers is [<= 23, <= 59, <= 60] ? new TimeSpan(numbers[0], numbers[1], Math.Min(59, numbers[2])) : null;
    }

    private static TimeSpan? Zone(string text, string word)
    {
        switch (word.ToUpperInvariant())
        {
            case "GMT" or "UT" or "UTC" or "Z":
                return TimeSpan.Zero;
            case "EDT":
                return TimeSpan.FromHours(-4);
            case "EST" or "CDT":
                return TimeSpan.FromHours(-5);
            case "CST" or "MDT":
                return TimeSpan.FromHours(-6);
            case "MST" or "PDT":
                return TimeSpan.FromHours(-7);
            case "PST":
                return TimeSpan.FromHours(-8);
            case "CET" or "MEZ" or "BST":
                return TimeSpan.FromHours(1);
            case "CEST" or "MESZ":
                return TimeSpan.FromHours(2);
        }
        // The minus was a separator above; look it up where the word stands.
        var digits = word.TrimStart('+').Replace(":", "", StringComparison.Ordinal);
        if (digits.Length != 4 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        var sign =
            text.LastIndexOf("-" + word, StringComparison.Ordinal) >= 0 ? -1
            : word.StartsWith('+') ? 1
            : 0;
        if (sign == 0 || number / 100 > 14 || number % 100 > 59)
            return null;
        return sign * new TimeSpan(number / 100, number % 100, 0);
    }
}
