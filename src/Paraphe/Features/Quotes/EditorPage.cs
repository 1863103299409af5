using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>
/// The editor of a quote. Every line and every part of the head is a small form of its own: sent by a script when it changes, answered with
/// results only, so that nothing somebody types in is ever swapped; without script it is saved by its button and the page comes back.
/// </summary>
public abstract class EditorPage(Db db, Texts texts) : OfficePage
{
    /// <summary>Sent by the script: it wants the results, not the page.</summary>
    public const string ResultsHeader = "X-Results";

    private const int MostTries = 8;

    protected Db Db => db;

    protected Texts Texts => texts;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Account Account { get; private set; } = null!;

    public Quote Quote { get; private set; } = null!;

    public Totals Totals { get; private set; } = null!;

    /// <summary>Null when none was chosen.</summary>
    public CustomerDetails? Customer { get; private set; }

    public IReadOnlyList<Property> Properties { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Sellers { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Of the entry or part that was just sent and not taken.</summary>
    public Refused? Refused { get; protected set; }

    /// <summary>Where the script asks for a service of the catalogue.</summary>
    public string? TakeHref => $"/quotes/{Id}/lines?handler=Take";

    public bool WantsResults => Request.Headers.ContainsKey(ResultsHeader);

    /// <summary>The whole editor, to be shown again.</summary>
    protected async Task<IActionResult> Whole()
    {
        var quote = await db.Quotes.AsNoTracking().SingleOrDefaultAsync(q => q.Id == Id);
        if (quote is null)
            return NotFound();
        if (quote.IsLocked)
        {
            this.Toast(texts["Rules.QuoteLocked"]);
            return Redirect($"/quotes/{Id}");
        }
        await Look(quote);
        return Page();
    }

    protected async Task Look(Quote quote)
    {
        Show(quote);
        Account = await db.Accounts.AsNoTracking().SingleAsync();
        Customer = await db.DetailsOfCustomer(quote);
        Properties = quote.CustomerId is { } customer
            ? await db.Properties.AsNoTracking().Where(p => p.CustomerId == customer).OrderBy(p => p.Id).ToListAsync()
            : [];
        Sellers = await db
            .Users.Where(m => m.DisabledAt == null || m.Id == quote.SellerId)
            .OrderBy(m => m.Name)
            .ToDictionaryAsync(m => m.Id, m => m.Name);
    }

    /// <summary>
    /// Changes the quote and saves. Somebody who saved another line in the same moment is no conflict: the change is made again on what
    /// stands then. What the change itself refuses, with a <see cref="Refused"/> or a broken rule, changes nothing.
    /// </summary>
    /// <returns>The quote as saved; null when there is none of this id.</returns>
    protected async Task<Edited?> Change(Func<Quote, Refused?> change)
    {
        Account = await db.Accounts.AsNoTracking().SingleAsync();
        for (var tried = 1; ; tried++)
        {
            if (await db.Quotes.SingleOrDefaultAsync(q => q.Id == Id) is not { } quote)
                return null;
            var before = Pricing.Compute(quote.Content, quote.Content.Preselected());
            if (change(quote) is { } refused)
            {
                Refused = refused;
                db.ChangeTracker.Clear();
                return new Edited(quote, before);
            }
            try
            {
                await db.SaveChangesAsync();
                return new Edited(quote, before);
            }
            catch (DbUpdateConcurrencyException) when (tried < MostTries)
            {
                // Somebody else's save came first.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>What follows on the page: the amounts that changed, the totals, that it is saved.</summary>
    protected IActionResult Results(Edited edited, Guid? entry, EditorResults? more = null)
    {
        Show(edited.Quote);
        if (Refused is not null)
            Response.StatusCode = Refused.Conflict is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
        return Partial("_Results", (more ?? new EditorResults()) with { Page = this, Before = edited.Before, Entry = entry });
    }

    /// <summary>What could not be read at all, e.g. a date; null when everything could.</summary>
    protected string? Unreadable =>
        ModelState.IsValid ? null : ModelState.Values.SelectMany(entry => entry.Errors).Select(error => error.ErrorMessage).First();

    private void Show(Quote quote)
    {
        Quote = quote;
        Totals = Pricing.Compute(quote.Content, quote.Content.Preselected());
    }

    protected sealed record Edited(Quote Quote, Totals Before);
}

/// <summary>What was sent and not taken: shown beside the field it concerns, with everything that was typed.</summary>
public sealed record Refused
{
    /// <summary>Key of an entry, or name of a part.</summary>
    public required string Of { get; init; }
    public string Field { get; init; } = "";
    public string Message { get; init; } = "";

    /// <summary>The entry as typed, for the page without script.</summary>
    public LineInput? Typed { get; init; }

    /// <summary>What stands in the quote now, when somebody else changed it meanwhile.</summary>
    public Conflict? Conflict { get; init; }

    public static Refused By(BrokenRuleException broken, string of, Texts texts, LineInput? typed = null) =>
        new()
        {
            Of = of,
            Field = broken.Field ?? "",
            Message = texts.Say(broken),
            Typed = typed,
        };
}

/// <param name="Hash">Of what stands now: sent with it, the own version is kept.</param>
/// <param name="Differences">Field, what stands, what was typed.</param>
public sealed record Conflict(string Hash, IReadOnlyList<(string Label, string Theirs, string Mine)> Differences);

/// <summary>What the script gets back.</summary>
public sealed record EditorResults
{
    public EditorPage Page { get; init; } = null!;
    public Totals Before { get; init; } = null!;

    /// <summary>The entry that was sent; null for a part.</summary>
    public Guid? Entry { get; init; }

    /// <summary>The part that was sent.</summary>
    public string? Part { get; init; }

    /// <summary>Said in passing.</summary>
    public string? Word { get; init; }

    /// <summary>A row that is new.</summary>
    public QuoteItem? Added { get; init; }

    /// <summary>More rows that are new, behind <see cref="Added"/>: the extras of a service.</summary>
    public IReadOnlyList<QuoteItem> AddedToo { get; init; } = [];

    /// <summary>An empty row that the added one takes the place of.</summary>
    public Guid? Instead { get; init; }

    /// <summary>A row that was removed, whole, so that it can be brought back.</summary>
    public QuoteItem? Gone { get; init; }

    /// <summary>The row that stands before the added or removed one; null at the end, empty at the top.</summary>
    public Guid? Behind { get; init; }
}
