using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Primitives;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Portal;

/// <summary>
/// The customer's choice as forms and addresses carry it: <c>c=1</c> (a choice was made), <c>o</c> for each ticked option, <c>g-GROUP</c> for the one
/// of a group, <c>n-LINE</c> for a quantity.
/// </summary>
public static class ChosenOptions
{
    private const int Most = 500;

    /// <summary>What the form says, unchecked; what was preselected when nothing was chosen yet.</summary>
    public static Choice Read(QuoteContent content, IEnumerable<KeyValuePair<string, StringValues>> form)
    {
        var fields = form.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        if (!fields.ContainsKey("c"))
            return content.Preselected();
        var keys = fields
            .Where(field => field.Key == "o" || field.Key.StartsWith("g-", StringComparison.Ordinal))
            .SelectMany(field => field.Value)
            .Take(Most);
        var chosen = ImmutableSortedDictionary.CreateBuilder<Guid, decimal>();
        foreach (var text in keys)
            if (Guid.TryParse(text, out var key))
                chosen[key] = content.Line(key) is { IsOption: true } line ? Quantity(line, fields) : 1;
        return new Choice { Quantities = chosen.ToImmutable() };
    }

    /// <summary>The choice as part of an address.</summary>
    public static string Query(QuoteContent content, Choice choice)
    {
        var parts = new List<string> { "c=1" };
        foreach (var (key, quantity) in choice.Quantities)
        {
            var line = content.Line(key);
            parts.Add(line?.Option?.Group is { } group && content.IsOneOf(group) ? $"g-{group:N}={key:N}" : $"o={key:N}");
            if (line is not null && line.HasRange())
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"n-{key:N}={quantity}"));
        }
        return string.Join('&', parts);
    }

    /// <summary>Exactly one of the group: shown as radio buttons.</summary>
    public static bool IsOneOf(this QuoteContent content, Guid group) =>
        content.Groups.Any(found => found.Key == group && found.Rule == GroupRule.ExactlyOne);

    /// <summary>The customer may say how many.</summary>
    public static bool HasRange(this QuoteLine line) => line.Bounds() is var (least, most) && least < most;

    private static decimal Quantity(QuoteLine line, Dictionary<string, StringValues> fields)
    {
        var (least, most) = line.Bounds();
        const NumberStyles plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        return
            least < most
            && fields.TryGetValue($"n-{line.Key:N}", out var typed)
            && decimal.TryParse(typed.ToString().Replace(',', '.'), plain, CultureInfo.InvariantCulture, out var quantity)
            ? quantity
            : Math.Clamp(line.Quantity, least, most);
    }
}
