using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Paraphe.Platform.Web;

/// <summary>All texts of all features, read once from the <c>texts.json</c> files inside the program.</summary>
/// <param name="strict">A missing text is an error instead of showing English or the key.</param>
public sealed class TextBook(bool strict)
{
    private const string Prefix = "texts/";
    private static readonly FrozenDictionary<string, IReadOnlyDictionary<string, string>> Entries = Read();

    /// <summary>Every key with its texts by language; a plural form follows the language: <c>en.one</c>, <c>en.other</c>.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> All => Entries;

    public bool Has(string key) => Entries.ContainsKey(key);

    /// <exception cref="KeyNotFoundException">When strict and the key or language is missing.</exception>
    public string Find(string key, string language, string? plural = null)
    {
        if (Entries.TryGetValue(key, out var texts))
        {
            var form = plural is null ? "" : "." + plural;
            if (texts.TryGetValue(language + form, out var text))
                return text;
            if (!strict && texts.TryGetValue("en" + form, out var english))
                return english;
        }
        return strict ? throw new KeyNotFoundException($"No text '{key}' ({language} {plural}) in the texts.json files.") : key;
    }

    private static FrozenDictionary<string, IReadOnlyDictionary<string, string>> Read()
    {
        var entries = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var json = JsonDocument.Parse(stream);
            // texts/Settings/Members/ becomes Settings.Members
            var feature = name[Prefix.Length..].Trim('/', '\\').Replace('/', '.').Replace('\\', '.');
            Add(entries, feature, json.RootElement);
        }
        return entries.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // An object with an English text is a text; any other is a group of texts.
    private static void Add(Dictionary<string, IReadOnlyDictionary<string, string>> entries, string key, JsonElement element)
    {
        if (element.TryGetProperty("en", out _))
            entries.Add(key, Languages(element));
        else
            foreach (var inner in element.EnumerateObject())
                Add(entries, $"{key}.{inner.Name}", inner.Value);
    }

    private static Dictionary<string, string> Languages(JsonElement element)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var language in element.EnumerateObject())
            if (language.Value.ValueKind == JsonValueKind.String)
                texts.Add(language.Name, Typography.Set(language.Name, language.Value.GetString()!));
            else
                foreach (var plural in language.Value.EnumerateObject())
                    texts.Add($"{language.Name}.{plural.Name}", Typography.Set(language.Name, plural.Value.GetString()!));
        return texts;
    }
}
