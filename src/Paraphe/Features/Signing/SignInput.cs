using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Paraphe.Features.Signing;

/// <summary>
/// The signing form as it was sent. Read by hand: its figures are written for machines whatever language the page speaks, and what is odd is
/// answered by the rules of signing.
/// </summary>
public sealed record SignInput
{
    public string Name { get; init; } = "";

    public string Function { get; init; } = "";

    public string Company { get; init; } = "";

    /// <summary>Drawn, not typed.</summary>
    public bool Draws { get; init; }

    public string Strokes { get; init; } = "";

    public bool Consent { get; init; }

    /// <summary>The words of acceptance, as typed.</summary>
    public string Mention { get; init; } = "";

    /// <summary>The certification that stands apart.</summary>
    public bool Certified { get; init; }

    /// <summary>The one-time code, as typed.</summary>
    public string Code { get; init; } = "";

    public string Key { get; init; } = "";

    /// <summary>Culture in which the consent was shown.</summary>
    public string Language { get; init; } = "";

    /// <summary>Hash of the revision that was shown.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The total that was shown.</summary>
    public decimal Total { get; init; }

    public static SignInput Read(IFormCollection form) =>
        new()
        {
            Name = form["name"].ToString(),
            Function = Cut(form["function"]),
            Company = Cut(form["company"]),
            Draws = form["how"] == "draw",
            Strokes = form["strokes"].ToString(),
            Consent = form["consent"] == "yes",
            Mention = Cut(form["mention"]),
            Certified = form["certified"] == "yes",
            Code = Cut(form["code"]),
            Key = Cut(form["k"]),
            Language = Cut(form["l"]),
            Hash = Cut(form["hash"]),
            Total = decimal.TryParse(form["total"], NumberStyles.Number, CultureInfo.InvariantCulture, out var total) ? total : -1,
        };

    private static string Cut(StringValues text) => text.ToString() is { Length: > 200 } tooLong ? tooLong[..200] : text.ToString();
}
