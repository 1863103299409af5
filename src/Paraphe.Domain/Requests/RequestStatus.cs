using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Requests;

/// <summary>How far a request has come (RQ 8), in that order. All but <see cref="Cancelled"/> follow from facts.</summary>
public enum RequestStatus
{
    Received,
    Answered,
    QuoteCreated,
    QuoteSent,
    QuoteAccepted,
    QuoteRejected,
    Cancelled,
}

public enum RequestSource
{
    Mail,
    Form,

    /// <summary>Typed by a member, after a phone call.</summary>
    Hand,
}

/// <summary>What a quote means to the request it came from.</summary>
/// <param name="ValidUntil">The last day of an open quote; it counts as expired afterwards.</param>
public sealed record QuoteStep(Standing Standing, DateOnly? ValidUntil)
{
    internal bool IsOpen(DateOnly today) =>
        Standing is Standing.SignedWaiting or Standing.RejectedWaiting || (Standing == Standing.Open && !(ValidUntil < today));

    /// <summary>The furthest of the quotes: accepted if one is, rejected if one is and none is open; expired and waiting count as sent.</summary>
    /// <returns>Null without quotes.</returns>
    internal static RequestStatus? Furthest(IReadOnlyCollection<QuoteStep> quotes, DateOnly today) =>
        quotes.Count == 0 ? null
        : quotes.Any(quote => quote.Standing == Standing.Accepted) ? RequestStatus.QuoteAccepted
        : quotes.Any(quote => quote.Standing == Standing.Rejected) && !quotes.Any(quote => quote.IsOpen(today))
            ? RequestStatus.QuoteRejected
        : quotes.Any(quote => quote.Standing != Standing.Draft) ? RequestStatus.QuoteSent
        : RequestStatus.QuoteCreated;
}
