using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Quotes;

/// <summary>What a member may do to a quote's status by hand (QU 8, QU 9).</summary>
public enum QuoteAct
{
    Accepted,
    Rejected,
    Expired,
    Withdrawn,
    Open,
    Validity,
}

public static class QuoteActs
{
    /// <summary>The acts that make sense now, in the order of the menu.</summary>
    public static IReadOnlyList<QuoteAct> For(Quote quote, DateOnly today)
    {
        var acts = new List<QuoteAct>();
        var undecided = quote.Standing is Standing.Draft or Standing.Open or Standing.SignedWaiting or Standing.RejectedWaiting;
        if (quote.WonAt is null)
            acts.Add(QuoteAct.Accepted);
        if (undecided || quote.Standing == Standing.Closed)
            acts.Add(QuoteAct.Rejected);
        if (quote.Standing == Standing.Open && quote.Status(today) == QuoteStatus.Open)
            acts.AddRange([QuoteAct.Expired, QuoteAct.Withdrawn]);
        if (quote.Standing is Standing.Rejected or Standing.RejectedWaiting or Standing.Closed && !quote.IsLocked)
            acts.Add(QuoteAct.Open);
        if (quote.Standing == Standing.Open)
            acts.Add(QuoteAct.Validity);
        return acts;
    }

    public static string Sign(QuoteAct act) =>
        act switch
        {
            QuoteAct.Accepted => "okring",
            QuoteAct.Rejected => "xring",
            QuoteAct.Expired => "clock",
            QuoteAct.Withdrawn => "minus",
            QuoteAct.Open => "half",
            _ => "cal",
        };

    public static string Sign(string status) =>
        status switch
        {
            "Draft" => "ring",
            "Accepted" => "okring",
            "Rejected" => "xring",
            "Expired" => "clock",
            _ => "half",
        };
}
