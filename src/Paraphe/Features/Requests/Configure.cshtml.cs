using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Mail;
using Paraphe.Features.Requests.Incoming;
using Paraphe.Features.Requests.Replying;
using Paraphe.Features.SettingsPages;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests;

/// <summary>Configure (RQ 1): sending address, automatic reply, saved texts, the public form, other doors for mail.</summary>
public sealed class ConfigureModel(Db db, Texts texts, MailPlaces places, Paraphe.Platform.Settings settings)
    : SettingsPage<ConfigureInput>(db, texts)
{
    private const int EmptyRows = 2;
    private const int MostReplies = 100;

    public string RequestAddress => places.RequestsOf(Account);

    public string OwnAddress => Account.Settings.Mail.FromAddress is { Length: > 0 } own ? own : Account.Profile.Email;

    public string FormUrl => $"{settings.PublicUrl}/r/{Account.RequestName}";

    public string InboundUrl => $"{settings.PublicUrl}/mail/inbound";

    public string Snippet =>
        $"""<iframe src="{FormUrl}?embed=true&amp;lang={Account.Language}" title="{System.Net.WebUtility.HtmlEncode(Texts["Requests.Form.Title"])}" width="100%" height="980" style="border:0" loading="lazy"></iframe>""";

    public bool HasKey => Account.Settings.Requests.InboundKeyHash.Length > 0;

    /// <summary>The key just made: shown this once.</summary>
    public string? NewKey { get; private set; }

    protected override string Group => "Requests";

    protected override ConfigureInput Read(Account account)
    {
        var input = ConfigureInput.Of(account.Settings.Requests);
        // Room for new ones.
        return input with { Replies = [.. input.Replies, .. Enumerable.Repeat(new SavedReplyInput(), EmptyRows)] };
    }

    protected override Task Write(Account account, CancellationToken stop)
    {
        if (Input.Replies.Count > MostReplies || Input.AutoReplies.Count > Languages.All.Count || Input.Fields.Count > FormField.All.Count)
            throw new BrokenRuleException("Shared.Error.Invalid");
        account.ChangeSettings(account.Settings with { Requests = Input.Over(account.Settings.Requests, Db.NewId) });
        return Task.CompletedTask;
    }

    /// <summary>A new key for POST /mail/inbound; the one before stops working.</summary>
    public async Task<IActionResult> OnPostKeyAsync(CancellationToken stop)
    {
        HttpContext.HoldsSecret();
        Account = await Db.Accounts.SingleAsync(stop);
        NewKey = $"{Account.RequestName}.{Tokens.New()}";
        Account.ChangeSettings(
            Account.Settings with
            {
                Requests = Account.Settings.Requests with { InboundKeyHash = InboundEndpoint.HashOf(NewKey) },
            }
        );
        await Db.SaveChangesAsync(stop);
        ModelState.Clear();
        await OnGetAsync(stop);
        return Page();
    }

    public string Placeholders => string.Join(", ", ReplyPlaceholders.Names.Select(name => "{" + name + "}"));
}
