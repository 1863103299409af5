namespace Paraphe.Platform;

/// <summary>Settings of the installation, from the environment; all optional.</summary>
public sealed record Settings
{
    /// <summary>PARAPHE_DATA: folder of the database, files and keys.</summary>
    public required string Data { get; init; }

    /// <summary>PARAPHE_DATABASE: PostgreSQL connection string; empty is SQLite in the data folder.</summary>
    public string Database { get; init; } = "";

    /// <summary>PARAPHE_HTTP: listen address.</summary>
    public string Http { get; init; } = "http://127.0.0.1:5080";

    /// <summary>PARAPHE_PUBLIC_URL: what links in mails begin with; default the listen address.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>PARAPHE_SMTP_LISTEN: address of the incoming mail door, or `off`.</summary>
    public string SmtpListen { get; init; } = "127.0.0.1:2525";

    /// <summary>PARAPHE_SMTP_URL: outgoing server for accounts that have none of their own.</summary>
    public string SmtpUrl { get; init; } = "";

    /// <summary>PARAPHE_MAIL_DOMAIN: of request and reply addresses; default the host of the public URL.</summary>
    public string MailDomain { get; init; } = "";

    /// <summary>PARAPHE_FILES: `s3://key:secret@host/bucket?region=…` instead of the data folder.</summary>
    public string Files { get; init; } = "";

    /// <summary>PARAPHE_PROXIES: addresses or networks (<c>10.0.0.0/8</c>) of trusted proxies, whose X-Forwarded-For and -Proto are believed.</summary>
    public string Proxies { get; init; } = "";

    /// <summary>PARAPHE_CLAMD: `host:port` of a clamd that looks at uploads; empty looks at none.</summary>
    public string Clamd { get; init; } = "";

    /// <summary>PARAPHE_SMTP_CERTIFICATE: PEM file with certificate and key, for incoming mail under TLS.</summary>
    public string SmtpCertificate { get; init; } = "";

    /// <summary>PARAPHE_MAILDIR: folder that a mail server delivers into.</summary>
    public string Maildir { get; init; } = "";

    /// <summary>PARAPHE_LETTERS: folder from which a letter service takes letters, or its `sftp://…`; empty leaves them to be downloaded.</summary>
    public string Letters { get; init; } = "";

    /// <summary>
    /// PARAPHE_ALLOW_PRIVATE_CALLS: addresses or networks (<c>10.0.0.0/8</c>) inside that webhooks and the like may call, or <c>all</c>; empty
    /// allows none.
    /// </summary>
    public string AllowPrivateCalls { get; init; } = "";

    /// <summary>PARAPHE_INVOICES: folder from which a service takes structured invoices, one below it for each account; default in the data folder.</summary>
    public string Invoices { get; init; } = "";

    public string InvoiceFolder => Invoices.Length > 0 ? Invoices : Path.Combine(Data, "outgoing");

    public bool IsPostgres => Database.Length > 0;

    public static Settings From(IConfiguration from)
    {
        var http = from["PARAPHE_HTTP"] is { Length: > 0 } listen ? listen : "http://127.0.0.1:5080";
        var url = (
            from["PARAPHE_PUBLIC_URL"] is { Length: > 0 } given
                ? given
                : http.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal)
        ).TrimEnd('/');
        return new Settings
        {
            Data = Path.GetFullPath(from["PARAPHE_DATA"] is { Length: > 0 } data ? data : "data"),
            Database = from["PARAPHE_DATABASE"] ?? "",
            Http = http,
            PublicUrl = url,
            SmtpListen = from["PARAPHE_SMTP_LISTEN"] is { Length: > 0 } smtp ? smtp : "127.0.0.1:2525",
            SmtpUrl = from["PARAPHE_SMTP_URL"] ?? "",
            MailDomain = from["PARAPHE_MAIL_DOMAIN"] is { Length: > 0 } domain ? domain : HostOf(url),
            Files = from["PARAPHE_FILES"] ?? "",
            Proxies = from["PARAPHE_PROXIES"] ?? "",
            Letters = from["PARAPHE_LETTERS"] ?? "",
            Invoices = from["PARAPHE_INVOICES"] ?? "",
            Clamd = from["PARAPHE_CLAMD"] ?? "",
            SmtpCertificate = from["PARAPHE_SMTP_CERTIFICATE"] ?? "",
            Maildir = from["PARAPHE_MAILDIR"] ?? "",
            AllowPrivateCalls = from["PARAPHE_ALLOW_PRIVATE_CALLS"] ?? "",
        };
    }

    private static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host : "localhost";
}
