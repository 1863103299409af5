using Microsoft.AspNetCore.Identity;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Events;

namespace Paraphe.Platform.Data;

/// <summary>A person of an account who signs in.</summary>
public sealed class Member : IdentityUser<Guid>, IOwned
{
    private Member() { }

    public Member(Guid id, Guid accountId, string name, string email, Role role, DateTime now)
    {
        (Id, AccountId, Name, Role, CreatedAt) = (id, accountId, name, role, now);
        (UserName, Email) = (email, email);
    }

    public Guid AccountId { get; private set; }

    public string Name { get; set; } = "";

    public Role Role { get; set; }

    /// <summary>BCP 47; empty follows the account.</summary>
    public string Language { get; set; } = "";

    public DateTime CreatedAt { get; private set; }

    public DateTime? InvitedAt { get; set; }

    /// <summary>A member who left: cannot sign in, stays named on what he did.</summary>
    public DateTime? DisabledAt { get; set; }

    public NoticeChoices Notices { get; set; } = new();

    public ListChoices Lists { get; set; } = new();

    public Actor AsActor => Actor.Member(Id, Name);
}

/// <summary>How a member wants the lists.</summary>
public sealed record ListChoices
{
    /// <summary>Columns of the quotes by name; null is the usual ones.</summary>
    public IReadOnlyList<string>? QuoteColumns { get; init; }

    public IReadOnlyList<SavedView> QuoteViews { get; init; } = [];
}

/// <param name="Query">What stands behind the list's address, e.g. <c>?tab=open&amp;sort=total</c>.</param>
public sealed record SavedView(string Name, string Query);

/// <summary>Kinds of notices a member does not want, by channel (AC 4); everything else comes.</summary>
public sealed record NoticeChoices
{
    public IReadOnlyList<string> NoBell { get; init; } = [];

    /// <summary>To begin with, only what the member would open the page for is mailed.</summary>
    public IReadOnlyList<string> NoMail { get; init; } = ["quoteOpened"];
}
