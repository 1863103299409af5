using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Sending;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Letters;

/// <summary>Send by post (QU 11): freezes the next revision, makes its letter, records that it was posted.</summary>
[Needs(Permission.EditQuotes)]
public sealed class IndexModel(Db db, QuoteParties parties, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty, Required]
    public DateOnly? ValidUntil { get; set; }

    /// <summary>How many revisions there were when the form was shown: the same form sends once.</summary>
    [BindProperty]
    public int? Revisions { get; set; }

    public Quote Quote { get; private set; } = null!;

    public CustomerDetails? Customer { get; private set; }

    public IReadOnlyList<BrokenRuleException> Missing { get; private set; } = [];

    public IReadOnlyList<Delivery> Letters { get; private set; } = [];

    /// <summary>Letters whose PDF is ready.</summary>
    public IReadOnlySet<Guid> Ready { get; private set; } = new HashSet<Guid>();

    /// <summary>The sender's country: it is not named on letters that stay in it.</summary>
    public string Home { get; private set; } = "";

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await Look(stop) is not { } account)
            return NotFound();
        var today = account.Today(db.Now);
        ValidUntil =
            Quote.ValidUntil is { } until && until > today ? until : today.AddDays(Quote.ValidDays ?? account.Settings.ValidityDays);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await Look(stop) is not { } account)
            return NotFound();
        // The same form again, by a double click or "back": what it asked for is done.
        if (Revisions is { } shown && shown != Quote.RevisionCount)
            return Redirect($"/quotes/{Id}/post");
        if (!ModelState.IsValid)
            return Page();
        try
        {
            if (Customer is null || Customer.Address.IsEmpty)
                throw new BrokenRuleException("Letters.NoAddress");
            await db.InTransaction(() => Send(account), CancellationToken.None);
            this.Toast(texts["Letters.Made", Quote.ShownNumber]);
            return Redirect($"/quotes/{Id}/post");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.AddModelError("", texts.Say(broken));
        }
        catch (DbUpdateException)
        {
            ModelState.AddModelError("", texts["Sending.ChangedMeanwhile"]);
        }
        db.ChangeTracker.Clear();
        await Look(stop);
        return Page();
    }

    /// <summary>The letter was put into the box.</summary>
    public async Task<IActionResult> OnPostPostedAsync(Guid letter)
    {
        if (
            await db.Deliveries.SingleOrDefaultAsync(row => row.Id == letter && row.QuoteId == Id && row.Channel == Channel.Post)
            is not { } delivery
        )
            return NotFound();
        var quote = await db.Quotes.SingleAsync(row => row.Id == Id);
        if (delivery.SentAt is null)
        {
            delivery.Sent(db.Now);
            quote.Record(Me.AsActor, "quote.posted", new { delivery = delivery.Id, revision = delivery.RevisionNumber }, db.Now);
            await db.SaveChangesAsync();
        }
        this.Toast(texts["Letters.IsPosted"]);
        return Redirect($"/quotes/{Id}/post");
    }

    private async Task Send(Account account)
    {
        var (_, seller) = await parties.Of(Quote, account, CancellationToken.None);
        var number = Quote.Number ?? await parties.DrawNumber(Quote, account, CancellationToken.None);
        var sending = new Domain.Quotes.Sending(
            account,
            Customer!,
            seller,
            number,
            ValidUntil!.Value,
            // Nobody is told this token: who opens the quote online does so over a link that we can make anew.
            [(new Recipient(Customer!.Name, "", RecipientRole.Signer), Tokens.Hash(Tokens.New()))],
            Channel.Post
        );
        var (revision, deliveries) = Quote.Send(sending, Me.AsActor, db.Now, db.NewId);
        db.Revisions.Add(revision);
        db.Deliveries.AddRange(deliveries);
        db.Enqueue(new PrintLetter(deliveries[0].Id));
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private async Task<Account?> Look(CancellationToken stop)
    {
        if (await db.Quotes.SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } quote)
            return null;
        Quote = quote;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        (Customer, _) = await parties.Of(quote, account, stop);
        Missing = [.. quote.MissingToSend(account, Customer)];
        Home = account.Profile.Address.Country;
        Zone = TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone);
        Letters = await db
            .Deliveries.AsNoTracking()
            .Where(row => row.QuoteId == Id && row.Channel == Channel.Post)
            .OrderByDescending(row => row.CreatedAt)
            .ToListAsync(stop);
        var ids = Letters.Select(letter => letter.Id).ToList();
        Ready = (
            await db
                .Documents.Where(row => row.Kind == PrintLetterHandler.Kind && ids.Contains(row.SourceId))
                .Select(row => row.SourceId)
                .ToListAsync(stop)
        ).ToHashSet();
        return account;
    }
}
