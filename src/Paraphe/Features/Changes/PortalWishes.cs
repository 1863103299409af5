using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Changes;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Changes;

/// <summary>The wishes that a link's page shows: drafts of the customer's people, what was asked, what this revision answers.</summary>
public sealed record PortalWishes
{
    public required Delivery Delivery { get; init; }

    public required QuoteContent Content { get; init; }

    /// <summary>Wishes may be saved over this link now.</summary>
    public required bool CanAsk { get; init; }

    public ChangeRequest? Draft { get; init; }

    /// <summary>Submitted ones that concern the shown revision, oldest first.</summary>
    public IReadOnlyList<ChangeRequest> Rounds { get; init; } = [];

    /// <summary>Of the form that submits.</summary>
    public string Key { get; init; } = "";

    public IEnumerable<Wish> Drafted => CanAsk && Draft is not null ? Draft.Wishes : [];

    /// <summary>Drafted wishes whose line is still offered: these will be sent.</summary>
    public IEnumerable<Wish> Ready => Drafted.Where(wish => Content.NameOfWishable(wish.Line) is not null);

    /// <summary>Drafted on lines that a newer revision no longer has.</summary>
    public IEnumerable<Wish> Stranded => Drafted.Where(wish => Content.NameOfWishable(wish.Line) is null);

    public bool IsMine(Wish wish) => ChangeRequest.IsBy(wish, Delivery);

    public bool IsOpen => Rounds.Any(round => round.IsOpen);

    public IEnumerable<(ChangeRequest Round, Wish Wish)> AskedOf(Guid line) =>
        Rounds.SelectMany(round => round.Asked.Where(wish => wish.Line == line).Select(wish => (round, wish)));

    public static async Task<PortalWishes> Of(
        Db db,
        Quote quote,
        Delivery delivery,
        QuoteContent content,
        bool canAsk,
        CancellationToken stop
    )
    {
        var shown = delivery.RevisionNumber;
        var rounds = await db
            .ChangeRequests.AsNoTracking()
            .Where(row => row.QuoteId == quote.Id)
            .Where(row => row.RevisionNumber <= shown || row.SubmittedAt == null)
            .Where(row => row.AnsweredRevision == null || row.AnsweredRevision >= shown)
            .OrderBy(row => row.Round)
            .ToListAsync(stop);
        return new PortalWishes
        {
            Delivery = delivery,
            Content = content,
            CanAsk = canAsk,
            Draft = rounds.Find(row => row.IsDraft),
            Rounds = rounds.FindAll(row => !row.IsDraft),
        };
    }
}
