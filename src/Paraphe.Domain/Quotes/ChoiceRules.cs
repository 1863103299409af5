using System.Collections.Immutable;

namespace Paraphe.Domain.Quotes;

/// <summary>Which options a customer may have together, and how many of each.</summary>
public static class ChoiceRules
{
    /// <param name="choosable">False on a contract, which shows its options only.</param>
    /// <exception cref="BrokenRuleException">
    /// Rules.OptionsNotChoosable, OptionUnknown, OptionNotOffered (a line that is none), OptionQuantity, GroupExactlyOne, GroupAtMost.
    /// </exception>
    public static void CheckChoice(this QuoteContent content, Choice choice, bool choosable = true)
    {
        if (!choosable && choice.Quantities.Count > 0)
        {
            throw new BrokenRuleException("Rules.OptionsNotChoosable", nameof(Choice));
        }

        var lines = content.Lines.ToDictionary(line => line.Key);
        var chosen = new Dictionary<Guid, int>();
        foreach (var (key, quantity) in choice.Quantities)
        {
            if (!lines.TryGetValue(key, out var line))
            {
                throw new BrokenRuleException("Rules.OptionUnknown", nameof(Choice));
            }

            line.CheckChosen(quantity);
            if (line.Option!.Group is { } group)
            {
                chosen[group] = chosen.GetValueOrDefault(group) + 1;
            }
        }

        if (choosable)
        {
            content.CheckGroups(lines, chosen);
        }
    }

    /// <summary>
    /// What is ticked when the customer first opens the quote, within the rules of the groups: the first preselected win. May leave an
    /// exactly-one group open.
    /// </summary>
    public static Choice Preselected(this QuoteContent content)
    {
        var room = content.Groups.ToDictionary(group => group.Key, group => group.Room());
        var chosen = ImmutableSortedDictionary.CreateBuilder<Guid, decimal>();
        foreach (var line in content.Lines.Where(line => line.Option is { Preselected: true }))
        {
            if (line.Option!.Group is { } group && room.TryGetValue(group, out var left))
            {
                if (left == 0)
                {
                    continue;
                }

                room[group] = left - 1;
            }

            var (least, most) = line.Bounds();
            chosen[line.Key] = Math.Clamp(line.Quantity, least, most);
        }

        return new Choice { Quantities = chosen.ToImmutable() };
    }

    /// <summary>Least and most that may be chosen of an option; a bound that is not given is the line's own quantity.</summary>
    public static (decimal Least, decimal Most) Bounds(this QuoteLine line)
    {
        var least = line.Option?.MinQuantity ?? Math.Min(line.Quantity, line.Option?.MaxQuantity ?? line.Quantity);
        var most = line.Option?.MaxQuantity ?? Math.Max(line.Quantity, least);
        return least <= most ? (least, most) : throw new BrokenRuleException("Rules.OptionBounds", "Option", line.Name, line.Key);
    }

    internal static void CheckChosen(this QuoteLine line, decimal quantity)
    {
        if (!line.IsOption)
        {
            throw new BrokenRuleException("Rules.OptionNotOffered", nameof(Choice), line.Name, line.Key);
        }

        var (least, most) = line.Bounds();
        if (quantity < least || quantity > most)
        {
            throw new BrokenRuleException("Rules.OptionQuantity", nameof(Choice), line.Name, line.Key, least, most);
        }
    }

    private static int Room(this OptionGroup group) =>
        group.Rule switch
        {
            GroupRule.ExactlyOne => 1,
            GroupRule.AtMost => group.Most,
            _ => int.MaxValue,
        };

    private static void CheckGroups(this QuoteContent content, Dictionary<Guid, QuoteLine> lines, Dictionary<Guid, int> chosen)
    {
        var offered = lines.Values.Select(line => line.Option?.Group).OfType<Guid>().ToHashSet();
        foreach (var group in content.Groups.Where(group => offered.Contains(group.Key)))
        {
            var count = chosen.GetValueOrDefault(group.Key);
            if (group.Rule == GroupRule.ExactlyOne && count != 1)
            {
                throw new BrokenRuleException("Rules.GroupExactlyOne", nameof(Choice), group.Title);
            }

            if (count > group.Room())
            {
                throw new BrokenRuleException("Rules.GroupAtMost", nameof(Choice), group.Title, group.Most);
            }
        }
    }
}
