using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Paraphe.Domain.Json;

namespace Paraphe.Domain.Events;

/// <summary>
/// One step of a quote's history; written once by <see cref="EventChain.Append"/>, never changed. Its hash covers the one before, so that a
/// changed, removed or reordered row shows.
/// </summary>
public sealed class QuoteEvent : IOwned
{
    private QuoteEvent() { }

    internal QuoteEvent(Guid account, Guid quote, int sequence, DateTime at, Actor actor, string what, string payload, string previous)
    {
        AccountId = account;
        QuoteId = quote;
        Sequence = sequence;
        At = at;
        ActorKind = actor.Kind;
        ActorName = actor.Name;
        ActorId = actor.Id;
        What = what;
        Payload = payload;
        Previous = previous;
        Hash = HashWithPayload();
    }

    public Guid AccountId { get; private set; }

    /// <summary>With <see cref="Sequence"/> the key.</summary>
    public Guid QuoteId { get; private set; }

    /// <summary>From 1, without gaps.</summary>
    public int Sequence { get; private set; }

    /// <summary>UTC, whole milliseconds: what every database gives back unchanged.</summary>
    public DateTime At { get; private set; }

    /// <summary>See <see cref="Actor"/>.</summary>
    public string ActorKind { get; private set; } = "";

    public string ActorName { get; private set; } = "";

    public Guid? ActorId { get; private set; }

    /// <summary>Past tense of the noun, e.g. <c>quote.sent</c>.</summary>
    public string What { get; private set; } = "";

    /// <summary>Canonical JSON. Kept as text: a JSON column would reorder it.</summary>
    public string Payload { get; private set; } = "{}";

    /// <summary>Hash of the event before; 64 zeros on the first.</summary>
    public string Previous { get; private set; } = "";

    public string Hash { get; private set; } = "";

    /// <summary>What the hash should be, from what the row says now.</summary>
    /// <exception cref="FormatException">The payload is not canonical JSON any more.</exception>
    internal string ComputeHash()
    {
        PayloadNode();
        return HashWithPayload();
    }

    // Written by hand in the order of the names: it happens with each act.
    private string HashWithPayload()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"actorId":{{Quoted(ActorId?.ToString())}},"actorKind":{{Quoted(ActorKind)}},"actorName":{{Quoted(ActorName)}},"at":{{Quoted(
                At.ToString(EventChain.TimeFormat, CultureInfo.InvariantCulture)
            )}},"payload":{{Payload}},"previous":{{Quoted(Previous)}},"quote":"{{QuoteId}}","sequence":{{Sequence}},"what":{{Quoted(What)}}}"""
        );
        return CanonicalJson.Sha256Hex(System.Text.Encoding.UTF8.GetBytes(text));
    }

    private static string Quoted(string? text) => text is null ? "null" : CanonicalJson.Quoted(text);

    /// <summary>As exported: without the quote, which is said once for all events.</summary>
    internal JsonObject ToNode() =>
        new()
        {
            ["actorId"] = ActorId?.ToString(),
            ["actorKind"] = ActorKind,
            ["actorName"] = ActorName,
            ["at"] = At.ToString(EventChain.TimeFormat, CultureInfo.InvariantCulture),
            ["hash"] = Hash,
            ["payload"] = PayloadNode(),
            ["previous"] = Previous,
            ["sequence"] = Sequence,
            ["what"] = What,
        };

    /// <summary>The event that an exported JSON claims, with the hash it claims.</summary>
    internal static QuoteEvent Read(Guid quote, JsonElement json) =>
        new()
        {
            QuoteId = quote,
            Sequence = json.GetProperty("sequence").GetInt32(),
            At = DateTime.ParseExact(
                json.GetProperty("at").GetString()!,
                EventChain.TimeFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
            ),
            ActorKind = json.GetProperty("actorKind").GetString()!,
            ActorName = json.GetProperty("actorName").GetString()!,
            ActorId = json.GetProperty("actorId").ValueKind == JsonValueKind.Null ? null : json.GetProperty("actorId").GetGuid(),
            What = json.GetProperty("what").GetString()!,
            Payload = CanonicalJson.Text(json.GetProperty("payload")),
            Previous = json.GetProperty("previous").GetString()!,
            Hash = json.GetProperty("hash").GetString()!,
        };

    private JsonNode? PayloadNode()
    {
        try
        {
            using var document = JsonDocument.Parse(Payload);
            return string.Equals(CanonicalJson.Text(document.RootElement), Payload, StringComparison.Ordinal)
                ? JsonNode.Parse(Payload)
                : throw new FormatException("The payload is not canonical.");
        }
        catch (JsonException e)
        {
            // One kind of error for everything that can be wrong with the row's text.
            throw new FormatException("The payload is not JSON.", e);
        }
    }
}
