using System.Collections.Immutable;
using Paraphe.Domain.Events;

namespace Paraphe.Domain.Webhooks;

/// <summary>Why nothing is sent to an address any more.</summary>
public enum WebhookOff
{
    ByHand,

    /// <summary>It answered 410.</summary>
    Gone,

    /// <summary>Nothing got through for <see cref="Webhook.Patience"/>.</summary>
    Failing,
}

/// <param name="Events">Some of <see cref="WebhookEvents.All"/>.</param>
/// <param name="PlainAllowed">Whether an address may do without TLS: where the installation may call its own network.</param>
public sealed record WebhookTerms(
    string Url,
    string Description,
    IReadOnlyList<string> Events,
    bool IsOn = true,
    bool PlainAllowed = false
);

/// <summary>An address of another program that is told what happened.</summary>
public sealed class Webhook : Aggregate
{
    public const int Most = 20;
    public const int UrlLength = 500;
    public const int DescriptionLength = 200;

    /// <summary>So long the old secret signs beside the new one.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <summary>An address that fails for so long without a break is turned off.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private Webhook() { }

    /// <param name="secret">Protected: the Domain never sees it bare.</param>
    public Webhook(Guid id, Guid accountId, WebhookTerms terms, string secret, Actor author, DateTime now)
    {
        (Id, AccountId, Secret, CreatedAt) = (id, accountId, secret, now);
        (CreatedById, CreatedByName) = (author.Id, author.Name);
        Change(terms, now);
    }

    public string Url { get; private set; } = "";
    public string Description { get; private set; } = "";
    public ImmutableArray<string> Events { get; private set; } = [];
    public Guid? CreatedById { get; private set; }
    public string CreatedByName { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }
    public string Secret { get; private set; } = "";
    public string? OldSecret { get; private set; }
    public DateTime? OldSecretUntil { get; private set; }
    public DateTime? OffAt { get; private set; }
    public WebhookOff? OffBecause { get; private set; }

    /// <summary>Of the first failure since something got through.</summary>
    public DateTime? FailingSince { get; private set; }

    public bool IsOn => OffAt is null;

    public bool Hears(string type) => IsOn && Events.Contains(type, StringComparer.Ordinal);

    public void Change(WebhookTerms terms, DateTime now)
    {
        var url = terms.Url.Trim();
        if (url.Length > UrlLength)
            throw new BrokenRuleException("Rules.TooLong", "url", UrlLength);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.Host.Length == 0)
            throw new BrokenRuleException("Rules.WebhookUrl", "url");
        if (address.Scheme == "http" && !terms.PlainAllowed)
            throw new BrokenRuleException("Rules.WebhookPlain", "url");
        // A password in an address ends in logs; a fragment is never sent.
        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            throw new BrokenRuleException("Rules.WebhookUrl", "url");
        if (terms.Description.Trim().Length > DescriptionLength)
            throw new BrokenRuleException("Rules.TooLong", "description", DescriptionLength);
        if (terms.Events.Count == 0 || terms.Events.Any(type => !WebhookEvents.All.Contains(type, StringComparer.Ordinal)))
            throw new BrokenRuleException("Rules.WebhookEvents", "events");
        (Url, Description) = (url, terms.Description.Trim());
        Events = [.. WebhookEvents.All.Where(type => terms.Events.Contains(type, StringComparer.Ordinal))];
        if (terms.IsOn)
            // Its patience begins anew.
            (OffAt, OffBecause, FailingSince) = (null, null, IsOn ? FailingSince : null);
        else if (IsOn)
            (OffAt, OffBecause) = (now, WebhookOff.ByHand);
    }

    /// <summary>A new secret; the one before keeps signing beside it for a day, so that whoever checks can change over without a gap.</summary>
    public void Rotate(string secret, DateTime now) => (Secret, OldSecret, OldSecretUntil) = (secret, Secret, now + Overlap);

    /// <summary>The newest first; a signature of each goes with a message.</summary>
    public IEnumerable<string> SecretsAt(DateTime now) => OldSecret is { } old && OldSecretUntil > now ? [Secret, old] : [Secret];

    public void GotThrough() => FailingSince = null;

    /// <summary>A message did not arrive.</summary>
    /// <param name="gone">The address said that it will never hear again.</param>
    public void Missed(bool gone, DateTime now)
    {
        if (!IsOn)
            return;
        FailingSince ??= now;
        if (!gone && now - FailingSince < Patience)
            return;
        (OffAt, OffBecause) = (now, gone ? WebhookOff.Gone : WebhookOff.Failing);
        Happened(new WebhookTurnedOff(this));
    }
}

/// <summary>It was turned off because of how it answered, not by hand.</summary>
public sealed record WebhookTurnedOff(Webhook Webhook) : Happening;
