using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Catalogue;
using Paraphe.Domain.Json;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Catalogue;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>The lines of the editor (QU 3): changed, added, moved, removed, brought back; one at a time.</summary>
[Needs(Permission.EditQuotes)]
public sealed class LinesModel(Db db, Texts texts) : EditorPage(db, texts)
{
    [BindProperty]
    public Guid Key { get; set; }

    /// <summary>Of the entry as it was shown.</summary>
    [BindProperty]
    public string? Hash { get; set; }

    /// <summary>Instead of <see cref="Hash"/>: the sender saw the other version and keeps his.</summary>
    [BindProperty]
    public string? Keep { get; set; }

    [BindProperty(Name = "")]
    public LineInput Input { get; set; } = new();

    public IActionResult OnGet() => Redirect($"/quotes/{Id}/edit");

    public Task<IActionResult> OnPostAsync() =>
        Answer(quote =>
        {
            var old = Entry(quote);
            var changed = Input.Over(old, quote.Content, Account, Texts.Culture);
            if (changed == old)
                return null;
            var stands = ItemHash.Of(old);
            if (stands != (Keep ?? Hash))
                return new Refused
                {
                    Of = Key.ToString(),
                    Typed = Input,
                    Conflict = new Conflict(stands, LineDifferences.Between(old, changed, quote.Content, Texts)),
                };
            quote.ChangeItem(changed, Db.Now);
            return null;
        });

    /// <summary>A new entry behind another one, or at the end.</summary>
    /// <param name="kind">line, option, section or text.</param>
    public async Task<IActionResult> OnPostAddAsync(string? kind, Guid? behind)
    {
        var key = Db.NewId();
        QuoteItem? added = null;
        return await Answer(
            quote =>
            {
                added = kind switch
                {
                    "section" => new QuoteSection { Key = key },
                    "text" => new QuoteText { Key = key },
                    "option" => NewLine(quote, key) with { Option = new OptionTerms() },
                    _ => NewLine(quote, key),
                };
                var place = behind is { } wanted && quote.Content.Items.Any(item => item.Key == wanted) ? behind : null;
                quote.AddItem(added, place, Db.Now);
                behind = place;
                return null;
            },
            () => new EditorResults { Added = added, Behind = behind },
            key
        );
    }

    /// <summary>A service of the catalogue with its extras as options, priced for this quote.</summary>
    /// <param name="instead">An empty line that it takes the place of.</param>
    public async Task<IActionResult> OnPostTakeAsync(Guid item, Guid? behind, Guid? instead)
    {
        var seen = await Db.Quotes.AsNoTracking().SingleOrDefaultAsync(q => q.Id == Id);
        if (seen is null)
            return NotFound();
        var lines = await (await QuoteCatalogue.Of(Db, seen)).LinesOf(Db, item);
        if (lines.Count == 0)
            return NotFound();
        return await Answer(
            quote =>
            {
                var place = behind is { } wanted && quote.Content.Items.Any(other => other.Key == wanted) ? behind : null;
                quote.AddItems(lines, place, Db.Now);
                if (quote.Content.Line(instead ?? Guid.Empty) is { Name: "", Description: "", UnitPrice: 0 } empty)
                    quote.RemoveItem(empty.Key, Db.Now);
                else
                    instead = null;
                behind = place;
                return null;
            },
            () =>
                new EditorResults
                {
                    Added = lines[0],
                    AddedToo = [.. lines.Skip(1)],
                    Behind = behind,
                    Instead = instead,
                },
            lines[0].Key
        );
    }

    public async Task<IActionResult> OnPostDuplicateAsync()
    {
        var key = Db.NewId();
        QuoteItem? twin = null;
        return await Answer(
            quote =>
            {
                twin = Entry(quote) with { Key = key };
                quote.AddItem(twin, Key, Db.Now);
                return null;
            },
            () => new EditorResults { Added = twin, Behind = Key },
            key
        );
    }

    /// <summary>Moves an entry by a step, or behind another one.</summary>
    /// <param name="by">-1 or 1.</param>
    /// <param name="behind">Key of the entry it goes behind; empty is the top.</param>
    public Task<IActionResult> OnPostMoveAsync(int? by, string? behind) =>
        Answer(quote =>
        {
            var keys = quote.Content.Items.Select(item => item.Key).ToList();
            var from = keys.IndexOf(Entry(quote).Key);
            keys.RemoveAt(from);
            var to =
                by is { } step ? from + Math.Clamp(step, -1, 1)
                : Guid.TryParse(behind, out var other) ? keys.IndexOf(other) + 1
                : 0;
            if (Math.Clamp(to, 0, keys.Count) != from)
                quote.MoveItem(Key, to, Db.Now);
            return null;
        });

    /// <summary>Saves the line to the catalogue, for other quotes to take.</summary>
    [Needs(Permission.EditCatalogue)]
    public Task<IActionResult> OnPostKeepAsync() =>
        Answer(
            quote =>
            {
                if (Entry(quote) is not QuoteLine { CatalogueItemId: null } line)
                    throw new BrokenRuleException("Quotes.InCatalogue");
                var item = CatalogueItem.Of(line, quote.Content, Account, Db.NewId(), Db.Now);
                Db.Catalogue.Add(item);
                quote.ChangeItem(line with { CatalogueItemId = item.Id }, Db.Now);
                return null;
            },
            () => new EditorResults { Word = Texts["Quotes.KeptInCatalogue"] }
        );

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        QuoteItem? gone = null;
        Guid? before = null;
        return await Answer(
            quote =>
            {
                gone = Entry(quote);
                var place = quote.Content.Items.IndexOf(gone);
                before = place == 0 ? null : quote.Content.Items[place - 1].Key;
                quote.RemoveItem(Key, Db.Now);
                return null;
            },
            () => new EditorResults { Gone = gone, Behind = before ?? Guid.Empty },
            before
        );
    }

    /// <summary>Brings a removed entry back, under its own key, where it stood.</summary>
    public async Task<IActionResult> OnPostRestoreAsync(string? item, Guid? behind)
    {
        if (Read(item ?? "") is not { } back)
            return NotFound();
        return await Answer(
            quote =>
            {
                if (quote.Content.Items.Any(other => other.Key == back.Key))
                    return null;
                var place = behind is { } wanted && quote.Content.Items.Any(other => other.Key == wanted) ? behind : null;
                quote.AddItem(back, place, Db.Now);
                if (behind == Guid.Empty)
                    quote.MoveItem(back.Key, 0, Db.Now);
                else
                    behind = place;
                return null;
            },
            () => new EditorResults { Added = back, Behind = behind },
            back.Key
        );
    }

    private async Task<IActionResult> Answer(Func<Quote, Refused?> change, Func<EditorResults>? more = null, Guid? goTo = null)
    {
        var entry = goTo ?? Key;
        var edited = await Change(quote =>
        {
            if (Unreadable is { } message)
                return new Refused
                {
                    Of = entry.ToString(),
                    Message = message,
                    Typed = Input,
                };
            try
            {
                return change(quote);
            }
            catch (BrokenRuleException broken)
            {
                return Refused.By(broken, entry.ToString(), Texts, Input);
            }
        });
        if (edited is null)
            return NotFound();
        if (WantsResults)
            return Results(edited, entry, Refused is null ? more?.Invoke() : null);
        return Refused is null ? Redirect($"/quotes/{Id}/edit#row-{entry}") : await Whole();
    }

    private QuoteItem Entry(Quote quote) =>
        quote.Content.Items.FirstOrDefault(item => item.Key == Key) ?? throw new BrokenRuleException("Rules.LineGone");

    private QuoteLine NewLine(Quote quote, Guid key) => new() { Key = key, Vat = VatChoices.Usual(Account, quote.Content) };

    private static QuoteItem? Read(string json)
    {
        try
        {
            return json.Length > 200_000 ? null : JsonSerializer.Deserialize<QuoteItem>(json, DomainJson.Options);
        }
        catch (JsonException)
        {
            // Forged: the page writes it itself.
            return null;
        }
    }
}
