using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Features.EInvoicing;
using Paraphe.Platform.Data;
using Paraphe.Platform.Outside;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>The door to a Peppol access point or a French platform. The secret goes in and never comes out.</summary>
public sealed class EInvoicesModel(Db db, Texts texts, Doors doors, OutsideCalls outside) : SettingsPage<EInvoicesInput>(db, texts)
{
    protected override string Group => "EInvoices";

    public bool HasSecret => Account.Settings.HandOver.ProtectedSecret.Length > 0;

    /// <summary>Where the folders of all accounts lie is known to whoever runs the installation; the Owner tells him which is his.</summary>
    public string Folder => Doors.FolderName(Account.Id);

    public IEnumerable<SelectListItem> DoorsOffered => Offered<HandOverDoor>("EInvoicing.Door.");

    public IEnumerable<SelectListItem> Formats => Offered<HandOverFormat>("EInvoicing.Format.");

    protected override EInvoicesInput Read(Account account)
    {
        var door = account.Settings.HandOver;
        return new()
        {
            Door = door.Door,
            Format = door.Format,
            Automatic = door.Automatic,
            AttachToMail = door.AttachToMail,
            Url = door.Url.Length > 0 ? door.Url : null,
            Header = door.Header,
            Headers = door.Headers.Length > 0 ? door.Headers : null,
        };
    }

    protected override Task Write(Account account, CancellationToken stop)
    {
        var old = account.Settings.HandOver;
        var url = Input.Url?.Trim() ?? "";
        var header = Input.Header?.Trim() is { Length: > 0 } name ? name : "Authorization";
        var headers = (Input.Headers ?? "").ReplaceLineEndings("\n").Trim();
        if (url.Length == 0 && Input.Door == HandOverDoor.Post)
            throw new BrokenRuleException("Settings.EInvoices.UrlMissing", nameof(Input.Url));
        if (url.Length > 0 && (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !IsWeb(address) || !outside.MayBe(address)))
            throw new BrokenRuleException("Settings.EInvoices.UrlWrong", nameof(Input.Url));
        if (!Doors.IsName(header))
            throw new BrokenRuleException("Settings.EInvoices.HeaderWrong", nameof(Input.Header));
        if (Doors.Parse(headers) is null)
            throw new BrokenRuleException("Settings.EInvoices.HeadersWrong", nameof(Input.Headers));
        account.ChangeSettings(
            account.Settings with
            {
                HandOver = new HandOverSettings
                {
                    Door = Input.Door,
                    Format = Input.Format,
                    Automatic = Input.Automatic,
                    AttachToMail = Input.AttachToMail,
                    Url = url,
                    Header = header,
                    Headers = headers,
                    ProtectedSecret = Secret(old, url),
                },
            }
        );
        return Task.CompletedTask;
    }

    private string Secret(HandOverSettings old, string url)
    {
        if (url.Length == 0)
            return "";
        if (!string.IsNullOrEmpty(Input.Secret))
            return Input.Secret.Any(char.IsControl)
                ? throw new BrokenRuleException("Settings.EInvoices.SecretWrong", nameof(Input.Secret))
                : doors.Protect(Input.Secret);
        // The old secret is the old server's.
        if (old.ProtectedSecret.Length > 0 && HostOf(old.Url) != HostOf(url))
            throw new BrokenRuleException("Settings.EInvoices.SecretAgain", nameof(Input.Secret));
        return old.ProtectedSecret;
    }

    private static bool IsWeb(Uri address) => address.Scheme is "https" or "http" && address.UserInfo.Length == 0;

    private static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Authority : "";

    private IEnumerable<SelectListItem> Offered<T>(string group)
        where T : struct, Enum => Enum.GetValues<T>().Select(value => new SelectListItem(Texts[group + value], value.ToString()));
}

public sealed record EInvoicesInput
{
    public HandOverDoor Door { get; init; }

    public HandOverFormat Format { get; init; }

    public bool Automatic { get; init; }

    public bool AttachToMail { get; init; }

    [StringLength(500)]
    public string? Url { get; init; }

    [StringLength(100)]
    public string? Header { get; init; }

    [StringLength(2000), System.Text.Json.Serialization.JsonIgnore]
    public string? Secret { get; init; }

    [StringLength(2000)]
    public string? Headers { get; init; }
}
