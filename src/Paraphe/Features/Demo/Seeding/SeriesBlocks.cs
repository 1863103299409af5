using System.Globalization;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Demo.Seeding;

/// <summary>Numbers of many documents, drawn as one block a series.</summary>
internal sealed class SeriesBlocks(Account account)
{
    private readonly Dictionary<string, long> wanted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> next = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NumberPattern> patterns = new(StringComparer.Ordinal);

    public void Count(Fate fate, QuoteKind kind)
    {
        Want("draft");
        if (fate.Sent is { } sent)
            Want(SeriesOf(KindOf(kind), sent));
        if (fate.IsWon)
            Want(SeriesOf(WonAs(kind), fate.Ended));
    }

    public async Task Draw(Db db, CancellationToken stop)
    {
        foreach (var (series, count) in wanted)
            next[series] = await db.Draw(series, count, stop);
    }

    public Numbered Number(int place, Fate fate, QuoteKind kind) =>
        new(
            place,
            fate,
            kind,
            "D-" + next["draft"]++.ToString("0000", CultureInfo.InvariantCulture),
            fate.Sent is { } sent ? Take(KindOf(kind), sent) : "",
            fate.IsWon ? Take(WonAs(kind), fate.Ended) : ""
        );

    private static string WonAs(QuoteKind kind) => kind == QuoteKind.Contract ? "contract" : "workOrder";

    private static string KindOf(QuoteKind kind) => kind == QuoteKind.Contract ? "contractQuote" : "offer";

    private void Want(string series) => wanted[series] = wanted.GetValueOrDefault(series) + 1;

    private string SeriesOf(string kind, DateTime at) => $"{kind}/{PatternOf(kind).Period(account.Today(at))}";

    private string Take(string kind, DateTime at) => PatternOf(kind).Format(next[SeriesOf(kind, at)]++, account.Today(at));

    private NumberPattern PatternOf(string kind) =>
        patterns.TryGetValue(kind, out var known) ? known : patterns[kind] = new NumberPattern(account.Settings.Numbering.Of(kind));
}
