using System.Collections.Immutable;

namespace Paraphe.Domain.Campaigns;

/// <summary>One run that offers an optional service to every property whose contract lists it: a work-order quote each (OP 7).</summary>
public sealed class Campaign : Aggregate
{
    public const int MostWanted = 20_000;

    private Campaign() { }

    /// <param name="wanted">The optional services of contracts, one a property, as they were ticked.</param>
    public Campaign(Guid id, Guid account, string service, string name, IEnumerable<Guid> wanted, Guid by, string byName, DateTime now)
    {
        (Id, AccountId, Service, Name) = (id, account, service, name);
        Wanted = [.. wanted.Distinct()];
        if (Wanted.Length == 0)
            throw new BrokenRuleException("Rules.NothingTicked");
        if (Wanted.Length > MostWanted)
            throw new BrokenRuleException("Rules.TooManyTicked", null, MostWanted);
        (RunById, RunByName, CreatedAt) = (by, byName, now);
        Happened(new CampaignAsked(this));
    }

    /// <summary>See <see cref="Contracts.OptionalService.KeyOf"/>.</summary>
    public string Service { get; private set; } = "";
    public string Name { get; private set; } = "";
    public Guid RunById { get; private set; }
    public string RunByName { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }
    public ImmutableArray<Guid> Wanted { get; private set; } = [];

    /// <summary>All its quotes came into being at this instant, in one transaction.</summary>
    public DateTime? MadeAt { get; private set; }
    public int Made { get; private set; }

    /// <summary>What could not be offered any more when it was made, and why.</summary>
    public ImmutableArray<SkippedProperty> Skipped { get; private set; } = [];

    /// <summary>The second act: when they were sent, all at once.</summary>
    public DateTime? SendingAt { get; private set; }

    public void WasMade(int quotes, IEnumerable<SkippedProperty> skipped, DateTime now) =>
        (Made, Skipped, MadeAt) = (quotes, [.. skipped], now);

    public void Send(DateTime now)
    {
        if (MadeAt is null)
            throw new BrokenRuleException("Rules.CampaignNotMade");
        SendingAt = now;
    }
}

/// <param name="Why">A key: contractOver, propertyGone, openQuote.</param>
public sealed record SkippedProperty(string Customer, string Place, string Why);

public sealed record CampaignAsked(Campaign Campaign) : Happening;
