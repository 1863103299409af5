namespace Paraphe.Features.Preferences;

/// <summary>Light, dark, or as the system has it; kept by the browser.</summary>
public static class Theme
{
    public const string Cookie = "theme";

    public static readonly string[] All = ["auto", "light", "dark"];

    /// <summary>What was chosen; null follows the system.</summary>
    public static string? Of(HttpRequest request) => request.Cookies[Cookie] is "light" or "dark" ? request.Cookies[Cookie] : null;
}
