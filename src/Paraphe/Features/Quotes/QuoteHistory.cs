using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Paraphe.Domain.Events;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>An event of the history as people read it: who, what, in their language.</summary>
public static class QuoteHistory
{
    /// <summary>Orange for a wish, the accent for the customer's look, ink for ours.</summary>
    public static string Dot(this QuoteEvent happened) =>
        happened.What.StartsWith("change.", StringComparison.Ordinal) ? "d-change"
        : happened.ActorKind == "customer" ? "d-open"
        : "";

    public static IHtmlContent Sentence(this QuoteEvent happened, Texts texts)
    {
        var name = new HtmlString($"<b>{System.Net.WebUtility.HtmlEncode(happened.ActorName)}</b>");
        using var payload = JsonDocument.Parse(happened.Payload);
        var (key, value) = Told(happened.What, payload.RootElement, texts);
        return texts.Has(key) ? texts.Html(key, name, value) : texts.Html("Quotes.Event.other", name, happened.What);
    }

    private static (string Key, object Value) Told(string what, JsonElement payload, Texts texts) =>
        what switch
        {
            "quote.sent" => ("Quotes.Event.quote.sent", Text(payload, "revision")),
            "quote.extended" => ("Quotes.Event.quote.extended", Day(payload, "until", texts)),
            "quote.reopened" when Text(payload, "validUntil").Length > 0 => (
                "Quotes.Event.quote.reopenedUntil",
                Day(payload, "validUntil", texts)
            ),
            "quote.won" when Text(payload, "by") == "signature" => ("Quotes.Event.quote.wonBySignature", ""),
            "quote.expired" when Text(payload, "by") == "calendar" => ("Quotes.Event.quote.lapsed", Day(payload, "validUntil", texts)),
            "quote.rejected" or "quote.lost" when texts.Has("Quotes.Reason." + Text(payload, "reason")) => (
                $"Quotes.Event.{what}",
                texts["Quotes.Reason." + Text(payload, "reason")]
            ),
            "mail.sent" or "mail.kept" or "mail.failed" => ($"Quotes.Event.{what}", Text(payload, "to")),
            "quote.revised" when Text(payload, "signer").Length > 0 => (
                "Quotes.Event.quote.revisedSigned",
                $"{Text(payload, "signer")}: {Text(payload, "why")}"
            ),
            "quote.revised" => ("Quotes.Event.quote.revised", Text(payload, "why")),
            "order.withdrawn" => ("Quotes.Event.order.withdrawn", Text(payload, "number")),
            "quote.forwarded" or "quote.linkRevoked" or "quote.reminded" => ($"Quotes.Event.{what}", Text(payload, "to")),
            "order.made" or "contract.made" or "invoice.issued" or "creditNote.issued" => ($"Quotes.Event.{what}", Text(payload, "number")),
            "change.submitted" => ("Quotes.Event.change.submitted", texts.Count("Changes.Count", Number(payload, "count"))),
            "change.answered" when Text(payload, "possible") == "False" => ("Quotes.Event.change.refused", Text(payload, "line")),
            "change.answered" => ("Quotes.Event.change.answered", Text(payload, "line")),
            "change.resent" => ("Quotes.Event.change.resent", Text(payload, "revision")),
            _ => ($"Quotes.Event.{what}", ""),
        };

    private static long Number(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : 0;

    private static string Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object)
            ? value.ToString()
            : "";

    private static string Day(JsonElement payload, string name, Texts texts) =>
        DateOnly.TryParse(Text(payload, name), System.Globalization.CultureInfo.InvariantCulture, out var day) ? texts.Date(day) : "";
}
