using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;

namespace Paraphe.Platform.Data;

/// <summary>Number series: drawn inside the caller's transaction, so a number that is not used is not lost.</summary>
public sealed class NumberSeries : IOwned
{
    public required Guid AccountId { get; init; }

    /// <summary>Kind of document and, where the pattern restarts, its period: <c>offer/2026</c>.</summary>
    public required string Series { get; init; }

    /// <summary>The last number drawn.</summary>
    public long Last { get; set; }
}

public static class Numbers
{
    /// <summary>Draws the next number of a series. Must run inside <see cref="Db.InTransaction{T}"/>: the row stays locked until the commit.</summary>
    public static Task<long> Draw(this Db db, string series, CancellationToken cancellationToken = default) =>
        db.Draw(series, 1, cancellationToken);

    /// <summary>Draws <paramref name="count"/> numbers in a row; the first is returned.</summary>
    public static async Task<long> Draw(this Db db, string series, long count, CancellationToken cancellationToken = default)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Numbers are drawn inside a transaction");
        var account = db.AccountId;
        // The same statement on both databases; the upsert locks the row.
        var drawn = await db
            .Database.SqlQuery<long>(
                $"""
                INSERT INTO "NumberSeries" ("AccountId", "Series", "Last") VALUES ({account}, {series}, {count})
                ON CONFLICT ("AccountId", "Series") DO UPDATE SET "Last" = "NumberSeries"."Last" + {count}
                RETURNING "Last" AS "Value"
                """
            )
            .ToListAsync(cancellationToken);
        return drawn[0] - count + 1;
    }

    /// <summary>Sets the counter so that the next number drawn is <paramref name="next"/>; only ever upward, or numbers would come twice.</summary>
    /// <returns>False when a number as high was drawn already.</returns>
    public static async Task<bool> StartAt(this Db db, string series, long next, CancellationToken cancellationToken = default)
    {
        var (account, last) = (db.AccountId, next - 1);
        var kept = await db.Write(() =>
            db
                .Database.SqlQuery<long>(
                    $"""
                    INSERT INTO "NumberSeries" ("AccountId", "Series", "Last") VALUES ({account}, {series}, {last})
                    ON CONFLICT ("AccountId", "Series") DO UPDATE
                    SET "Last" = CASE WHEN "NumberSeries"."Last" < {last} THEN {last} ELSE "NumberSeries"."Last" END
                    RETURNING "Last" AS "Value"
                    """
                )
                .ToListAsync(cancellationToken)
        );
        return kept[0] == last;
    }

    /// <summary>The next formatted number of a kind of document.</summary>
    /// <param name="kind">A series of <see cref="Domain.Accounts.Numbering"/>, e.g. <c>offer</c>.</param>
    public static async Task<string> DrawNumber(
        this Db db,
        string kind,
        string pattern,
        DateOnly today,
        CancellationToken cancellationToken = default
    )
    {
        var numberPattern = new NumberPattern(pattern);
        var counter = await db.Draw($"{kind}/{numberPattern.Period(today)}", cancellationToken);
        return numberPattern.Format(counter, today);
    }
}
