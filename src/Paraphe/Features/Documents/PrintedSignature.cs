using System.Buffers;

namespace Paraphe.Features.Documents;

/// <summary>
/// A signature as given: <see cref="Typed"/> text, a drawn <see cref="Path"/> in a box of <see cref="Width"/> × <see cref="Height"/>
/// units, or a drawn picture.
/// </summary>
public sealed record PrintedSignature
{
    public required string Name { get; init; }

    /// <summary>When, on the company's clock; the evidence has it in UTC.</summary>
    public required string When { get; init; }

    /// <summary>What the customer typed as acceptance, e.g. <c>Bon pour accord</c>.</summary>
    public string? Mention { get; init; }

    /// <summary>How it was made and checked, in words.</summary>
    public string? Method { get; init; }

    public string? Typed { get; init; }

    /// <summary>SVG path data; anything that is not path data is refused, as it would end up inside an SVG.</summary>
    public string? Path
    {
        get;
        init => field = value is null || IsPathData(value) ? value : throw new ArgumentException("Not SVG path data", nameof(value));
    }

    public decimal Width { get; init; } = 600;

    public decimal Height { get; init; } = 200;

    /// <summary>Name of a picture given beside the data.</summary>
    public string? Picture { get; init; }

    private static readonly SearchValues<char> PathCharacters = SearchValues.Create("MmLlHhVvCcSsQqTtAaZz0123456789eE.,+- \n");

    private static bool IsPathData(string value) => value.Length is > 0 and <= 200_000 && !value.AsSpan().ContainsAnyExcept(PathCharacters);
}
