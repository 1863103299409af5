using System.ComponentModel.DataAnnotations;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Api;

/// <summary>A person whom a quote is sent to.</summary>
/// <param name="Role">A copy may look, not sign.</param>
/// <param name="ContactId">The contact of the customer that he is.</param>
public sealed record RecipientJson(
    [property: StringLength(200)] string Name,
    [property: StringLength(254)] string Email,
    RecipientRole Role = RecipientRole.Signer,
    Guid? ContactId = null
);

/// <summary>How a quote is sent; texts that are left out are the account's, no recipients means the customer himself.</summary>
public sealed record SendWish
{
    [MaxLength(20)]
    public IReadOnlyList<RecipientJson> Recipients { get; init; } = [];

    [StringLength(200)]
    public string? Subject { get; init; }

    [StringLength(20_000)]
    public string? Body { get; init; }

    /// <summary>The last day on which it can be signed.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>The PDF goes with the mail; without it as the account has it.</summary>
    public bool? AttachPdf { get; init; }

    /// <summary>Every signer must sign, not just one; without it as the account has it.</summary>
    public bool? AllSign { get; init; }

    /// <summary>The mail joins the conversation of the request that the quote came from.</summary>
    public bool ViaRequest { get; init; }

    /// <summary>Sends it at this instant instead of now; until then the quote is held as it is.</summary>
    public DateTime? At { get; init; }

    /// <summary>Ids of uploaded files that go along with the mail.</summary>
    [MaxLength(10)]
    public IReadOnlyList<Guid> Files { get; init; } = [];
}

/// <summary>A mail or letter that carried a revision to one recipient.</summary>
/// <param name="Problem">What the mail server said when it refused.</param>
/// <param name="SeenCount">How often a person had the page open.</param>
public sealed record DeliveryJson(
    Guid Id,
    int Revision,
    string Name,
    string Email,
    RecipientRole Role,
    Channel Channel,
    DeliveryState State,
    string Problem,
    DateTime CreatedAt,
    DateTime? SentAt,
    DateTime? OpenedAt,
    DateTime? LastSeenAt,
    int SeenCount,
    DateTime? RevokedAt
)
{
    public static DeliveryJson Of(Delivery row) =>
        new(
            row.Id,
            row.RevisionNumber,
            row.Name,
            row.Email,
            row.Role,
            row.Channel,
            row.State,
            row.ServerWords,
            row.CreatedAt,
            row.SentAt,
            row.OpenedAt,
            row.LastSeenAt,
            row.SeenCount,
            row.RevokedAt
        );
}
