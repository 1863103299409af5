namespace Paraphe.Domain.Quotes;

public sealed partial class Quote
{
    /// <summary>The day on which a member wants to come back to it; null when nothing is to be done. Members only.</summary>
    public DateOnly? FollowUpOn { get; private set; }

    public string FollowUpNote { get; private set; } = "";

    /// <param name="today">In the account's time zone.</param>
    public void FollowUp(DateOnly on, string note, DateOnly today)
    {
        if (on < today)
            throw new BrokenRuleException("Rules.TimePassed", "On");
        if (on > today.AddYears(3))
            throw new BrokenRuleException("Rules.TimeTooFar", "On");
        if (note.Length > 500)
            throw new BrokenRuleException("Rules.TooLong", "Note", 500);
        (FollowUpOn, FollowUpNote) = (on, note.Trim());
        Happened(new QuoteToFollowUp(this, on));
    }

    public void FollowedUp() => (FollowUpOn, FollowUpNote) = (null, "");
}

public sealed record QuoteToFollowUp(Quote Quote, DateOnly On) : Happening;
