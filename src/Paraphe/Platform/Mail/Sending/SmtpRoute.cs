using System.Globalization;

namespace Paraphe.Platform.Mail;

/// <summary>How a connection is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS where the server offers it. Credentials are never sent without it, but to this machine.</summary>
    StartTlsIfOffered,

    /// <summary>STARTTLS or no delivery.</summary>
    StartTlsRequired,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}

/// <summary>The server that takes our mail. Its text form never shows the password.</summary>
public sealed record SmtpRoute
{
    public required string Host { get; init; }
    public required int Port { get; init; }
    public SmtpSecurity Security { get; init; }
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>SHA-256 of the one certificate to accept, in hex, for servers whose certificate no authority signed; null: the usual checks.</summary>
    public string? CertificateHash { get; init; }

    /// <summary>
    /// Reads <c>smtp://user:password@host:port</c> or <c>smtps://…</c>; user and password percent-encoded where needed. Options:
    /// <c>?tls=required</c>, <c>?certificate=SHA-256</c>. Ports if missing: 465 for smtps, 587 with a user, else 25.
    /// </summary>
    /// <exception cref="FormatException">Says what is wrong, without repeating the setting.</exception>
    public static SmtpRoute Parse(string url)
    {
        if (!Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0)
            throw new FormatException("The outgoing mail server is written smtp://user:password@host:port or smtps://…");
        var (user, password) = uri.UserInfo.Split(':', 2) switch
        {
            [{ Length: > 0 } u, var p] => (Uri.UnescapeDataString(u), Uri.UnescapeDataString(p)),
            [{ Length: > 0 } u] => (Uri.UnescapeDataString(u), ""),
            _ => ((string?)null, (string?)null),
        };
        var implicitTls = uri.Scheme == "smtps";
        var required = false;
        string? certificate = null;
        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (option.Equals("tls=required", StringComparison.OrdinalIgnoreCase))
                required = true;
            else if (option.StartsWith("certificate=", StringComparison.OrdinalIgnoreCase) && option.Length == 76)
                certificate = option[12..];
            else if (!option.Equals("tls=optional", StringComparison.OrdinalIgnoreCase))
                throw new FormatException(
                    "The outgoing mail server takes the options tls=required and certificate=SHA-256 (64 hex digits)"
                );
        }
        return new SmtpRoute
        {
            Host = uri.IdnHost,
            Port =
                uri.Port > 0 ? uri.Port
                : implicitTls ? 465
                : user is null ? 25
                : 587,
            Security =
                implicitTls ? SmtpSecurity.Tls
                : required ? SmtpSecurity.StartTlsRequired
                : SmtpSecurity.StartTlsIfOffered,
            User = user,
            Password = password,
            CertificateHash = certificate,
        };
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Security == SmtpSecurity.Tls ? "smtps" : "smtp")}://{Host}:{Port}");
}
