using System.Text.RegularExpressions;
using Paraphe.Domain;

namespace Paraphe.Features.Requests.Words;

/// <summary>Subjects without what mail programs put before them.</summary>
public static partial class Subjects
{
    /// <summary><c>Re: TR : [EXT] Haie</c> becomes <c>Haie</c>.</summary>
    public static string Bare(string subject)
    {
        var bare = subject;
        for (var round = 0; round < 20 && Prefix().Match(bare) is { Success: true } prefix; round++)
            bare = bare[prefix.Length..];
        return bare.Trim();
    }

    public static string Reply(string subject) => "Re: " + Bare(subject);

    public static bool IsForward(string subject) => Forward().IsMatch(subject);

    /// <summary>The same subject, whatever case and accents it went through; subjects that say nothing are none.</summary>
    public static bool AreSame(string one, string other) =>
        SearchText.Fold(Bare(one)) is { Length: >= 4 } folded && folded == SearchText.Fold(Bare(other));

    [GeneratedRegex(
        @"^\s*(?:(?:re|aw|antw|antwort|sv|vs|ref|réf|rép|rif|res|betreff|fwd?|tr|wg|rv|i|enc|doorst|doorgest|vl|vb)(?:\s?\[\d+\])?\s?[:：]|\[(?:ext|extern|external|externe|spam|\*+spam\*+)\])\s*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Prefix();

    [GeneratedRegex(
        @"^\s*(?:\[[^\]]{1,20}\]\s*)?(?:fwd?|tr|wg|rv|i|enc|doorst|doorgest|vl)\s?[:：]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Forward();
}
