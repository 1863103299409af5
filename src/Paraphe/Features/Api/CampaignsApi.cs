using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Campaigns;
using Paraphe.Features.Opportunities;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>A service that active contracts list as optional.</summary>
/// <param name="Service">Its key, for the preview and a campaign.</param>
/// <param name="Contracts">How many list it.</param>
public sealed record OfferedServiceJson(string Service, string Name, int Contracts);

/// <summary>A property that could be offered a service.</summary>
/// <param name="OptionId">What a campaign names it by.</param>
/// <param name="Each">The price that was agreed in the contract.</param>
/// <param name="OpenQuoteId">An undecided quote that offers it there already.</param>
/// <param name="Claimed">That quote is a campaign's: another cannot be made.</param>
public sealed record OpportunityJson(
    Guid OptionId,
    Guid PropertyId,
    Guid CustomerId,
    string CustomerName,
    string Place,
    Guid ContractId,
    string ContractNumber,
    decimal Each,
    string Currency,
    Guid? SellerId,
    Guid? OpenQuoteId,
    bool Claimed
)
{
    public static OpportunityJson Of(Opportunity one) =>
        new(
            one.Option,
            one.Property,
            one.Customer,
            one.CustomerName,
            one.Place,
            one.Contract,
            one.ContractNumber,
            one.Each,
            one.Currency,
            one.Seller,
            one.OpenQuote,
            one.IsClaimed
        );
}

/// <summary>One run that offers a service to many properties, a quote each.</summary>
/// <param name="MadeAt">When its quotes came into being, all at once; null while it is worked on.</param>
/// <param name="Skipped">What could not be offered any more, and why.</param>
/// <param name="SendingAt">When they were sent; null before.</param>
/// <param name="Funnel">How far its quotes have come; in lists null.</param>
public sealed record CampaignJson(
    Guid Id,
    string Service,
    string Name,
    Guid RunById,
    string RunByName,
    DateTime CreatedAt,
    int Wanted,
    DateTime? MadeAt,
    int Made,
    IReadOnlyList<SkippedProperty> Skipped,
    DateTime? SendingAt,
    FunnelJson? Funnel
)
{
    public static CampaignJson Of(Campaign row, Funnel? funnel = null) =>
        new(
            row.Id,
            row.Service,
            row.Name,
            row.RunById,
            row.RunByName,
            row.CreatedAt,
            row.Wanted.Length,
            row.MadeAt,
            row.Made,
            [.. row.Skipped],
            row.SendingAt,
            funnel is null ? null : new FunnelJson(funnel.Quotes, funnel.Sent, funnel.Opened, funnel.Signed, funnel.Won, funnel.Lost)
        );
}

public sealed record FunnelJson(int Quotes, int Sent, int Opened, int Signed, int Won, int Lost);

/// <summary>A campaign for one service.</summary>
public sealed record CampaignWish
{
    [Required, StringLength(200)]
    public string? Service { get; init; }

    /// <summary>The opportunities that are wanted, by option; left out, all where nothing is open.</summary>
    [MaxLength(Campaign.MostWanted)]
    public IReadOnlyList<Guid>? Options { get; init; }
}

internal static class CampaignsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var tagged = api.MapGroup("").WithTags("Campaigns");
        tagged
            .MapGet("/opportunities", Services)
            .WithName("listOfferedServices")
            .Needs(Scopes.CampaignsRead, "Services that active contracts list as optional", "The most listed first; fifty at most.")
            .Gives<Page<OfferedServiceJson>>();
        tagged
            .MapGet("/opportunities/preview", Preview)
            .WithName("previewOpportunities")
            .Needs(
                Scopes.CampaignsRead,
                "The properties that could be offered a service",
                "By customer, A to Z; all of them on one page. `free` leaves out those where something is open."
            )
            .Gives<Page<OpportunityJson>>();
        var campaigns = tagged.MapGroup("/campaigns");
        campaigns
            .MapGet("", List)
            .WithName("listCampaigns")
            .Needs(Scopes.CampaignsRead, "Campaigns, newest first")
            .Gives<Page<CampaignJson>>();
        campaigns
            .MapPost("", Add)
            .WithName("addCampaign")
            .Needs(
                Scopes.CampaignsWrite,
                "Make a quote for each wanted property",
                "All of them or none, within seconds: the campaign's `madeAt` tells when. Nothing is sent."
            )
            .Takes<CampaignWish>()
            .Gives<CampaignJson>(201);
        campaigns
            .MapGet("/{id:guid}", Get)
            .WithName("getCampaign")
            .Needs(Scopes.CampaignsRead, "A campaign with its funnel", "Its quotes are those of listQuotes with this campaign.")
            .Gives<CampaignJson>()
            .Versioned();
        campaigns
            .MapPost("/{id:guid}/send", Send)
            .WithName("sendCampaign")
            .Needs(Scopes.CampaignsWrite, "Send the drafts of a campaign", "Each to its customer's first contact, with the standard mail.")
            .Gives<CampaignJson>()
            .Versioned();
    }

    private static async Task<Answer> Services(string? q, Db db, OpportunityQueries opportunities, CancellationToken stop)
    {
        var found = await opportunities.Services(q, await db.Today(stop), stop);
        return Answer.Page<OfferedServiceJson>([.. found.Select(one => new OfferedServiceJson(one.Service, one.Name, one.Contracts))]);
    }

    private static async Task<Answer> Preview(string? service, bool? free, Db db, OpportunityQueries opportunities, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(service))
            throw ProblemException.Query("service", "Say which: listOfferedServices has them.");
        var found = await opportunities.Of(service, await db.Today(stop), null, stop);
        return Answer.Page<OpportunityJson>([.. found.Where(one => free != true || one.OpenQuote is null).Select(OpportunityJson.Of)]);
    }

    private static async Task<Answer> List(HttpContext http, Db db, int? limit, Guid? after, CancellationToken stop)
    {
        var size = Operation.Size(limit);
        var rows = db.Set<Campaign>().AsNoTracking();
        var last = after is null
            ? null
            : await db.Set<Campaign>().Where(row => row.Id == after).Select(row => (DateTime?)row.CreatedAt).FirstOrDefaultAsync(stop);
        if (last is { } at)
            rows = rows.Where(row => row.CreatedAt < at || (row.CreatedAt == at && row.Id.CompareTo(after!.Value) < 0));
        var found = await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(size + 1).ToListAsync(stop);
        return Operation.PageOf(http, found, size, row => CampaignJson.Of(row), row => row.Id);
    }

    private static async Task<Answer> Add(
        Body<CampaignWish> body,
        HttpContext http,
        Db db,
        OpportunityQueries opportunities,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var name = await opportunities.NameOf(wish.Service!, stop);
        if (name.Length == 0)
            throw ProblemException.At("/service", "No contract lists this service.");
        var all = (await opportunities.Of(wish.Service!, await db.Today(stop), null, stop)).ToDictionary(one => one.Option);
        var wanted = wish.Options ?? [.. all.Values.Where(one => one.OpenQuote is null).Select(one => one.Option)];
        for (var place = 0; place < wish.Options?.Count; place++)
            if (!all.TryGetValue(wish.Options[place], out var one) || one.IsClaimed)
                throw ProblemException.At($"/options/{place}", "This cannot be offered.");
        var me = Me.Of(http.User)!;
        var campaign = new Campaign(db.NewId(), db.AccountId, wish.Service!, name, wanted, me.Id, me.Name, db.Now);
        db.Add(campaign);
        await db.SaveChangesAsync(stop);
        return Answer.Created(CampaignJson.Of(campaign), $"/api/v1/campaigns/{campaign.Id}", campaign.Version);
    }

    private static async Task<Answer> Get(Guid id, Db db, CancellationToken stop)
    {
        var campaign = await Find(db, id, stop);
        return Answer.Ok(CampaignJson.Of(campaign, await Funnel.Of(db, id, stop)), campaign.Version);
    }

    private static async Task<Answer> Send(Guid id, HttpContext http, Db db, CancellationToken stop)
    {
        var campaign = await Find(db, id, stop);
        http.EnsureMatch(campaign);
        if (await db.DraftsOf(id).OrderBy(row => row.Id).FirstOrDefaultAsync(stop) is { } first)
        {
            // What keeps the first from being sent keeps all.
            var customer = await db
                .Customers.Where(row => row.Id == first.CustomerId)
                .Select(row => row.Details)
                .SingleOrDefaultAsync(stop);
            foreach (var missing in first.MissingToSend(await db.Account(stop), customer))
                throw missing;
        }
        await db.InTransaction(() => db.Send(campaign, Me.Of(http.User)!), stop);
        return Answer.Ok(CampaignJson.Of(campaign, await Funnel.Of(db, id, stop)), campaign.Version);
    }

    private static async Task<Campaign> Find(Db db, Guid id, CancellationToken stop) =>
        await db.Set<Campaign>().SingleOrDefaultAsync(row => row.Id == id, stop) ?? throw ProblemException.NotFound();
}
