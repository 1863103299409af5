using Paraphe.Domain.Invoices;

namespace Paraphe.Domain.Accounts;

/// <summary>Where structured invoices go: to whatever takes them on to a network. No provider is built in.</summary>
public sealed record HandOverSettings
{
    public HandOverDoor Door { get; init; }

    public HandOverFormat Format { get; init; }

    /// <summary>As soon as an invoice to a company is issued; otherwise a member does it.</summary>
    public bool Automatic { get; init; }

    /// <summary>Of the door that takes posts.</summary>
    public string Url { get; init; } = "";

    /// <summary>Name of the header that proves who we are.</summary>
    public string Header { get; init; } = "Authorization";

    /// <summary>Its value, protected by the server's key ring; never shown again.</summary>
    public string ProtectedSecret { get; init; } = "";

    /// <summary>Further headers, one a line: <c>Name: value</c>. Nothing secret.</summary>
    public string Headers { get; init; } = "";

    /// <summary>The UBL file is a second attachment of invoice mails to companies.</summary>
    public bool AttachToMail { get; init; }
}
