using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Demo;

/// <summary>
/// Lines written short: <c>#ground</c> a section, <c>terrace*38</c> a service and its quantity, <c>-10%</c> its discount, <c>?lights*6</c> an
/// option, <c>?deck:+timber*30</c> an option of a group, preselected.
/// </summary>
internal sealed partial class SampleLines(SampleCompany company, Account account, Func<Guid> newKey)
{
    /// <summary>Price without VAT, cost, unit by its place in the account's list, and whether plants' reduced rate is due where there is one.</summary>
    private static readonly Dictionary<string, (decimal Price, decimal Cost, int Unit, bool Plants)> Prices = new(StringComparer.Ordinal)
    {
        ["terrace"] = (112, 61, 5, false),
        ["timber"] = (128, 74, 5, false),
        ["composite"] = (139.5m, 82, 5, false),
        ["excavation"] = (46, 24, 6, false),
        ["removal"] = (38, 27, 8, false),
        ["base"] = (31.5m, 17, 5, false),
        ["steps"] = (245, 138, 0, false),
        ["wall"] = (285, 155, 4, false),
        ["gravel"] = (58, 33, 5, false),
        ["drain"] = (49, 26, 4, false),
        ["lawn"] = (14.9m, 7.2m, 5, true),
        ["bed"] = (64, 31, 5, true),
        ["tree"] = (390, 205, 0, true),
        ["hedge"] = (42, 21, 4, true),
        ["trim"] = (6.8m, 3.1m, 4, false),
        ["prune"] = (420, 230, 0, false),
        ["irrigation"] = (1_850, 1_090, 3, false),
        ["lights"] = (118, 63, 0, false),
        ["pergola"] = (6_900, 4_650, 0, false),
        ["fence"] = (79, 44, 4, false),
        ["pond"] = (3_450, 1_980, 3, false),
        ["robot"] = (2_390, 1_760, 0, false),
        ["mowing"] = (145, 82, 0, false),
        ["care"] = (320, 176, 0, false),
        ["leaves"] = (290, 160, 3, false),
        ["plan"] = (980, 420, 3, false),
    };

    // A country without VAT has one entry, which says why.
    private readonly Vats[] rates =
    [
        .. account.Settings.VatRates.Where(rate => rate.Category == "S" || account.Settings.VatRates.All(other => other.Category != "S")),
    ];
    private readonly Dictionary<string, OptionGroup> groups = new(StringComparer.Ordinal);

    public ImmutableArray<OptionGroup> Groups => [.. groups.Values];

    public ImmutableArray<QuoteItem> Of(string lines, bool contract) =>
        [.. lines.Split(' ').Select(word => word[0] == '#' ? (QuoteItem)Section(word[1..]) : Line(Word().Match(word).Groups, contract))];

    private QuoteSection Section(string name) => new() { Key = newKey(), Title = company.Sections[name] };

    private QuoteLine Line(GroupCollection word, bool contract)
    {
        var service = word["service"].Value;
        var (price, cost, unit, plants) = Prices[service];
        var rate = plants && account.Profile.Address.Country != "GB" ? rates[Math.Min(1, rates.Length - 1)] : rates[0];
        return new QuoteLine
        {
            Key = newKey(),
            Name = company.Services[service][0],
            Description = company.Services[service][1],
            Quantity = decimal.Parse(word["quantity"].Value, CultureInfo.InvariantCulture),
            Unit = account.Settings.Units.ElementAtOrDefault(unit) ?? "",
            UnitPrice = price,
            Cost = cost,
            Vat = new Vat
            {
                Category = rate.Category,
                Rate = rate.Rate,
                Reason = rate.Reason.Length > 0 ? rate.Reason : null,
            },
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
