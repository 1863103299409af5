using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Campaigns;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Projects;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Opportunities;

/// <summary>Makes all quotes of a campaign in one transaction: all of them, or none when the process dies.</summary>
public sealed record MakeCampaign(Guid CampaignId) : IJob;

public sealed class MakeCampaignHandler(
    Db db,
    OpportunityQueries opportunities,
    CampaignProgress progress,
    ILogger<MakeCampaignHandler> log
) : IHandle<MakeCampaign>
{
    private const int Step = 250;

    public async Task Run(MakeCampaign job, CancellationToken stop)
    {
        try
        {
            await db.InTransaction(() => Make(job.CampaignId, stop), stop);
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            // Somebody else made a quote for one of the properties at this moment. Nothing was written; the next look sees it.
            log.LogInformation(taken, "Campaign {Campaign} is tried again", job.CampaignId);
            throw new NotYetException("Another campaign was quicker", TimeSpan.FromSeconds(1));
        }
        finally
        {
            await progress.End(job.CampaignId, db.AccountId);
        }
    }

    private async Task Make(Guid id, CancellationToken stop)
    {
        var campaign = await db.Set<Campaign>().SingleOrDefaultAsync(row => row.Id == id, stop);
        if (campaign is null || campaign.MadeAt is not null)
            return;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var today = account.Today(db.Now);
        await ReleaseExpired(campaign.Service, today, stop);
        var found = await opportunities.Of(campaign.Service, today, campaign.Wanted.ToHashSet(), stop);
        var free = found.Where(one => !one.IsClaimed).ToList();
        await Insert(campaign, free, account, stop);
        campaign.WasMade(free.Count, await Skipped(campaign, found, stop), db.Now);
        await db.SaveChangesAsync(stop);
    }

    private async Task Insert(Campaign campaign, List<Opportunity> free, Account account, CancellationToken stop)
    {
        if (free.Count == 0)
            return;
        var options = (await Options(free, stop)).ToDictionary(option => option.Id);
        var customers = await Customers(free, stop);
        var modes = await db
            .Contracts.Where(c => free.Select(one => one.Contract).Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => c.Prices, stop);
        var members = (await db.Users.Where(member => member.DisabledAt == null).Select(member => member.Id).ToListAsync(stop)).ToHashSet();
        var first = await db.Draw("draft", free.Count, stop);
        var author = Actor.Member(campaign.RunById, campaign.RunByName);
        var (quotes, projects) = (new List<Quote>(free.Count), new List<Project>(free.Count));
        foreach (var (one, place) in free.Select((one, place) => (one, place)))
        {
            var content = Content(account, customers[one.Customer], one, options[one.Option], modes[one.Contract]);
            var number = "D-" + (first + place).ToString("0000", CultureInfo.InvariantCulture);
            var quote = new Quote(db.NewId(), db.AccountId, QuoteKind.WorkOrder, number, content, author, db.Now);
            quote.ForCustomer(customers[one.Customer], one.Property, db.Now);
            quote.ForOpportunity(campaign.Id, campaign.Service, one.Property);
            var seller = one.Seller is { } named && members.Contains(named) ? named : campaign.RunById;
            quote.AssignTo(seller);
            var project = new Project(db.NewId(), db.AccountId, content.Title, one.Customer, one.Property, seller, db.Now);
            quote.InProject(project.Id);
            quotes.Add(quote);
            projects.Add(project);
            if (place % Step == 0)
                await progress.Tell(campaign.Id, db.AccountId, place, free.Count);
        }
        // Drafts nobody waits for: nothing reacts to them, so they go in by bulk.
        await db.Insert(projects, stop);
        await db.Insert(quotes, stop);
        await db.Insert(quotes.SelectMany(quote => quote.TakeEvents()), stop);
        await progress.Tell(campaign.Id, db.AccountId, free.Count, free.Count);
    }

    private QuoteContent Content(Account account, Customer customer, Opportunity one, OptionalService option, PriceMode prices) =>
        account.Beginning(customer.Details) with
        {
            Title = option.Name.Length <= Lengths.Title ? option.Name : option.Name[..Lengths.Title],
            Currency = one.Currency,
            Prices = prices,
            ServiceAddresses = [new ServiceAddress { PropertyId = one.Property, Text = one.Place }],
            Items = [option.Line with { Key = db.NewId(), Option = null, Recurrence = null }],
        };

    private async Task<List<OptionalService>> Options(List<Opportunity> free, CancellationToken stop)
    {
        var all = new List<OptionalService>(free.Count);
        foreach (var part in free.Select(one => one.Option).Chunk(1_000))
            all.AddRange(await db.OptionalServices.AsNoTracking().Where(option => part.Contains(option.Id)).ToListAsync(stop));
        return all;
    }

    private async Task<Dictionary<Guid, Customer>> Customers(List<Opportunity> free, CancellationToken stop)
    {
        var all = new Dictionary<Guid, Customer>();
        foreach (var part in free.Select(one => one.Customer).Distinct().Chunk(1_000))
        foreach (
            var customer in await db.Customers.AsNoTracking().Include(c => c.Contacts).Where(c => part.Contains(c.Id)).ToListAsync(stop)
        )
            all[customer.Id] = customer;
        return all;
    }

    /// <summary>An undecided quote whose last day has passed no longer holds its property.</summary>
    private Task<int> ReleaseExpired(string service, DateOnly today, CancellationToken stop)
    {
        var start = service + "/";
        return db
            .Quotes.Where(quote => quote.Claim != null && quote.Claim.StartsWith(start))
            .Where(quote => quote.Standing == Standing.Open && quote.ValidUntil < today)
            .ExecuteUpdateAsync(set => set.SetProperty(quote => quote.Claim, (string?)null), stop);
    }

    private async Task<List<SkippedProperty>> Skipped(Campaign campaign, IReadOnlyList<Opportunity> found, CancellationToken stop)
    {
        var skipped = found
            .Where(one => one.IsClaimed)
            .Select(one => new SkippedProperty(one.CustomerName, one.Place, "openQuote"))
            .ToList();
        var seen = found.Select(one => one.Option).ToHashSet();
        foreach (var part in campaign.Wanted.Where(option => !seen.Contains(option)).Chunk(1_000))
        {
            var gone = await (
                from option in db.OptionalServices
                join contract in db.Contracts on option.ContractId equals contract.Id
                where part.Contains(option.Id)
                select new
                {
                    contract.CustomerName,
                    contract.Place,
                    Stands = db.Properties.Any(property => property.Id == contract.PropertyId),
                }
            ).ToListAsync(stop);
            skipped.AddRange(
                gone.Select(one => new SkippedProperty(one.CustomerName, one.Place, one.Stands ? "contractOver" : "propertyGone"))
            );
        }
        return skipped;
    }
}
