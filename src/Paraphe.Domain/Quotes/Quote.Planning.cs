using System.Collections.Immutable;
using Paraphe.Domain.Events;

namespace Paraphe.Domain.Quotes;

/// <summary>A send that waits for its hour, with everything the form said (SN 1).</summary>
/// <param name="Key">Of this plan: the job of one that was cancelled finds another, or none.</param>
/// <param name="At">UTC.</param>
public sealed record PlannedSend(
    Guid Key,
    DateTime At,
    Guid By,
    string ByName,
    ImmutableArray<Recipient> Recipients,
    string Subject,
    string Body,
    DateOnly ValidUntil,
    bool AttachPdf,
    bool AllSign,
    bool ViaRequest,
    ImmutableArray<EnclosedFile> Files
);

/// <summary>A file that goes with the mail beside the PDF; its bytes are in the file store.</summary>
public sealed record EnclosedFile(string Name, string Type, string Hash, long Size);

public sealed partial class Quote
{
    /// <summary>Holds the working copy as it is until the hour; nothing is frozen or numbered before.</summary>
    public void Plan(PlannedSend plan, Accounts.Account account, Customers.CustomerDetails? customer, Actor actor, DateTime now)
    {
        EnsureEditable();
        foreach (var missing in MissingToSend(account, customer))
            throw missing;
        if (plan.At <= now)
            throw new BrokenRuleException("Rules.PlannedPassed", "later");
        if (plan.At > now.AddDays(366))
            throw new BrokenRuleException("Rules.PlannedTooFar", "later");
        if (plan.ValidUntil < account.Today(plan.At))
            throw new BrokenRuleException("Rules.ValidityPassed", "validUntil");
        Planned = plan;
        Record(actor, "quote.planned", new { plan.At, recipients = plan.Recipients.Select(to => to.Email) }, now);
    }

    public void CancelPlan(Actor actor, DateTime now)
    {
        if (Planned is null)
            throw new BrokenRuleException("Rules.NothingPlanned");
        Planned = null;
        Record(actor, "quote.planCancelled", new { }, now);
    }
}
