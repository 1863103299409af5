namespace Paraphe.Domain.Quotes;

/// <summary>A quote that a campaign made: it offers one optional service to one property, and as long as it is undecided it is the only one.</summary>
public sealed partial class Quote
{
    public Guid? CampaignId { get; private set; }

    /// <summary>Service and property, for good.</summary>
    public string? Opportunity { get; private set; }

    /// <summary>The same while the quote is undecided: unique, so that nobody is offered a service twice at once.</summary>
    public string? Claim { get; private set; }

    public static string OpportunityOf(string service, Guid property) => $"{service}/{property:N}";

    public void ForOpportunity(Guid campaign, string service, Guid property)
    {
        (CampaignId, PropertyId, Opportunity) = (campaign, property, OpportunityOf(service, property));
        Reckon();
    }

    private string? Claimed() =>
        Standing is Standing.Draft or Standing.Open or Standing.SignedWaiting or Standing.RejectedWaiting ? Opportunity : null;
}
