using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Json;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>
/// One group of settings on a page: shown, changed, saved. The second of two Owners who change it at once is shown what the first did, and
/// loses nothing typed.
/// </summary>
/// <param name="texts">A field's label is the text <c>Settings.{Group}.{Field}</c>; the notice of a conflict uses it too.</param>
[Needs(Permission.ManageAccount)]
public abstract class SettingsPage<TInput>(Db db, Texts texts) : OfficePage
    where TInput : class, new()
{
    [BindProperty]
    public TInput Input { get; set; } = new();

    /// <summary>Mark of what the form showed.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public Account Account { get; protected set; } = null!;

    /// <summary>What somebody else saved while this form was open.</summary>
    public IReadOnlyList<(string Label, string Value)> Newer { get; private set; } = [];

    protected abstract string Group { get; }

    protected Db Db => db;

    protected Texts Texts => texts;

    protected abstract TInput Read(Account account);

    /// <exception cref="BrokenRuleException">Nothing was changed; its field is one of the input.</exception>
    protected abstract Task Write(Account account, CancellationToken stop);

    /// <summary>What the page shows besides the form.</summary>
    protected virtual Task Prepare(Account account, CancellationToken stop) => Task.CompletedTask;

    public virtual async Task OnGetAsync(CancellationToken stop)
    {
        Account = await db.Accounts.SingleAsync(stop);
        await Prepare(Account, stop);
        Input = Read(Account);
        Seen = Mark(Input);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Account = await db.Accounts.SingleAsync(stop);
        await Prepare(Account, stop);
        if (!ModelState.IsValid)
            return Page();
        if (Meanwhile())
            return Page();
        try
        {
            await Write(Account, stop);
            await db.SaveChangesAsync(stop);
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, nameof(Input));
            return Page();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Saved by somebody else between our reading and writing: shown as if it had been earlier.
            db.ChangeTracker.Clear();
            Account = await db.Accounts.SingleAsync(stop);
            Meanwhile();
            return Page();
        }
        this.Toast(texts["Settings.Saved"]);
        return Redirect(Request.Path + Request.QueryString);
    }

    private bool Meanwhile()
    {
        var now = Read(Account);
        if (Seen == Mark(now) || Mark(Input) == Mark(now))
            return false;
        Newer = [.. Differences(now)];
        Seen = Mark(now);
        ModelState.Remove(nameof(Seen));
        return true;
    }

    private IEnumerable<(string Label, string Value)> Differences(TInput now)
    {
        foreach (var property in typeof(TInput).GetProperties())
        {
            var (theirs, ours) = (property.GetValue(now), property.GetValue(Input));
            if (
                theirs is null
                || JsonSerializer.Serialize(theirs, DomainJson.Options) == JsonSerializer.Serialize(ours, DomainJson.Options)
            )
                continue;
            var label = $"Settings.{Group}.{property.Name}";
            yield return (texts.Has(label) ? texts[label] : property.Name, Shown(theirs));
        }
    }

    private string Shown(object value) =>
        value switch
        {
            bool on => texts[on ? "Settings.Yes" : "Settings.No"],
            IFormattable figure => figure.ToString(null, CultureInfo.CurrentCulture),
            string text => text.Length > 0 ? text : "–",
            _ => texts["Settings.Changed"],
        };

    private static string Mark(TInput input) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input, DomainJson.Options)))[..16];
}
