using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Campaigns;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Sending;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Opportunities;

/// <summary>The second act of a campaign: who gets which mail, looked at before all are sent (OP 7).</summary>
[Needs(Permission.RunCampaigns)]
public sealed class SendModel(Db db, QuoteParties parties, Texts texts) : OfficePage
{
    private const int MostShown = 300;

    /// <param name="To">Null when the customer has no address.</param>
    /// <param name="Lacks">What keeps this quote from being sent.</param>
    public sealed record Letter(Guid Quote, string Number, string Customer, Recipient? To, BrokenRuleException? Lacks);

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Campaign Campaign { get; private set; } = null!;

    /// <summary>All drafts with their recipients.</summary>
    public IReadOnlyList<Letter> Letters { get; private set; } = [];

    public IEnumerable<Letter> Shown => Letters.Take(MostShown);

    public int Hidden => Math.Max(0, Letters.Count - MostShown);

    public int WithoutAddress => Letters.Count(letter => letter.To is null);

    public int Incomplete => Letters.Count(letter => letter is { To: not null, Lacks: not null });

    /// <summary>What keeps all of them from being sent.</summary>
    public IReadOnlyList<BrokenRuleException> Missing =>
        Letters.Any(letter => letter.Lacks is null)
            ? []
            : [.. Letters.Select(letter => letter.Lacks).OfType<BrokenRuleException>().DistinctBy(lacks => lacks.Rule).Take(5)];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Find(stop) ? Page() : NotFound();

    /// <summary>The first mail as HTML, alone: shown in a frame.</summary>
    public async Task<IActionResult> OnGetLookAsync(CancellationToken stop)
    {
        if (!await Find(stop) || Letters.FirstOrDefault(letter => letter is { To: not null, Lacks: null }) is not { } first)
            return NotFound();
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var frozen = await parties.Foresee(await db.Quotes.AsNoTracking().SingleAsync(row => row.Id == first.Quote, stop), account, stop);
        var letter = QuoteMail.Standard(frozen, account).LetterFor(first.To!, "#", texts.In(frozen.Content.Language));
        // A page of its own without script; it alone may bring its styles along, as mail must.
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
        return Content(letter.ToHtml(), "text/html; charset=utf-8");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        if (Missing.Count > 0)
            return Page();
        try
        {
            await db.InTransaction(
                async () => await db.Send(await db.Set<Campaign>().SingleAsync(row => row.Id == Id), Me),
                CancellationToken.None
            );
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts);
            return Page();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else pressed it at the same moment: they are on their way.
            db.ChangeTracker.Clear();
        }
        this.Toast(texts["Opportunities.OnTheirWay"]);
        return Redirect($"/opportunities/{Id}");
    }

    private async Task<bool> Find(CancellationToken stop)
    {
        if (await db.Set<Campaign>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id, stop) is not { MadeAt: not null } campaign)
            return false;
        Campaign = campaign;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var drafts = db.DraftsOf(Id).AsNoTracking();
        // All of them, also those that the page does not show: what stays behind is told in full.
        var customers = await db
            .Customers.AsNoTracking()
            .Include(c => c.Contacts)
            .Where(c => drafts.Any(quote => quote.CustomerId == c.Id))
            .ToDictionaryAsync(c => c.Id, stop);
        Letter Of(Quote quote)
        {
            var customer = quote.CustomerId is { } id ? customers.GetValueOrDefault(id) : null;
            var to = customer is null ? null : SendCampaignQuoteHandler.RecipientOf(customer);
            return new(
                quote.Id,
                quote.ShownNumber,
                quote.CustomerName,
                to,
                quote.MissingToSend(account, customer?.Details).FirstOrDefault()
            );
        }
        Letters = await drafts.OrderBy(quote => quote.Id).AsAsyncEnumerable().Select(Of).ToListAsync(stop);
        return true;
    }
}
