using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Quotes;

/// <summary>A row of the list. The content of the quote is not read for it.</summary>
public sealed record QuoteRow
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required string CustomerName { get; init; }
    public required string Title { get; init; }
    public required Standing Standing { get; init; }
    public required DateOnly? ValidUntil { get; init; }
    public required bool IsWon { get; init; }
    public required bool IsLost { get; init; }
    public required bool IsSigned { get; init; }
    public required bool ChangedSinceSent { get; init; }
    public required int RevisionCount { get; init; }
    public required Guid? SellerId { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required decimal Total { get; init; }
    public required decimal Net { get; init; }
    public required QuoteKind Kind { get; init; }
    public required string LeadSource { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required string Currency { get; init; }

    /// <summary>The worst of its current deliveries; null before the first send.</summary>
    public MailStatus? Mail { get; private set; }

    public Stage Stage =>
        IsWon ? Stage.Won
        : IsLost ? Stage.Lost
        : RevisionCount > 0 ? Stage.Delivered
        : Stage.Draft;

    /// <summary>The status's name; a draft is said to be one.</summary>
    public string Status(DateOnly today) => Standing == Standing.Draft ? "Draft" : Quote.StatusOf(Standing, ValidUntil, today).ToString();

    public static readonly Expression<Func<Quote, QuoteRow>> Of = q => new QuoteRow
    {
        Id = q.Id,
        Number = q.Number ?? q.DraftNumber,
        CustomerName = q.CustomerName,
        Title = q.Title,
        Standing = q.Standing,
        ValidUntil = q.ValidUntil,
        IsWon = q.WonAt != null,
        IsLost = q.LostAt != null,
        IsSigned = q.SignedAt != null,
        ChangedSinceSent = q.RevisionCount > 0 && q.ContentVersion != q.SentContentVersion,
        RevisionCount = q.RevisionCount,
        SellerId = q.SellerId,
        CreatedAt = q.CreatedAt,
        Total = q.Total,
        Net = q.TotalNet,
        Kind = q.Kind,
        LeadSource = q.LeadSource,
        Tags = q.Tags,
        Currency = q.Currency,
    };

    public static async Task FillMails(IReadOnlyList<QuoteRow> rows, Db db)
    {
        var sent = rows.Where(row => row.RevisionCount > 0).Select(row => row.Id).ToList();
        if (sent.Count == 0)
            return;
        var deliveries = (await db.Deliveries.AsNoTracking().Where(d => sent.Contains(d.QuoteId)).ToListAsync()).ToLookup(d => d.QuoteId);
        foreach (var row in rows)
            row.Mail = MailStatus.Of(deliveries[row.Id].Where(delivery => delivery.RevisionNumber == row.RevisionCount));
    }
}

/// <summary>The e-mail status of a quote: the worst state of its current deliveries, and when.</summary>
public sealed record MailStatus(DeliveryState State, DateTime At, int Seen)
{
    public static MailStatus? Of(IEnumerable<Delivery> current)
    {
        var all = current.Where(delivery => delivery.RevokedAt is null).ToList();
        if (all.Count == 0)
            return null;
        var worst = all.Min(delivery => delivery.State);
        var at = all.Where(delivery => delivery.State == worst)
            .Max(delivery =>
                worst switch
                {
                    DeliveryState.Failed => delivery.FailedAt,
                    DeliveryState.Opened => delivery.LastSeenAt,
                    DeliveryState.Sent => delivery.SentAt,
                    _ => delivery.CreatedAt,
                }
            );
        return new MailStatus(worst, at!.Value, all.Sum(delivery => delivery.SeenCount));
    }
}
