using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.SettingsPages;

/// <summary>The address of a mail server in fields.</summary>
public sealed record MailInput
{
    [StringLength(253)]
    public string? Host { get; init; }

    [Range(1, 65535)]
    public int? Port { get; init; }

    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTlsRequired;

    [StringLength(254)]
    public string? User { get; init; }

    [StringLength(500), JsonIgnore]
    public string? Password { get; init; }

    [StringLength(120)]
    public string? FromName { get; init; }

    [StringLength(254)]
    public string? FromAddress { get; init; }

    public bool TellsDisplay { get; init; }

    public static MailInput Of(MailSettings mail)
    {
        var input = new MailInput
        {
            FromName = Blank(mail.FromName),
            FromAddress = Blank(mail.FromAddress),
            TellsDisplay = mail.TellsDisplay,
        };
        if (mail.SmtpUrl.Length == 0)
            return input;
        var route = SmtpRoute.Parse(mail.SmtpUrl);
        return input with { Host = route.Host, Port = route.Port, Security = route.Security, User = route.User };
    }

    /// <summary>Without the password, which is kept apart.</summary>
    /// <exception cref="BrokenRuleException">The host is no host.</exception>
    public string ToUrl()
    {
        var host = Host!.Trim();
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            throw new BrokenRuleException("Settings.Mail.HostWrong", nameof(Host));
        var user = string.IsNullOrWhiteSpace(User) ? "" : Uri.EscapeDataString(User.Trim()) + "@";
        var port = Port ?? (Security == SmtpSecurity.Tls ? 465 : 587);
        var scheme = Security == SmtpSecurity.Tls ? "smtps" : "smtp";
        var option = Security == SmtpSecurity.StartTlsRequired ? "?tls=required" : "";
        return FormattableString.Invariant(
            $"{scheme}://{user}{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}{option}"
        );
    }

    private static string? Blank(string kept) => kept.Length > 0 ? kept : null;
}
