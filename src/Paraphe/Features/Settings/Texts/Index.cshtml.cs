using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>The standard texts of quotes and their mails, in each language of a customer.</summary>
public sealed class TextsModel(Db db, Texts texts) : SettingsPage<TextsInput>(db, texts)
{
    [BindProperty(SupportsGet = true)]
    public string? Language { get; set; }

    /// <summary>The language whose texts are shown; the account's own to begin with.</summary>
    public string Shown => Languages.All.Any(known => known.Code == Language) ? Language! : Account.Language;

    protected override string Group => "Texts";

    protected override TextsInput Read(Account account) => TextsInput.Of(Saved(account));

    protected override Task Write(Account account, CancellationToken stop)
    {
        foreach (var (field, text) in Input.Fields)
            if (Placeholders.Unknown(text) is { } unknown)
                throw new BrokenRuleException("Settings.Texts.Unknown", field, "{" + unknown + "}");
        account.ChangeSettings(
            account.Settings with
            {
                Texts = new Dictionary<string, SavedTexts>(account.Settings.Texts, StringComparer.Ordinal) { [Shown] = Input.ToTexts() },
            }
        );
        return Task.CompletedTask;
    }

    /// <summary>Shows the page as typed, with the preview, and saves nothing.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken stop)
    {
        Account = await Db.Accounts.AsNoTracking().SingleAsync(stop);
        return Page();
    }

    /// <summary>A text as a customer would read it.</summary>
    public string Preview(string? text)
    {
        var theirs = Texts.In(Shown);
        return Placeholders.Fill(
            text ?? "",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["recipient"] = "Claire Fontanel",
                ["number"] = new NumberPattern(Account.Settings.Numbering.Offer).Format(42, Account.Today(Db.Now)),
                ["title"] = theirs["Settings.Texts.SampleTitle"],
                ["total"] = theirs.Money(4_812.5m, Account.Currency),
                ["validUntil"] = theirs.Date(Account.Today(Db.Now).AddDays(Account.Settings.ValidityDays)),
                ["seller"] = Me.Name,
                ["company"] = Account.Profile.Name,
            }
        );
    }

    private SavedTexts Saved(Account account) => account.Settings.Texts.GetValueOrDefault(Shown) ?? AccountDefaults.StandardTexts(Shown);
}

public sealed record TextsInput
{
    [Required, StringLength(200)]
    public string? MailSubject { get; init; }

    [Required, StringLength(10_000)]
    public string? MailBody { get; init; }

    [StringLength(10_000)]
    public string? Introduction { get; init; }

    [StringLength(20_000)]
    public string? Terms { get; init; }

    [StringLength(20_000)]
    public string? Scope { get; init; }

    internal IEnumerable<(string Field, string? Text)> Fields =>
        [
            (nameof(MailSubject), MailSubject),
            (nameof(MailBody), MailBody),
            (nameof(Introduction), Introduction),
            (nameof(Terms), Terms),
            (nameof(Scope), Scope),
        ];

    public static TextsInput Of(SavedTexts saved) =>
        new()
        {
            MailSubject = Blank(saved.MailSubject),
            MailBody = Blank(saved.MailBody),
            Introduction = Blank(saved.Introduction),
            Terms = Blank(saved.Terms),
            Scope = Blank(saved.Scope),
        };

    public SavedTexts ToTexts() =>
        new()
        {
            MailSubject = Text(MailSubject),
            MailBody = Text(MailBody),
            Introduction = Text(Introduction),
            Terms = Text(Terms),
            Scope = Text(Scope),
        };

    // Browsers send line ends as CR LF.
    private static string Text(string? typed) => (typed ?? "").ReplaceLineEndings("\n").Trim();

    private static string? Blank(string kept) => kept.Length > 0 ? kept : null;
}
