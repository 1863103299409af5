using System.Collections.Immutable;
using System.Globalization;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>An entry of a quote as it is typed: numbers as text, so that a slip stays readable beside its message.</summary>
public sealed record LineInput
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? Quantity { get; init; }
    public string? Unit { get; init; }
    public string? UnitPrice { get; init; }

    /// <summary>"10%", or an amount.</summary>
    public string? Discount { get; init; }

    /// <summary>As <see cref="VatChoices.Key"/>; empty while none is chosen.</summary>
    public string? Vat { get; init; }
    public string? Cost { get; init; }
    public bool IsOption { get; init; }
    public bool Preselected { get; init; }
    public Guid? Group { get; init; }
    public string? Least { get; init; }
    public string? Most { get; init; }
    public Frequency? Every { get; init; }
    public string? Times { get; init; }

    /// <summary>Of a section: its lines are shown to the customer, not its sum alone.</summary>
    public bool ShowLines { get; init; }

    public static LineInput Of(QuoteItem item, string currency, CultureInfo culture)
    {
        string Price(decimal price) => TypedNumber.Show(price, culture, Currency.Of(currency).Digits);
        string? Amount(decimal? number) => number is { } value ? TypedNumber.Show(value, culture) : null;
        return item switch
        {
            QuoteSection section => new LineInput { Name = section.Title, ShowLines = section.ShowLines },
            QuoteText text => new LineInput { Description = text.Text },
            QuoteLine line => new LineInput
            {
                Name = line.Name,
                Description = line.Description,
                Quantity = TypedNumber.Show(line.Quantity, culture),
                Unit = line.Unit,
                UnitPrice = Price(line.UnitPrice),
                Discount = DiscountText.Show(line.Discount, currency, culture),
                Vat = line.Vat is { } vat ? VatChoices.Key(vat) : null,
                Cost = line.Cost is { } cost ? Price(cost) : null,
                IsOption = line.IsOption,
                Preselected = line.Option?.Preselected ?? false,
                Group = line.Option?.Group,
                Least = Amount(line.Option?.MinQuantity),
                Most = Amount(line.Option?.MaxQuantity),
                Every = line.Recurrence?.Frequency,
                Times = line.Recurrence is { Frequency: Frequency.Times } recurrence ? Amount(recurrence.Times) : null,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(item), item, "No such entry"),
        };
    }

    /// <summary>The entry as typed.</summary>
    /// <exception cref="BrokenRuleException">The first field that cannot be read, by its name.</exception>
    public QuoteItem Over(QuoteItem old, QuoteContent content, Account account, CultureInfo culture)
    {
        switch (old)
        {
            case QuoteSection section:
                return section with { Title = Clean(Name), ShowLines = ShowLines };
            case QuoteText text:
                return text with { Text = Lines(Description) };
            case QuoteLine line:
                var changed = line with
                {
                    Name = Clean(Name),
                    Description = Lines(Description),
                    Quantity = Number(Quantity, nameof(Quantity), culture) ?? 0,
                    Unit = Clean(Unit),
                    UnitPrice = Number(UnitPrice, nameof(UnitPrice), culture) ?? 0,
                    Discount = DiscountText.Read(Discount, culture),
                    Vat = VatChoices.Of(account, line.Vat).Find(Vat),
                    Cost = Number(Cost, nameof(Cost), culture),
                    Option = IsOption ? Terms(content.Groups, culture) : null,
                    Recurrence = Rhythm(culture),
                };
                // Bounds that cross would only show when somebody chooses.
                _ = changed.IsOption ? changed.Bounds() : default;
                return changed;
            default:
                throw new ArgumentOutOfRangeException(nameof(old), old, "No such entry");
        }
    }

    private OptionTerms Terms(ImmutableArray<OptionGroup> groups, CultureInfo culture) =>
        new()
        {
            Group = groups.Any(group => group.Key == Group) ? Group : null,
            Preselected = Preselected,
            MinQuantity = Number(Least, nameof(Least), culture),
            MaxQuantity = Number(Most, nameof(Most), culture),
        };

    private Recurrence? Rhythm(CultureInfo culture) =>
        Every is not { } every ? null
        : every != Frequency.Times ? new Recurrence { Frequency = every }
        : Number(Times, nameof(Times), culture) is { } times and >= 1 and <= 1_000 && times == decimal.Truncate(times)
            ? new Recurrence { Frequency = every, Times = (int)times }
        : throw new BrokenRuleException("Rules.RecurrenceTimes", nameof(Times));

    private static decimal? Number(string? text, string field, CultureInfo culture) =>
        string.IsNullOrWhiteSpace(text)
            ? null
            : TypedNumber.Parse(text, culture) ?? throw new BrokenRuleException("Shared.Error.Number", field);

    private static string Clean(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // Browsers send CR LF.
    internal static string Lines(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}
