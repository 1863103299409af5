using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Events;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Sending;

/// <summary>The hour of a planned send has come. A plan that was cancelled or made anew has another key.</summary>
public sealed record SendPlanned(Guid QuoteId, Guid Key) : IJob;

public sealed class SendPlannedHandler(Db db, QuoteParties parties, QuoteSending sending, Texts texts) : IHandle<SendPlanned>
{
    public async Task Run(SendPlanned job, CancellationToken stop)
    {
        var planned = await db.Quotes.AsNoTracking().Where(row => row.Id == job.QuoteId).SingleOrDefaultAsync(stop);
        if (planned?.Planned is not { } plan || plan.Key != job.Key)
            return;
        // Before the transaction, as when a member sends.
        var links = sending.LinksFor(plan.Recipients);
        try
        {
            await db.Afresh(() => db.InTransaction(() => Send(job, links, stop), CancellationToken.None));
        }
        catch (BrokenRuleException broken)
        {
            // Signed, won, or its customer deleted since: who planned it is told, and it can be sent by hand. No number was drawn.
            await db.Afresh(() => GiveUp(job, broken, stop));
        }
    }

    private async Task Send(SendPlanned job, IReadOnlyList<NewLink> links, CancellationToken stop)
    {
        var quote = await db.Quotes.SingleOrDefaultAsync(row => row.Id == job.QuoteId, stop);
        if (quote?.Planned is not { } plan || plan.Key != job.Key)
            return;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        await sending.Send(quote, account, await parties.Of(quote, account, stop), plan, links, Actor.Member(plan.By, plan.ByName));
    }

    private async Task GiveUp(SendPlanned job, BrokenRuleException broken, CancellationToken stop)
    {
        var quote = await db.Quotes.SingleAsync(row => row.Id == job.QuoteId, stop);
        if (quote.Planned?.Key != job.Key)
            return;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        quote.CancelPlan(Actor.System, db.Now);
        quote.MailFailed(quote.CustomerName, texts.In(account.Locale).Say(broken));
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
