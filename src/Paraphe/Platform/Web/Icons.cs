using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Html;

namespace Paraphe.Platform.Web;

/// <summary>Our signs, drawn on 24 by 24 and written into the page: no request for them, and they take the colour of the text.</summary>
public sealed class Icons
{
    private readonly FrozenDictionary<string, HtmlString> signs = Read();

    public IEnumerable<string> Names => signs.Keys.Order(StringComparer.Ordinal);

    public HtmlString this[string name] =>
        signs.TryGetValue(name, out var sign) ? sign : throw new KeyNotFoundException($"No icon '{name}' in Assets/icons.json.");

    private static FrozenDictionary<string, HtmlString> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("icons.json")!;
        return JsonSerializer
            .Deserialize<Dictionary<string, string>>(stream)!
            .ToFrozenDictionary(
                i => i.Key,
                i => new HtmlString($"<svg class=\"i\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">{i.Value}</svg>"),
                StringComparer.Ordinal
            );
    }
}
