using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Web;

namespace Paraphe.Tests.Quotes;

/// <summary>The editor as its script uses it: small forms, answered with results.</summary>
internal static class Desk
{
    public static QuoteLine Line(string name, decimal quantity, decimal price, decimal vat = 20) =>
        new()
        {
            Key = Guid.CreateVersion7(),
            Name = name,
            Quantity = quantity,
            UnitPrice = price,
            Vat = Vat.Standard(vat),
        };

    /// <summary>As a French page has it, its white space folded as a test reads it.</summary>
    public static string Euros(decimal amount) => Fold(Format.Money(amount, "EUR", Languages.Get("fr")));

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static QuoteContent Content(params QuoteItem[] items) => new() { Title = "Jardin", Items = [.. items] };

    /// <summary>Sends a form of the page as the script does, changed by <paramref name="typed"/>.</summary>
    public static async Task<Answer> Post(
        this Office office,
        Page page,
        string form,
        string? action,
        params (string Name, string Value)[] typed
    )
    {
        var fields = page.FieldsOf(form).Where(field => Array.TrueForAll(typed, one => one.Name != field.Key)).ToList();
        fields.AddRange(typed.Select(one => KeyValuePair.Create(one.Name, one.Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, action ?? page.One(form).GetAttribute("action")!);
        request.Headers.Add("X-Results", "1");
        request.Content = new FormUrlEncodedContent(fields);
        var response = await office.Browser.SendAsync(request);
        var html = await response.Content.ReadAsStringAsync();
        // As the script reads it: rows stand in templates.
        var document = await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content($"<body>{html}</body>"));
        return new Answer(response.StatusCode, html, document);
    }

    public static Task<Answer> Change(this Office office, Page page, Guid line, params (string Name, string Value)[] typed) =>
        office.Post(page, $"#f-{line}", null, typed);

    public sealed record Answer(HttpStatusCode Status, string Html, IDocument Document)
    {
        public string Text(string selector) =>
            Fold((Document.QuerySelector(selector) ?? throw new InvalidOperationException($"No {selector} in {Html}")).TextContent);

        public bool Has(string selector) => Document.QuerySelector(selector) is not null;
    }
}
