using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Demo;

/// <summary>
/// Lines written short: <c>#ground</c> a section, <c>terrace*38</c> a service and its quantity, <c>-10%</c> its discount, <c>?lights*6</c> an
/// option, <c>?deck:+timber*30</c> an option of a group, preselected.
/// </summary>
internal sealed partial class SampleLines(SampleCompany company, SampleCatalogue catalogue, string language, Func<Guid> newKey)
{
    private readonly Dictionary<string, OptionGroup> groups = new(StringComparer.Ordinal);

    public ImmutableArray<OptionGroup> Groups => [.. groups.Values];

    public ImmutableArray<QuoteItem> Of(string lines, bool contract) =>
        [.. lines.Split(' ').Select(word => word[0] == '#' ? (QuoteItem)Section(word[1..]) : Line(Word().Match(word).Groups, contract))];

    private QuoteSection Section(string name) => new() { Key = newKey(), Title = company.Sections[name] };

    private QuoteLine Line(GroupCollection word, bool contract)
    {
        var service = word["service"].Value;
        var item = catalogue[service];
        return item.LineIn(new QuoteContent { Language = language }, item.Details.Price, newKey()) with
        {
            Quantity = decimal.Parse(word["quantity"].Value, CultureInfo.InvariantCulture),
            Discount = word["off"].Success ? Discount.OfPercent(decimal.Parse(word["off"].Value, CultureInfo.InvariantCulture)) : null,
            Option = word["option"].Success ? new OptionTerms { Group = Group(word["group"]), Preselected = word["chosen"].Success } : null,
            Recurrence = contract ? Rhythm(service) : null,
        };
    }

    private static Recurrence Rhythm(string service) =>
        service == "care"
            ? new Recurrence { Frequency = Frequency.Seasonal }
            : new Recurrence { Frequency = Frequency.Times, Times = service == "mowing" ? 14 : 1 };

    // One surface, at most two comforts.
    private Guid? Group(Group name)
    {
        if (!name.Success)
            return null;
        if (!groups.TryGetValue(name.Value, out var group))
            groups[name.Value] = group = new OptionGroup
            {
                Key = newKey(),
                Title = company.Groups[name.Value],
                Rule = name.Value == "deck" ? GroupRule.ExactlyOne : GroupRule.AtMost,
                Most = name.Value == "deck" ? 1 : 2,
            };
        return group.Key;
    }

    [GeneratedRegex(
        @"^(?<option>\?)?((?<group>[a-z]+):)?(?<chosen>\+)?(?<service>[a-z]+)\*(?<quantity>\d+)(-(?<off>\d+)%)?$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Word();
}
