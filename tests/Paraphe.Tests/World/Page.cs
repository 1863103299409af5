using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Paraphe.Tests;

/// <summary>A page as a person without script sees it: read its text, fill in its forms.</summary>
public sealed class Page
{
    private readonly HttpClient browser;

    private Page(HttpClient browser, HttpResponseMessage response, string html, IDocument document) =>
        (this.browser, Response, Html, Document) = (browser, response, html, document);

    public HttpResponseMessage Response { get; }

    public HttpStatusCode Status => Response.StatusCode;

    public string Html { get; }

    public IDocument Document { get; }

    /// <summary>The text of the body, white space folded.</summary>
    public string Text => Fold(Document.Body?.TextContent ?? "");

    /// <summary>Path and query of where the page is.</summary>
    public string Url => Response.RequestMessage!.RequestUri!.PathAndQuery;

    public string TextOf(string selector) => Fold(One(selector).TextContent);

    public IElement One(string selector) =>
        Document.QuerySelector(selector)
        ?? throw new InvalidOperationException($"No {selector} on {Url} ({(int)Status}): {Text[..Math.Min(Text.Length, 600)]}");

    public IReadOnlyList<IElement> All(string selector) => [.. Document.QuerySelectorAll(selector)];

    public bool Has(string selector) => Document.QuerySelector(selector) is not null;

    /// <summary>Opens an address, following redirects as a browser does.</summary>
    public static async Task<Page> Get(HttpClient browser, string url) => await Follow(browser, await browser.GetAsync(url));

    /// <summary>Follows a link of the page.</summary>
    public Task<Page> Click(string selector) => Get(browser, Resolve(One(selector).GetAttribute("href")!));

    /// <summary>
    /// Submits a form with what it holds, changed by <paramref name="typed"/> (name → value; a list for several; null leaves the field out).
    /// </summary>
    /// <param name="button">Selector of the button that is pressed, when it matters.</param>
    public async Task<Page> Submit(string form, Dictionary<string, object?>? typed = null, string? button = null)
    {
        var element = (IHtmlFormElement)One(form);
        var fields = Fields(element, typed ?? [], button is null ? null : One(button));
        var action = (button is null ? null : One(button).GetAttribute("formaction")) ?? element.GetAttribute("action");
        var url = Resolve(string.IsNullOrEmpty(action) ? Url : action);
        if (string.Equals(element.Method, "get", StringComparison.OrdinalIgnoreCase))
            return await Get(browser, QueryOf(url, fields));
        return await Follow(browser, await browser.PostAsync(url, new FormUrlEncodedContent(fields)));
    }

    /// <summary>Sends something of one's own, e.g. a form with files.</summary>
    public async Task<Page> Post(string url, HttpContent content) => await Follow(browser, await browser.PostAsync(Resolve(url), content));

    /// <summary>What a browser would send for the form, for tests that forge it.</summary>
    public List<KeyValuePair<string, string>> FieldsOf(string form) => Fields((IHtmlFormElement)One(form), [], null);

    /// <summary>A page that came as the answer to a request of the test's own making.</summary>
    public static async Task<Page> Of(HttpClient browser, HttpResponseMessage response, string html) =>
        new(
            browser,
            response,
            html,
            await BrowsingContext
                .New(Configuration.Default)
                .OpenAsync(request => request.Content(html).Address(response.RequestMessage!.RequestUri!))
        );

    private static async Task<Page> Follow(HttpClient browser, HttpResponseMessage response)
    {
        for (var hops = 0; (int)response.StatusCode is >= 301 and <= 308 && response.Headers.Location is { } to; hops++)
        {
            hops.ShouldBeLessThan(10);
            response = await browser.GetAsync(new Uri(response.RequestMessage!.RequestUri!, to));
        }
        var html = await response.Content.ReadAsStringAsync();
        var document = await BrowsingContext
            .New(Configuration.Default)
            .OpenAsync(request => request.Content(html).Address(response.RequestMessage!.RequestUri!));
        return new Page(browser, response, html, document);
    }

    private string Resolve(string url) => new Uri(Response.RequestMessage!.RequestUri!, url).PathAndQuery;

    private static string QueryOf(string url, List<KeyValuePair<string, string>> fields) =>
        $"{url.Split('?')[0]}?{string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"))}";

    private static List<KeyValuePair<string, string>> Fields(IHtmlFormElement form, Dictionary<string, object?> typed, IElement? button)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements.Where(element => !string.IsNullOrEmpty(element.GetAttribute("name"))))
        {
            var name = element.GetAttribute("name")!;
            if (typed.ContainsKey(name) || element.HasAttribute("disabled"))
                continue;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }
                or IHtmlInputElement { Type: "submit" or "image" or "file" }
                or IHtmlButtonElement:
                    break;
                case IHtmlInputElement input:
                    fields.Add(new(name, input.Value));
                    break;
                case IHtmlTextAreaElement area:
                    fields.Add(new(name, area.Value));
                    break;
                case IHtmlSelectElement select:
                    fields.AddRange(select.SelectedOptions.Select(option => new KeyValuePair<string, string>(name, option.Value)));
                    break;
            }
        }
        foreach (var (name, value) in typed)
        foreach (
            var one in value is IEnumerable<string> many ? many
            : value is null ? []
            : [Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!]
        )
            fields.Add(new(name, one));
        if (button?.GetAttribute("name") is { Length: > 0 } pressed)
            fields.Add(new(pressed, button.GetAttribute("value") ?? ""));
        return fields;
    }

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
