using System.Net;
using Npgsql;
using Paraphe.Platform.Files;
using Paraphe.Platform.Mail;
using Paraphe.Platform.Outside;

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
                Networks(settings.Proxies),
                Scanner(settings.Clamd),
                Domain(settings.MailDomain),
                Readable("PARAPHE_SMTP_CERTIFICATE", settings.SmtpCertificate, "a PEM file with certificate and key"),
                Folder("PARAPHE_MAILDIR", settings.Maildir),
                Letters(settings.Letters),
                Read("PARAPHE_ALLOW_PRIVATE_CALLS", settings.AllowPrivateCalls, text => PrivateCalls.Parse(text)),
                Folder("PARAPHE_DATA", settings.Data),
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

    private static string? Letters(string place) =>
        Read("PARAPHE_LETTERS", place, text => SftpAddress.Parse(text) ?? (object)text)
        ?? (place.StartsWith("sftp:", StringComparison.OrdinalIgnoreCase) ? null : Folder("PARAPHE_LETTERS", place));

    private static string? Networks(string text) =>
        text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(one => !IPAddress.TryParse(one, out _) && !IPNetwork.TryParse(one, out _))
            .Select(one => $"PARAPHE_PROXIES: “{one}” is no address and no network, such as 10.0.0.5 or 10.0.0.0/8")
            .FirstOrDefault();

    private static string? Scanner(string text) =>
        text.Length == 0 || (text.LastIndexOf(':') is > 0 and var colon && ushort.TryParse(text[(colon + 1)..], out _))
            ? null
            : $"PARAPHE_CLAMD: “{text}” is no host and port, such as 127.0.0.1:3310";

    private static string? Domain(string text) =>
        text.Length == 0 || Uri.CheckHostName(text.Trim('[', ']')) != UriHostNameType.Unknown
            ? null
            : $"PARAPHE_MAIL_DOMAIN: “{text}” is no domain, such as requests.example.com";

    private static string? Readable(string name, string file, string what)
    {
        try
        {
            if (file.Length > 0)
                File.OpenRead(file).Dispose();
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Not there, or not ours.
            return $"{name}: {what} cannot be read: {refused.Message}";
        }
    }

    private static string? Folder(string name, string folder)
    {
        try
        {
            if (folder.Length > 0)
                Directory.CreateDirectory(folder);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A file in its place, or a parent that is not ours.
            return $"{name}: the folder {folder} cannot be made: {refused.Message}";
        }
    }
}
