using System.ComponentModel.DataAnnotations;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Sending;

public sealed record SendInput
{
    public List<RecipientInput> Recipients { get; init; } = [];

    [StringLength(200)]
    public string? Subject { get; init; }

    [StringLength(20_000)]
    public string? Body { get; init; }

    public DateOnly? ValidUntil { get; init; }

    public bool AttachPdf { get; init; } = true;

    /// <summary>Every signer must sign.</summary>
    public bool AllSign { get; init; }

    /// <summary>Date and time of the account's zone, <c>2026-11-21T14:30</c>; empty sends at once.</summary>
    [StringLength(30)]
    public string? Later { get; init; }

    /// <summary>Files that the form has already.</summary>
    public List<string> Kept { get; init; } = [];

    /// <summary>How many revisions there were when the form was shown: the same form sends once.</summary>
    public int? Revisions { get; init; }

    /// <summary>The mail joins the conversation of the request that the quote came from (RQ 7).</summary>
    public bool ViaRequest { get; init; }
}

/// <summary>A row of the recipients: proposed ones are ticked, typed ones go when they have an address.</summary>
public sealed record RecipientInput
{
    public bool Goes { get; init; }

    /// <summary>Proposed by us, not typed.</summary>
    public bool IsKnown { get; init; }

    [StringLength(200)]
    public string? Name { get; init; }

    [StringLength(254)]
    public string? Email { get; init; }

    public RecipientRole Role { get; init; }

    public Guid? ContactId { get; init; }

    public Recipient ToRecipient() => new(Name?.Trim() ?? "", Email?.Trim() ?? "", Role, ContactId);
}
