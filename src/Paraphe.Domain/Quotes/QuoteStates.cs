namespace Paraphe.Domain.Quotes;

public enum QuoteKind
{
    Offer,
    WorkOrder,
    Contract,
}

/// <summary>Where the sales work stands.</summary>
public enum Stage
{
    Draft,
    Delivered,
    Won,
    Lost,
}

/// <summary>What the customer and the quote list see.</summary>
public enum QuoteStatus
{
    Open,
    Accepted,
    Rejected,
    Expired,
}

/// <summary>
/// How a quote stands but for the calendar: the column that lists are filtered by. It follows from the stored facts and is written with
/// them; only <see cref="Quote.Status"/>, which knows the day, is shown.
/// </summary>
public enum Standing
{
    Draft,
    Open,
    SignedWaiting,
    RejectedWaiting,
    Accepted,
    Rejected,
    Closed,
}
