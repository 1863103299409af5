using System.Net;
using Npgsql;
using Paraphe.Platform.Files;
using Paraphe.Platform.Mail;

namespace Paraphe.Platform;

/// <summary>Tells a wrong setting of the environment before anything starts, in words for who set it.</summary>
public static class SettingsCheck
{
    /// <returns>One line a fault; none repeats a password.</returns>
    public static IReadOnlyList<string> Faults(this Settings settings) =>
        [
            .. new[]
            {
                Addresses("PARAPHE_HTTP", settings.Http),
                // Not set, it is the listen address.
                settings.PublicUrl == settings.Http
                    ? null
                    : Addresses("PARAPHE_PUBLIC_URL", settings.PublicUrl),
                Doors(settings.SmtpListen),
                Read("PARAPHE_SMTP_URL", settings.SmtpUrl, text => SmtpRoute.Parse(text)),
                Read("PARAPHE_FILES", settings.Files, text => S3Address.Parse(text)),
                Read("PARAPHE_DATABASE", settings.Database, text => new NpgsqlConnectionStringBuilder(text)),
                Read("PARAPHE_LETTERS", settings.Letters, text => SftpAddress.Parse(text) ?? (object)text),
                Folder(settings.Data),
            }.OfType<string>(),
        ];

    private static string? Addresses(string name, string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Where(one => !Uri.TryCreate(one.Replace("*", "any", StringComparison.Ordinal), UriKind.Absolute, out var uri) || !IsHttp(uri))
            .Select(one => $"{name}: “{one}” is no address such as http://127.0.0.1:5080")
            .FirstOrDefault();

    private static bool IsHttp(Uri uri) => uri.Scheme is "http" or "https";

    private static string? Doors(string text) =>
        text == "off"
            ? null
            : text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(one => !IPEndPoint.TryParse(one, out _))
                .Select(one => $"PARAPHE_SMTP_LISTEN: “{one}” is no address and port, such as 127.0.0.1:2525 or [::]:25, nor off")
                .FirstOrDefault();

    private static string? Read(string name, string text, Func<string, object> parse)
    {
        try
        {
            _ = text.Length > 0 ? parse(text) : null;
            return null;
        }
        catch (Exception odd) when (odd is FormatException or ArgumentException or UriFormatException)
        {
            // The parsers say which part is odd without repeating secrets; Npgsql's names the keyword.
            return odd.Message.StartsWith(name, StringComparison.Ordinal) ? odd.Message : $"{name} cannot be read: {odd.Message}";
        }
    }

    private static string? Folder(string data)
    {
        try
        {
            Directory.CreateDirectory(data);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A file in its place, or a parent that is not ours.
            return $"PARAPHE_DATA: the folder {data} cannot be made: {refused.Message}";
        }
    }
}
