using Paraphe.Domain.Quotes;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Documents;

/// <summary>Options that are shown together: those of one group, or those that stand alone.</summary>
public sealed record OptionSet(OptionGroup? Group, IReadOnlyList<QuoteLine> Lines)
{
    public bool IsOneOfMany => Group is { Rule: GroupRule.ExactlyOne };

    /// <summary>Options of their own first, then the groups, in the order of the quote.</summary>
    public static IEnumerable<OptionSet> Of(QuoteContent content)
    {
        var options = content.Lines.Where(line => line.IsOption).ToList();
        var known = content.Groups.Select(group => group.Key).ToHashSet();
        var alone = options.Where(line => line.Option!.Group is not { } group || !known.Contains(group)).ToList();
        if (alone.Count > 0)
            yield return new OptionSet(null, alone);
        foreach (var group in content.Groups)
            if (options.Where(line => line.Option!.Group == group.Key).ToList() is { Count: > 0 } lines)
                yield return new OptionSet(group, lines);
    }

    /// <summary>What may be chosen, in words; null when anything may.</summary>
    public string? Rule(Texts texts) =>
        Group switch
        {
            { Rule: GroupRule.ExactlyOne } => texts["Documents.chooseOne"],
            { Rule: GroupRule.AtMost } group => texts.Count("Portal.ChooseAtMost", group.Most),
            _ => null,
        };
}
