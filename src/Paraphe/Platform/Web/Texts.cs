using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Localization;

namespace Paraphe.Platform.Web;

/// <summary>
/// Every text people read, looked up as <c>T["Shared.Search"]</c>: the folder under Features, then the key in its
/// <c>texts.json</c>. Speaks the language of the request; <see cref="In(string)"/> gives another one, for mails and documents.
/// </summary>
public sealed partial class Texts(TextBook book, IHttpContextAccessor? request = null, CultureInfo? fixedCulture = null)
{
    /// <summary>The reader's culture: language of the texts, and way of writing dates and numbers.</summary>
    public CultureInfo Culture =>
        fixedCulture
        ?? request?.HttpContext?.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture
        ?? Languages.Get(CultureInfo.CurrentUICulture.Name);

    /// <summary>Two-letter code of the language, for <c>lang</c> attributes.</summary>
    public string Language => Culture.TwoLetterISOLanguageName;

    /// <summary>The same texts in another language, such as the customer's (<c>fr</c> or <c>fr-BE</c>).</summary>
    public Texts In(string? locale) => new(book, null, Languages.Get(locale));

    /// <inheritdoc cref="In(string)"/>
    public Texts In(CultureInfo culture) => new(book, null, culture);

    /// <exception cref="KeyNotFoundException">No such text (development and tests; elsewhere the key is shown).</exception>
    public string this[string key] => book.Find(key, Language);

    /// <summary>A text with its placeholders <c>{0}</c>, <c>{1}</c> filled in, numbers and dates written the reader's way.</summary>
    public string this[string key, params ReadOnlySpan<object?> values] => string.Format(Culture, book.Find(key, Language), values);

    /// <summary>A text that depends on a number: <c>{0}</c> is the number, more values follow as <c>{1}</c>, <c>{2}</c>.</summary>
    public string Count(string key, long number, params ReadOnlySpan<object?> values) =>
        string.Format(Culture, book.Find(key, Language, Plural(number)), [Number(number), .. values]);

    /// <summary>A text around pieces of HTML: the text and plain values are encoded, <see cref="IHtmlContent"/> is kept.</summary>
    public IHtmlContent Html(string key, params object?[] values) => new HtmlFormattableString(Culture, book.Find(key, Language), values);

    /// <summary>All texts of a feature by their key within it: the labels of a document's template.</summary>
    public Dictionary<string, string> Of(string feature) =>
        TextBook
            .All.Keys.Where(k => k.StartsWith(feature + ".", StringComparison.Ordinal))
            .ToDictionary(k => k[(feature.Length + 1)..], k => this[k], StringComparer.Ordinal);

    /// <summary>Whether a text exists: for keys made from data, such as an error code.</summary>
    public bool Has(string key) => book.Has(key);

    // French counts nothing as singular; the other four only one.
    private string Plural(long number) => number == 1 || (number == 0 && Language == "fr") ? "one" : "other";
}
