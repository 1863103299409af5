using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Paraphe.Domain.Numbers;

/// <summary>
/// A VAT number of the European Union, Northern Ireland, the United Kingdom or Switzerland: its shape for all, its check digits where they are
/// published. Whether it is in use only the tax authority knows. Source of the shapes: the VIES questions and answers.
/// </summary>
public sealed record VatNumber
{
    private static readonly FrozenDictionary<string, string> Shapes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AT"] = @"U\d{8}",
        ["BE"] = @"[01]\d{9}",
        ["BG"] = @"\d{9,10}",
        ["CHE"] = @"\d{9}(MWST|TVA|IVA)?",
        ["CY"] = @"\d{8}[A-Z]",
        ["CZ"] = @"\d{8,10}",
        ["DE"] = @"\d{9}",
        ["DK"] = @"\d{8}",
        ["EE"] = @"\d{9}",
        ["EL"] = @"\d{9}",
        ["ES"] = @"[A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z]",
        ["FI"] = @"\d{8}",
        ["FR"] = @"[A-HJ-NP-Z0-9]{2}\d{9}",
        ["GB"] = @"\d{9}|\d{12}|(GD|HA)\d{3}",
        ["HR"] = @"\d{11}",
        ["HU"] = @"\d{8}",
        ["IE"] = @"\d{7}[A-W][A-I]?|\d[A-Z]\d{5}[A-W]",
        ["IT"] = @"\d{11}",
        ["LT"] = @"\d{9}|\d{12}",
        ["LU"] = @"\d{8}",
        ["LV"] = @"\d{11}",
        ["MT"] = @"\d{8}",
        ["NL"] = @"\d{9}B\d{2}",
        ["PL"] = @"\d{10}",
        ["PT"] = @"\d{9}",
        ["RO"] = @"\d{2,10}",
        ["SE"] = @"\d{12}",
        ["SI"] = @"\d{8}",
        ["SK"] = @"\d{10}",
        ["XI"] = @"\d{9}|\d{12}|(GD|HA)\d{3}",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private VatNumber(string text) => Text = text;

    /// <summary>With its country's letters, without blanks: FR40303265045.</summary>
    public string Text { get; }

    /// <exception cref="BrokenRuleException">Rules.VatNumber</exception>
    public static VatNumber Parse(string text, string country, string field = "VatNumber") =>
        Find(text, country) ?? throw new BrokenRuleException("Rules.VatNumber", field);

    /// <param name="country">Whose number it is when it comes without letters: ISO 3166-1 alpha-2.</param>
    public static VatNumber? Find(string? text, string country)
    {
        var bare = Checksum.Bare(text ?? "");
        var own = LettersOf(country);
        var letters =
            own is not null && bare.StartsWith(own, StringComparison.Ordinal) && Fits(own, bare[own.Length..])
                ? own
                : Shapes.Keys.FirstOrDefault(known =>
                    bare.StartsWith(known, StringComparison.Ordinal) && Fits(known, bare[known.Length..])
                );
        if (letters is null && own is not null && Fits(own, bare))
            (letters, bare) = (own, own + bare);
        return letters is null || !VatChecks.Hold(letters, bare[letters.Length..]) ? null : new VatNumber(bare);
    }

    /// <summary>Whether the country's numbers can be checked here.</summary>
    public static bool IsKnown(string country) => LettersOf(country) is not null;

    public override string ToString() => Text;

    private static string? LettersOf(string country) =>
        country switch
        {
            "GR" => "EL",
            "CH" or "LI" => "CHE",
            _ => Shapes.ContainsKey(country) ? country : null,
        };

    private static bool Fits(string letters, string rest) =>
        Regex.IsMatch(rest, $@"^({Shapes[letters]})\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
