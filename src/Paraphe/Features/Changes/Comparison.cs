using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Changes;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Quotes.Comparing;
using Paraphe.Features.Portal;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Changes;

/// <summary>Two revisions of a quote set side by side, with the wishes that led from one to the other (CR 10).</summary>
public sealed record Comparison
{
    public required QuoteContent Before { get; init; }

    public required QuoteContent After { get; init; }

    public required int From { get; init; }

    /// <summary>Null for the working copy, which was not sent.</summary>
    public required int? To { get; init; }

    public required ContentDiff Diff { get; init; }

    public IReadOnlyList<(ChangeRequest Round, Wish Wish)> Wishes { get; init; } = [];

    public string Currency => After.Currency;

    public IEnumerable<(ChangeRequest Round, Wish Wish)> WishesOf(Guid line) => Wishes.Where(pair => pair.Wish.Line == line);

    /// <summary>Wishes whose line stayed as it was.</summary>
    public IEnumerable<(ChangeRequest Round, Wish Wish)> WithoutChange =>
        Wishes.Where(pair => !Diff.Items.Any(change => change.Key == pair.Wish.Line));

    /// <summary>Lines and sections in their order, those that only moved last.</summary>
    public IEnumerable<ItemChange> Items => Diff.Items.OrderBy(change => change.Kind == ItemChangeKind.Moved);

    /// <summary>The revision of this link, and the one that its recipient had before.</summary>
    public static async Task<Comparison?> ForCustomer(Db db, Shown shown, CancellationToken stop)
    {
        var delivery = shown.Delivery;
        if (delivery.RevisionNumber < 2)
            return null;
        // Never a revision that somebody else was sent.
        var before = await db
            .Deliveries.Where(row =>
                row.QuoteId == delivery.QuoteId && row.Email == delivery.Email && row.RevisionNumber < delivery.RevisionNumber
            )
            .OrderByDescending(row => row.RevisionNumber)
            .Join(db.Revisions, row => row.RevisionId, revision => revision.Id, (_, revision) => revision)
            .AsNoTracking()
            .FirstOrDefaultAsync(stop);
        return before is null
            ? null
            : await Between(
                db,
                delivery.QuoteId,
                (before.Number, before.Read().Content),
                (delivery.RevisionNumber, shown.Frozen.Content),
                stop
            );
    }

    public static async Task<Comparison> Between(
        Db db,
        Guid quote,
        (int Number, QuoteContent Content) before,
        (int? Number, QuoteContent Content) after,
        CancellationToken stop
    )
    {
        var rounds = await db
            .ChangeRequests.AsNoTracking()
            .Where(row => row.QuoteId == quote && row.SubmittedAt != null)
            .Where(row =>
                after.Number == null
                    ? row.AnsweredRevision == null || row.AnsweredRevision > before.Number
                    : row.AnsweredRevision > before.Number && row.AnsweredRevision <= after.Number
            )
            .OrderBy(row => row.Round)
            .ToListAsync(stop);
        return new Comparison
        {
            Before = before.Content,
            After = after.Content,
            From = before.Number,
            To = after.Number,
            Diff = ContentDiff.Between(before.Content, after.Content.WithoutCosts(), after.Content.Preselected()),
            Wishes = [.. rounds.SelectMany(round => round.Asked.Select(wish => (round, wish)))],
        };
    }
}
