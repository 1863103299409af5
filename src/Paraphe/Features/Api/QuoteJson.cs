using System.ComponentModel.DataAnnotations;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Api;

/// <summary>A quote as members see it.</summary>
public sealed record QuoteJson(
    Guid Id,
    string Number,
    QuoteKind Kind,
    Stage Stage,
    QuoteStatus Status,
    string Title,
    Guid? CustomerId,
    string CustomerName,
    Guid? RequestId,
    Guid? SellerId,
    string Currency,
    decimal TotalNet,
    decimal Total,
    int Revision,
    bool ChangedSinceSent,
    DateOnly? ValidUntil,
    DateTime CreatedAt,
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
            quote.RequestId,
            quote.SellerId,
            quote.Currency,
            quote.TotalNet,
            quote.Total,
            quote.RevisionCount,
            quote.ChangedSinceSent,
            quote.ValidUntil,
            quote.CreatedAt,
            quote.DeliveredAt,
            quote.SignedAt,
            quote.WonAt,
            quote.LostAt
        );
}

/// <summary>The quote with its working copy.</summary>
public sealed record QuoteWhole(QuoteJson Quote, string Introduction, string Scope, string Terms, IReadOnlyList<LineJson> Lines)
{
    public static QuoteWhole Of(Quote quote, DateOnly today) =>
        new(
            QuoteJson.Of(quote, today),
            quote.Content.Introduction,
            quote.Content.Scope,
            quote.Content.Terms,
            [.. quote.Content.Items.Select(LineJson.Of)]
        );
}

/// <summary>What a new quote is made of; texts that are left out are the account's.</summary>
public sealed record QuoteWish
{
    public QuoteKind Kind { get; init; }

    [Required]
    public Guid? CustomerId { get; init; }

    [StringLength(300)]
    public string? Title { get; init; }

    public string? Introduction { get; init; }

    public string? Scope { get; init; }

    public string? Terms { get; init; }

    public IReadOnlyList<LineJson> Lines { get; init; } = [];
}

/// <summary>What is changed of the working copy; what is left out stays.</summary>
public sealed record QuoteChange
{
    [StringLength(300)]
    public string? Title { get; init; }

    public string? Introduction { get; init; }

    public string? Scope { get; init; }

    public string? Terms { get; init; }

    public IReadOnlyList<LineJson>? Lines { get; init; }
}

public sealed record RecipientJson(string Name, string Email, RecipientRole Role = RecipientRole.Signer);

/// <summary>How a quote is sent; texts that are left out are the account's, no recipients means the customer himself.</summary>
public sealed record SendWish
{
    public IReadOnlyList<RecipientJson> Recipients { get; init; } = [];
    public string? Subject { get; init; }
    public string? Body { get; init; }
    public DateOnly? ValidUntil { get; init; }
    public bool? AttachPdf { get; init; }
}

/// <param name="How">phone, mail, paper, inPerson or other; not needed when the customer has signed.</param>
public sealed record WinWish(string? How, string Reference = "");

/// <param name="Reason">hiddenCosts, notSuitable, price, timing, another or other.</param>
public sealed record LoseWish([property: Required] string? Reason, string Comment = "");

public sealed record RevisionJson(Guid Id, int Number, string Hash, DateTime SentAt);

public sealed record EventJson(int Sequence, DateTime At, string What, string ActorKind, string ActorName, string Payload, string Hash);
