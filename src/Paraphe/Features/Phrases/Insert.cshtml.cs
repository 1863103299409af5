using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Phrases;

/// <summary>Puts a saved text behind what a part of a quote says already.</summary>
[Needs(Permission.EditQuotes)]
public sealed class InsertModel(Db db, SavedTextChoices choices, Texts texts) : OfficePage
{
    private const int MostTries = 5;

    public IActionResult OnGet(Guid id) => Redirect($"/quotes/{id}/edit");

    public async Task<IActionResult> OnPostAsync(Guid id, Guid text)
    {
        var saved = await choices.Find(text);
        for (var tried = 1; ; tried++)
        {
            if (
                saved is null
                || saved.Kind == SavedTextKind.Mail
                || await db.Quotes.SingleOrDefaultAsync(quote => quote.Id == id) is not { } quote
            )
                return NotFound();
            try
            {
                quote.ChangeHeader(With(quote.Content, saved), db.Now);
                await db.SaveChangesAsync();
                return Redirect($"/quotes/{id}/edit#part-{saved.Kind.ToString().ToLowerInvariant()}");
            }
            catch (BrokenRuleException broken)
            {
                this.Toast(texts.Say(broken));
                return Redirect($"/quotes/{id}/edit");
            }
            catch (DbUpdateConcurrencyException) when (tried < MostTries)
            {
                // Somebody else's save came first.
                db.ChangeTracker.Clear();
            }
        }
    }

    private static QuoteContent With(QuoteContent content, SavedText saved) =>
        saved.Kind switch
        {
            SavedTextKind.Introduction => content with { Introduction = Behind(content.Introduction, saved) },
            SavedTextKind.Details => content with { Details = Behind(content.Details, saved) },
            SavedTextKind.Scope => content with { Scope = Behind(content.Scope, saved) },
            _ => content with { Terms = Behind(content.Terms, saved) },
        };

    // Either may be formatted: then both are paragraphs of it.
    private static string Behind(string old, SavedText saved)
    {
        var text = saved.Text;
        if (old.Length == 0)
            return text;
        return IsHtml(old) || IsHtml(text) ? Paragraphs(old) + Paragraphs(text) : $"{old}\n\n{text}";
    }

    private static bool IsHtml(string text) => text.TrimStart().StartsWith('<');

    private static string Paragraphs(string text) =>
        IsHtml(text)
            ? text
            : string.Concat(
                text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                    .Select(part => $"<p>{System.Net.WebUtility.HtmlEncode(part).Replace("\n", "<br>", StringComparison.Ordinal)}</p>")
            );
}
