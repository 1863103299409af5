using System.Globalization;
using Paraphe.Domain;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>Figures as people type them: a comma and a point both begin the decimals, whatever the language.</summary>
public static class TypedNumber
{
    /// <returns>Null for nothing typed.</returns>
    /// <exception cref="BrokenRuleException">No number, more than four decimals, or not between 0 and 100.</exception>
    public static decimal? Percent(string? typed, string field, Texts texts)
    {
        var text = typed?.Trim().TrimEnd('%').Trim().Replace(',', '.') ?? "";
        if (text.Length == 0)
            return null;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            throw new BrokenRuleException("Shared.Error.Number", field);
        return number is >= 0 and <= 100 && decimal.Round(number, 4) == number
            ? number
            : throw new BrokenRuleException("Shared.Error.Range", field, "", texts.Number(0), texts.Number(100));
    }
}
