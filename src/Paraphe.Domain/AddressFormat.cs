using System.Text.RegularExpressions;

namespace Paraphe.Domain;

public enum AddressPart
{
    Line1,
    Line2,
    PostalCode,
    City,
    State,
}

/// <summary>
/// How a country writes an address: the order of its parts, which must be there, the shape of its postal code, the lines on an envelope. Source:
/// the addressing sheets of the Universal Postal Union. Countries without an own entry take what is typed.
/// </summary>
public sealed class AddressFormat
{
    private const string CodeThenCity = "{PostalCode} {City}";

    private static readonly AddressFormat Free = new("", CodeThenCity) { Required = [] };

    private static readonly Dictionary<string, AddressFormat> Known = new AddressFormat[]
    {
        new("AT", CodeThenCity) { Code = @"\d{4}", Example = "1010" },
        new("BE", CodeThenCity) { Code = @"[1-9]\d{3}", Example = "1000" },
        new("CA", "{City} {State} {PostalCode}")
        {
            Code = @"[ABCEGHJ-NPRSTVXY]\d[A-Z]\d[A-Z]\d",
            Gaps = [3],
            Example = "H2X 1Y4",
            Required = [AddressPart.Line1, AddressPart.City, AddressPart.State, AddressPart.PostalCode],
        },
        new("CH", CodeThenCity) { Code = @"[1-9]\d{3}", Example = "8001" },
        new("DE", CodeThenCity) { Code = @"\d{5}", Example = "10115" },
        new("ES", CodeThenCity) { Code = @"(0[1-9]|[1-4]\d|5[0-2])\d{3}", Example = "28001" },
        new("FR", CodeThenCity) { Code = @"\d{5}", Example = "74000" },
        new("GB", "{City}", "{PostalCode}")
        {
            Code = @"(GIR0AA|[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2})",
            Gaps = [-3],
            Example = "SW1A 1AA",
        },
        // Not everybody knows his Eircode, and letters arrive without it.
        new("IE", "{City}", "{PostalCode}")
        {
            Code = @"([AC-FHKNPRTV-Y]\d\d|D6W)[0-9AC-FHKNPRTV-Y]{4}",
            Gaps = [3],
            Example = "D02 AF30",
            Required = [AddressPart.Line1, AddressPart.City],
        },
        new("IT", CodeThenCity) { Code = @"\d{5}", Example = "00184" },
        new("LU", "L-{PostalCode} {City}") { Code = @"\d{4}", Example = "1009" },
        new("NL", CodeThenCity)
        {
            Code = @"[1-9]\d{3}[A-Z]{2}",
            Gaps = [4],
            Example = "1012 AB",
        },
        new("PT", CodeThenCity)
        {
            Code = @"\d{7}",
            Gaps = [4],
            Gap = '-',
            Example = "1000-205",
        },
        new("US", "{City}, {State} {PostalCode}")
        {
            Code = @"\d{5}(\d{4})?",
            Gaps = [5],
            Gap = '-',
            Example = "94103",
            Required = [AddressPart.Line1, AddressPart.City, AddressPart.State, AddressPart.PostalCode],
        },
    }.ToDictionary(format => format.Country, StringComparer.Ordinal);

    private readonly Regex? code;

    private AddressFormat(string country, params string[] lines) => (Country, Lines) = (country, lines);

    /// <summary>ISO 3166-1 alpha-2; empty for a country without rules here.</summary>
    public string Country { get; }

    public IReadOnlyList<AddressPart> Required { get; private init; } = [AddressPart.Line1, AddressPart.PostalCode, AddressPart.City];

    /// <summary>A postal code of the country, as a hint; empty where we know no shape.</summary>
    public string Example { get; private init; } = "";

    public bool HasState => Required.Contains(AddressPart.State);

    /// <summary>The parts after the street, in the order the country writes them.</summary>
    public IReadOnlyList<AddressPart> Order =>
        [.. PlaceParts.Where(part => Lines.Any(line => line.Contains(Mark(part), StringComparison.Ordinal))).OrderBy(PlaceOf)];

    private static readonly AddressPart[] PlaceParts = [AddressPart.PostalCode, AddressPart.City, AddressPart.State];

    private string[] Lines { get; }

    /// <summary>Pattern of the bare code: capitals and digits alone.</summary>
    private string Code
    {
        init => code = new Regex($@"^({value})\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    }

    /// <summary>Where the written code is split; from the end when negative.</summary>
    private int[] Gaps { get; init; } = [];

    private char Gap { get; init; } = ' ';

    public static AddressFormat Of(string country) => Known.GetValueOrDefault(country, Free);

    public static IEnumerable<string> Countries => Known.Keys;

    /// <summary>The code as the country writes it: 1012ab becomes 1012 AB, F-74000 becomes 74000. Null when it breaks the country's rule.</summary>
    public string? PostalCode(string text)
    {
        if (code is null || string.IsNullOrWhiteSpace(text))
            return text.Trim();
        var bare = string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        if (text.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not (' ' or '-' or '.' or '\u00A0')))
            return null;
        // The sign of the country before the code, as international letters had it.
        if (!Fits(bare) && (WithoutSign(bare, Country) ?? WithoutSign(bare, Country[..1])) is { } inner)
            bare = inner;
        if (!Fits(bare))
            return null;
        foreach (var gap in Gaps.Select(gap => gap < 0 ? bare.Length + gap : gap).Where(gap => gap < bare.Length))
            bare = bare.Insert(gap, Gap.ToString());
        return bare;
    }

    /// <summary>Parts that must be there and are not; none of an empty address.</summary>
    public IEnumerable<AddressPart> Missing(Address address) =>
        address.IsEmpty ? [] : Required.Where(part => string.IsNullOrWhiteSpace(address[part]));

    /// <summary>The lines of an envelope, without the country's name.</summary>
    public IReadOnlyList<string> Write(Address address) =>
        [.. new[] { address.Line1, address.Line2 }.Concat(Lines.Select(line => Fill(line, address))).Where(line => line.Length > 0)];

    private string? WithoutSign(string bare, string sign) =>
        sign.Length > 0 && bare.StartsWith(sign, StringComparison.Ordinal) && Fits(bare[sign.Length..]) ? bare[sign.Length..] : null;

    private bool Fits(string bare) => code!.IsMatch(bare);

    private static string Mark(AddressPart part) => $"{{{part}}}";

    private int PlaceOf(AddressPart part)
    {
        var all = string.Join('\n', Lines);
        return all.IndexOf(Mark(part), StringComparison.Ordinal);
    }

    // What is missing takes its sign with it: no "L-" and no comma alone.
    private static string Fill(string line, Address address)
    {
        if (address.PostalCode.Length == 0)
            line = line.Replace("L-", "", StringComparison.Ordinal);
        if (address.City.Length == 0)
            line = line.Replace("{City},", "{City}", StringComparison.Ordinal);
        foreach (var part in PlaceParts)
            line = line.Replace(Mark(part), address[part], StringComparison.Ordinal);
        return string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim(' ', ',');
    }
}
