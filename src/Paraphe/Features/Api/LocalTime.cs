using System.Globalization;

namespace Paraphe.Features.Api;

/// <summary>A date and time of the account's zone, as clocks there show it: <c>2026-11-21T14:30</c>.</summary>
internal static class LocalTime
{
    public const string Shape = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$";

    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    public static string? Show(DateTime? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <exception cref="ProblemException">422 at the pointer.</exception>
    public static DateTime? Read(string? text, string pointer) =>
        text is null ? null
        : DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
        && at.Year is >= Days.First and <= Days.Last
            ? at
        : throw ProblemException.At(pointer, "A date and time of the account's zone, such as 2026-11-21T14:30.");
}
