using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Documents;
using Paraphe.Features.Portal;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Phrases;

/// <summary>Texts to be used again: introductions, details, scope of work, terms, mails.</summary>
[Needs(Permission.EditCatalogue)]
public sealed class IndexModel(Db db, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public SavedTextKind Kind { get; set; }

    /// <summary>The text that is being changed; null writes a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Edit { get; set; }

    [BindProperty]
    public SavedTextInput Input { get; set; } = new();

    public Account Account { get; private set; } = null!;

    public IReadOnlyList<SavedText> Rows { get; private set; } = [];

    public IEnumerable<SelectListItem> LanguageItems =>
        Languages
            .All.Select(language => new SelectListItem(language.Name, language.Code))
            .Prepend(new SelectListItem(texts["Phrases.AllLanguages"], ""));

    public async Task<IActionResult> OnGetAsync()
    {
        await Look();
        if (Edit is not { } id)
            return Page();
        if (Rows.FirstOrDefault(row => row.Id == id) is not { } edited)
            return NotFound();
        Input = SavedTextInput.Of(edited);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Look();
        if (Edit is not null && Rows.All(row => row.Id != Edit))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            foreach (var (field, text) in new[] { (nameof(Input.Subject), Input.Subject), (nameof(Input.Text), Input.Text) })
                if (SettingsPages.Placeholders.Unknown(text) is { } unknown && unknown != "customer")
                    throw new BrokenRuleException("Settings.Texts.Unknown", field, "{" + unknown + "}");
            var typed = Input.ToText(Edit ?? db.NewId(), Kind).Checked();
            if (Edit is null && Account.Settings.Phrases.Count >= SavedText.Most)
                throw new BrokenRuleException("Rules.TooManyTexts", nameof(Input.Name), SavedText.Most);
            await Keep(others => others.Append(typed));
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, nameof(Input));
            return Page();
        }
        this.Toast(texts["Phrases.Saved"]);
        return Redirect($"/texts?kind={Kind}");
    }

    /// <summary>Shows the page as typed, with the preview, and saves nothing.</summary>
    public async Task<IActionResult> OnPostPreviewAsync()
    {
        await Look();
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid text)
    {
        await Look();
        if (Account.Settings.Phrases.All(row => row.Id != text))
            return NotFound();
        Edit = text;
        await Keep(others => others);
        return Redirect($"/texts?kind={Kind}");
    }

    /// <summary>As a customer would read it.</summary>
    public string Preview(string? text)
    {
        var theirs = texts.In(string.IsNullOrEmpty(Input.Language) ? Account.Locale : Input.Language);
        return SamplePrint.Of(Account, theirs, db.Now).Fill(text ?? "", theirs, "Claire Fontanel");
    }

    /// <summary>Saves the texts, those without <see cref="Edit"/> changed; somebody else's save in the same moment is taken in.</summary>
    private Task Keep(Func<IEnumerable<SavedText>, IEnumerable<SavedText>> change) =>
        db.Afresh(async () =>
        {
            var account = await db.Accounts.SingleAsync();
            var kept = change(account.Settings.Phrases.Where(row => row.Id != Edit));
            account.ChangeSettings(account.Settings with { Phrases = [.. kept.OrderBy(row => row.Name, StringComparer.Ordinal)] });
            await db.SaveChangesAsync();
        });

    private async Task Look()
    {
        Account = await db.Accounts.AsNoTracking().SingleAsync();
        Rows = [.. Account.Settings.Phrases.Where(row => row.Kind == Kind)];
    }
}

public sealed record SavedTextInput
{
    [StringLength(SavedText.NameLength)]
    public string? Name { get; init; }

    [StringLength(2)]
    public string? Language { get; init; }

    [StringLength(SavedText.SubjectLength)]
    public string? Subject { get; init; }

    [StringLength(SavedText.TextLength)]
    public string? Text { get; init; }

    public static SavedTextInput Of(SavedText content) =>
        new()
        {
            Name = content.Name,
            Language = content.Language,
            Subject = content.Subject,
            Text = content.Text,
        };

    public SavedText ToText(Guid id, SavedTextKind kind) =>
        new()
        {
            Id = id,
            Kind = kind,
            Name = Name ?? "",
            Language = Languages.All.Any(language => language.Code == Language) ? Language! : "",
            Subject = Subject ?? "",
            Text =
                kind == SavedTextKind.Mail ? (Text ?? "").ReplaceLineEndings("\n") : RichText.Clean((Text ?? "").ReplaceLineEndings("\n")),
        };
}
