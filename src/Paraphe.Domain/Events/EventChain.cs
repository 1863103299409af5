using System.Text.Json;
using System.Text.Json.Nodes;
using Paraphe.Domain.Json;

namespace Paraphe.Domain.Events;

/// <summary>
/// The hash chain of a quote's events: hash = SHA-256 of the canonical JSON of {actorId, actorKind, actorName, at, payload, previous, quote,
/// sequence, what}. A chain alone cannot show that its end was cut off: give the head or the count that is kept elsewhere.
/// </summary>
public static class EventChain
{
    /// <summary>What the first event has for the one before.</summary>
    public const string Root = "0000000000000000000000000000000000000000000000000000000000000000";

    internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <param name="last">The newest event of the quote; null for the first.</param>
    /// <param name="at">UTC; what is finer than a millisecond is dropped.</param>
    /// <param name="what">E.g. <c>quote.sent</c>.</param>
    /// <param name="payload">Anything <see cref="DomainJson"/> writes; null for nothing to say.</param>
    public static QuoteEvent Append(
        QuoteEvent? last,
        Guid account,
        Guid quote,
        DateTime at,
        Actor actor,
        string what,
        object? payload = null
    )
    {
        if (last is not null && (last.QuoteId != quote || last.AccountId != account))
        {
            throw new ArgumentException("The event before belongs to another quote.", nameof(last));
        }

        return Append(account, quote, last?.Sequence ?? 0, last?.Hash ?? Root, at, actor, what, payload);
    }

    /// <summary>Appends to a chain of which only the head is at hand: the quote's row keeps its count and hash.</summary>
    public static QuoteEvent Append(
        Guid account,
        Guid quote,
        int count,
        string head,
        DateTime at,
        Actor actor,
        string what,
        object? payload
    )
    {
        if (at.Kind != DateTimeKind.Utc)
        {
            throw new ArgumentException("An event's time is UTC.", nameof(at));
        }

        return new QuoteEvent(
            account,
            quote,
            count + 1,
            new DateTime(at.Ticks - at.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc),
            actor,
            what,
            payload is null ? "{}" : CanonicalJson.Text(JsonSerializer.SerializeToElement(payload, payload.GetType(), DomainJson.Options)),
            head
        );
    }

    /// <param name="events">In the order they are kept, one quote's.</param>
    /// <param name="expectedHead">Hash of the last event as noted elsewhere (quote row, evidence page).</param>
    /// <param name="expectedCount">Number of events as noted elsewhere.</param>
    public static ChainCheck Verify(IReadOnlyList<QuoteEvent> events, string? expectedHead = null, int? expectedCount = null)
    {
        var previous = Root;
        for (var i = 0; i < events.Count; i++)
        {
            if (FaultAt(events, i, previous) is { } broken)
            {
                return broken;
            }

            previous = events[i].Hash;
        }

        if (expectedCount > events.Count)
        {
            return ChainCheck.Broken(events.Count + 1, ChainFault.Truncated);
        }

        if (expectedCount < events.Count)
        {
            return ChainCheck.Broken(expectedCount.Value + 1, ChainFault.Inserted);
        }

        if (expectedHead is not null && !string.Equals(expectedHead, previous, StringComparison.OrdinalIgnoreCase))
        {
            // With the right count, the whole tail was written anew; without, the end may just be missing.
            return expectedCount is null
                ? ChainCheck.Broken(events.Count + 1, ChainFault.Truncated)
                : ChainCheck.Broken(events.Count, ChainFault.Changed);
        }

        return new ChainCheck(null, null, previous, events.Count);
    }

    /// <summary>Canonical JSON {"events":[…],"quote":…}; each event with its hash.</summary>
    public static byte[] Export(IReadOnlyList<QuoteEvent> events) => Export(events.Count == 0 ? Guid.Empty : events[0].QuoteId, events);

    /// <summary>Verifies what <see cref="Export(IReadOnlyList{QuoteEvent})"/> wrote. Never throws: what cannot be read is told as such.</summary>
    public static ChainCheck VerifyJson(ReadOnlySpan<byte> json, string? expectedHead = null, int? expectedCount = null)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            var quote = document.RootElement.GetProperty("quote").GetGuid();
            var events = document.RootElement.GetProperty("events").EnumerateArray().Select(x => QuoteEvent.Read(quote, x)).ToList();
            // Written again it must be the same bytes: nothing added beside what the hashes cover, nothing twice.
            return json.SequenceEqual(Export(quote, events))
                ? Verify(events, expectedHead, expectedCount)
                : ChainCheck.Broken(null, ChainFault.Unreadable);
        }
        catch (Exception e)
            when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            // Foreign bytes: everything that JSON reading can throw means the same to who asked.
            return ChainCheck.Broken(null, ChainFault.Unreadable);
        }
    }

    /// <summary>Whether a chain that was exported later begins with all of an earlier one. Both as <see cref="Export(IReadOnlyList{QuoteEvent})"/> wrote them.</summary>
    public static bool GoesOn(ReadOnlySpan<byte> earlier, ReadOnlySpan<byte> later) =>
        VerifyJson(earlier) is { Intact: true, Head: { } head, Count: var count }
        && VerifyJson(later) is { Intact: true } whole
        && whole.Count >= count
        && (count == 0 || HashAt(later, count) == head);

    // The chain of hashes binds everything before it, the quote among it.
    private static string? HashAt(ReadOnlySpan<byte> json, int count)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetProperty("events")[count - 1].GetProperty("hash").GetString();
    }

    private static byte[] Export(Guid quote, IReadOnlyList<QuoteEvent> events) =>
        CanonicalJson.Bytes(
            new JsonObject { ["quote"] = quote.ToString(), ["events"] = new JsonArray([.. events.Select(x => (JsonNode)x.ToNode())]) }
        );

    private static ChainCheck? FaultAt(IReadOnlyList<QuoteEvent> events, int i, string previous)
    {
        var expected = i + 1;
        var here = events[i];
        if (here.QuoteId != events[0].QuoteId)
        {
            return ChainCheck.Broken(expected, ChainFault.Inserted);
        }

        if (here.Sequence != expected)
        {
            var elsewhere = events.Skip(expected).Any(x => x.Sequence == expected);
            var fault =
                elsewhere ? ChainFault.Reordered
                : here.Sequence < expected ? ChainFault.Inserted
                : ChainFault.Removed;
            return ChainCheck.Broken(expected, fault);
        }

        if (!HashHolds(here))
        {
            return ChainCheck.Broken(expected, ChainFault.Changed);
        }

        // This one is whole and hangs on another one before it: that one was changed and given a new hash.
        return string.Equals(here.Previous, previous, StringComparison.Ordinal)
            ? null
            : ChainCheck.Broken(Math.Max(1, expected - 1), ChainFault.Changed);
    }

    private static bool HashHolds(QuoteEvent one)
    {
        try
        {
            return one.At.Ticks % TimeSpan.TicksPerMillisecond == 0 && string.Equals(one.Hash, one.ComputeHash(), StringComparison.Ordinal);
        }
        catch (FormatException)
        {
            // A payload that is no canonical JSON any more was changed.
            return false;
        }
    }
}

/// <summary>What a chain's verification found. Intact: the head and the count of it.</summary>
/// <param name="BrokenAt">Sequence of the first event that is not as it was; null when intact or unreadable as a whole.</param>
public sealed record ChainCheck(int? BrokenAt, ChainFault? Fault, string? Head, int Count)
{
    public bool Intact => Fault is null;

    internal static ChainCheck Broken(int? at, ChainFault fault) => new(at, fault, null, 0);
}

public enum ChainFault
{
    Changed,
    Removed,
    Reordered,

    /// <summary>The end is missing.</summary>
    Truncated,

    /// <summary>An event of another quote, one twice, or one too many.</summary>
    Inserted,

    /// <summary>Not the exported JSON of a chain.</summary>
    Unreadable,
}
