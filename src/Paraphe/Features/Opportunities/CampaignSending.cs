using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Campaigns;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Opportunities;

/// <summary>The second act of a campaign: its drafts leave, each by a job of its own.</summary>
public static class CampaignSending
{
    /// <summary>What has not been sent or decided yet.</summary>
    public static IQueryable<Quote> DraftsOf(this Db db, Guid campaign) =>
        db.Quotes.Where(quote => quote.CampaignId == campaign && quote.RevisionCount == 0 && quote.Standing == Standing.Draft);

    /// <summary>Inside <see cref="Db.InTransaction{T}"/>. Each leaves in a transaction of its own; a job that finds its quote sent does nothing.</summary>
    /// <exception cref="BrokenRuleException">It is not made yet.</exception>
    public static async Task Send(this Db db, Campaign campaign, Me by)
    {
        campaign.Send(db.Now);
        foreach (var quote in await db.DraftsOf(campaign.Id).Select(quote => quote.Id).ToListAsync())
            db.Enqueue(new SendCampaignQuote(quote, by.Id, by.Name));
        await db.SaveChangesAsync();
    }
}
