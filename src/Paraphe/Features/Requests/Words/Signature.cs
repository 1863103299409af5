using System.Text.RegularExpressions;
using Paraphe.Domain;
using Paraphe.Domain.Requests;

namespace Paraphe.Features.Requests.Words;

/// <summary>
/// What the end of a mail tells of its writer: suggestions for a dialog, never taken silently (RQ 4). It errs towards finding nothing.
/// </summary>
public static partial class Signature
{
    private const int Lines = 14;

    /// <summary>Longer lines are prose, and strangers choose their length.</summary>
    private const int LongestLine = 200;

    /// <summary>The end of a text, in which a signature stands.</summary>
    private const int LongestEnd = 8_000;

    /// <param name="text">The writer's own words, without quoted history.</param>
    /// <param name="country">Of the account: tells postal codes apart.</param>
    public static Requester Read(string text, string name, string email, string country)
    {
        text = text.Length > LongestEnd ? text[^LongestEnd..] : text;
        var (lines, signed) = End(text);
        var company =
            lines.FirstOrDefault(line => line.Length <= 80 && LegalForm().IsMatch(line) && !line.Contains('@', StringComparison.Ordinal))
            ?? "";
        return new Requester
        {
            Name = name.Length > 0 ? Cut(name) : NameIn(lines, company),
            Email = email,
            Company = Cut(company),
            Phone = Phone(signed ? lines : [], text),
            Address = AddressIn(lines, country),
        };
    }

    /// <returns>The last lines, and whether something says that they are a signature.</returns>
    private static (List<string> Lines, bool Signed) End(string text)
    {
        var all = text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim(' ', '\t', '*', '|', '\u00A0')).ToList();
        var mark = all.FindLastIndex(line => line is "--" or "-- " or "—");
        if (mark < 0)
            mark = all.FindLastIndex(line => line.Length < 60 && Greeting().IsMatch(line));
        var end = mark >= 0 ? all.Skip(mark + 1) : all.TakeLast(Lines);
        return ([.. end.SelectMany(Parts).Where(line => line.Length is > 0 and <= LongestLine).Take(Lines)], mark >= 0);
    }

    // Many put several things on one line: Tel … | Mobile … | 4 rue …
    private static IEnumerable<string> Parts(string line) =>
        line.Split(['|', '·', '•'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string NameIn(List<string> lines, string company) =>
        lines.Count > 0 && lines[0] != company && lines[0].Length <= 50 && Name().IsMatch(lines[0]) ? lines[0] : "";

    private static string Phone(List<string> lines, string text)
    {
        // In the signature first; in the text only where it is called a telephone number.
        var candidates = lines
            .Where(line => !OtherNumber().IsMatch(line))
            .Select(line => PhoneNumber().Match(line))
            .Concat(CalledPhone().Matches(text));
        foreach (var match in candidates.Where(match => match.Success))
        {
            var number = (match.Groups["number"] is { Success: true } named ? named.Value : match.Value).Trim(' ', '.', '-', '/');
            if (number.Count(char.IsAsciiDigit) is >= 9 and <= 15)
                return number;
        }
        return "";
    }

    private static Address AddressIn(List<string> lines, string country)
    {
        for (var at = 0; at < lines.Count; at++)
        {
            if (TownIn(lines[at], country) is not { } town)
                continue;
            var street =
                town.Before.Length > 0 ? town.Before
                : at > 0 && Street().IsMatch(lines[at - 1]) ? lines[at - 1]
                : "";
            if (street.Length is 0 or > 120)
                continue;
            return new Address
            {
                Line1 = street.Trim(' ', ',', '-'),
                PostalCode = town.Code,
                City = town.City,
                Country = town.Country,
            };
        }
        return new Address();
    }

    private static (string Before, string Code, string City, string Country)? TownIn(string line, string country)
    {
        if (Town().Match(line) is not { Success: true } match)
            return null;
        var code = match.Groups["code"].Value;
        var given = match.Groups["country"].Value.ToUpperInvariant();
        var digits = code.Count(char.IsAsciiDigit);
        // Five figures in France, Germany, Spain; four in Belgium, the Netherlands (with letters), Luxembourg, Austria, Switzerland.
        var fits = digits == 5 ? country is "FR" or "DE" or "ES" : country is "BE" or "NL" or "LU" or "AT" or "CH";
        var found = given switch
        {
            "F" or "FR" => "FR",
            "B" or "BE" => "BE",
            "D" or "DE" => "DE",
            "L" or "LU" => "LU",
            "E" or "ES" => "ES",
            "NL" => "NL",
            "A" or "AT" => "AT",
            "CH" => "CH",
            _ => code.Any(char.IsLetter) ? "NL"
            : fits ? country
            : "",
        };
        var before = match.Groups["before"].Value.Trim(' ', ',', '-');
        return before.Length > 0 && !Street().IsMatch(before)
            ? null
            : (before, code, match.Groups["city"].Value.Trim(' ', ',', '.'), found);
    }

    private static string Cut(string text) => text.UpTo(Requester.LongestName);

    [GeneratedRegex(
        @"^(bien )?(cordialement|sincèrement|salutations|bien à vous|cdlt|merci d'avance|best regards|kind regards|regards|yours sincerely|sincerely|many thanks|thanks|cheers|mit freundlichen grüßen|mit freundlichen grüssen|freundliche grüße|freundliche grüsse|viele grüße|beste grüße|mfg|saludos|un saludo|atentamente|cordialmente|saludos cordiales|(met )?vriendelijke groet(en)?|hoogachtend|mvg|groet(en|jes)?)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Greeting();

    [GeneratedRegex(
        @"\b(SARL|SAS|SASU|EURL|SCI|SNC|S\.?A\.?R\.?L\.?|SRL|SPRL|ASBL|BV|B\.V\.|BVBA|NV|N\.V\.|VOF|GmbH|UG|AG|KG|OHG|e\.K\.|e\.V\.|S\.L\.U?\.?|S\.A\.|Ltd\.?|Limited|LLP|PLC|Inc\.?)(?=$|[\s,.)])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex LegalForm();

    [GeneratedRegex(@"^\p{Lu}[\p{L}'’.-]*( [\p{L}'’.-]+){1,4}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(
        @"(?<![\d/])(?:(?:\+|00)\d{1,3}[ .\-/\u00A0\u202F]{0,2}(?:\(0\)[ \u00A0]?)?)?\(?\d{1,4}\)?(?:[ .\-/()\u00A0\u202F]{0,3}\d{2,4}){2,5}(?![\d/])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(
        @"\b(SIRET|SIREN|RCS|APE|IBAN|BIC|TVA|VAT|USt|HRB|Steuer|NIF|CIF|KvK|BTW|RPR)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex OtherNumber();

    [GeneratedRegex(
        @"\b(?:au|tél\.?|téléphone|portable|tel\.?|phone|mobile|call|on|unter|telefon|handy|teléfono|móvil|al|telefoon|gsm|op)\s?:?\s{0,2}(?<number>(?:\+|0)[\d .\-/()\u00A0\u202F]{8,20}\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex CalledPhone();

    [GeneratedRegex(
        @"^(?<before>.*?)(?:^|[ ,–-])(?:(?<country>[A-Z]{1,2})-)?(?<code>\d{4} ?[A-Z]{2}(?= )|\d{5}|\d{4})\s+(?<city>\p{Lu}[\p{L}'’. -]{1,40})(?:,.{0,30})?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Town();

    [GeneratedRegex(
        @"^\d{1,4}[ ,]?\s?(bis|ter|[a-z])?[ ,]|\p{L}[\p{L} .'’-]*\s\d{1,4}\s?[a-zA-Z]?(/\d+)?(,.*)?$|\b(rue|avenue|chemin|route|place|allée|impasse|boulevard|quai|street|road|lane|straße|strasse|straat|laan|weg|calle|avenida|plaza)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Street();
}
