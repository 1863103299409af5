using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Api;

/// <summary>A quote as members see it in a list.</summary>
/// <param name="Number">Provisional until it is sent.</param>
/// <param name="Status">What the customer sees; a draft counts as open.</param>
/// <param name="SellerId">The member who sells.</param>
/// <param name="TotalNet">Without VAT; as signed, else with the preselected options.</param>
/// <param name="Total">With VAT.</param>
/// <param name="Revision">The number of the revision that was sent last; 0 on a draft.</param>
/// <param name="ChangedSinceSent">The working copy is not what the customer has.</param>
/// <param name="PlannedFor">When it will be sent, if that is planned.</param>
/// <param name="OpenChanges">The customer's wishes wait for an answer.</param>
public sealed record QuoteJson(
    Guid Id,
    string Number,
    QuoteKind Kind,
    Stage Stage,
    QuoteStatus Status,
    string Title,
    Guid? CustomerId,
    string CustomerName,
    Guid? PropertyId,
    Guid? RequestId,
    Guid? CampaignId,
    Guid? SellerId,
    string Currency,
    decimal TotalNet,
    decimal Total,
    int Revision,
    bool ChangedSinceSent,
    bool OpenChanges,
    DateOnly? ValidUntil,
    DateTime CreatedAt,
    DateTime? PlannedFor,
    DateTime? DeliveredAt,
    DateTime? SignedAt,
    DateTime? WonAt,
    DateTime? LostAt
)
{
    public static QuoteJson Of(Quote quote, DateOnly today) =>
        new(
            quote.Id,
            quote.ShownNumber,
            quote.Kind,
            quote.Stage,
            quote.Status(today),
            quote.Title,
            quote.CustomerId,
            quote.CustomerName,
            quote.PropertyId,
            quote.RequestId,
            quote.CampaignId,
            quote.SellerId,
            quote.Currency,
            quote.TotalNet,
            quote.Total,
            quote.RevisionCount,
            quote.ChangedSinceSent,
            quote.HasOpenChanges,
            quote.ValidUntil,
            quote.CreatedAt,
            quote.Planned?.At,
            quote.DeliveredAt,
            quote.SignedAt,
            quote.WonAt,
            quote.LostAt
        );
}

/// <summary>The quote with its working copy.</summary>
/// <param name="Introduction">Plain text or HTML without scripts, as are details, scope and terms.</param>
/// <param name="Language">Of the document, BCP 47.</param>
/// <param name="Prices">Whether unit prices hold VAT.</param>
/// <param name="DepositPercent">Of the total, asked at signing.</param>
/// <param name="StartsAt">Proposed begin of the work, in the account's zone.</param>
/// <param name="ValidDays">Days it stays open once sent; null follows the account.</param>
public sealed record QuoteWhole(
    QuoteJson Quote,
    string Introduction,
    string Details,
    string Scope,
    string Terms,
    string Language,
    PriceMode Prices,
    decimal? DiscountPercent,
    decimal? DiscountAmount,
    decimal? DepositPercent,
    string? StartsAt,
    string? EndsAt,
    int? ValidDays,
    string LeadSource,
    IReadOnlyList<string> Tags,
    IReadOnlyList<ServiceAddressJson> ServiceAddresses,
    IReadOnlyList<LineJson> Lines,
    IReadOnlyList<GroupJson> Groups,
    IReadOnlyList<EnclosureJson> Enclosures
)
{
    public static QuoteWhole Of(Quote quote, DateOnly today)
    {
        var content = quote.Content;
        return new(
            QuoteJson.Of(quote, today),
            content.Introduction,
            content.Details,
            content.Scope,
            content.Terms,
            content.Language,
            content.Prices,
            content.Discount?.Percent,
            content.Discount?.Amount,
            content.DepositPercent,
            LocalTime.Show(content.StartsAt),
            LocalTime.Show(content.EndsAt),
            quote.ValidDays,
            quote.LeadSource,
            quote.Tags,
            [.. content.ServiceAddresses.Select(place => new ServiceAddressJson { PropertyId = place.PropertyId, Text = place.Text })],
            [.. content.Items.Select(LineJson.Of)],
            [.. content.Groups.Select(GroupJson.Of)],
            [.. content.Enclosures.Select(EnclosureJson.Of)]
        );
    }
}
