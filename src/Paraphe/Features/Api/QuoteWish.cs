using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Portal;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>Where the work is done, as printed.</summary>
public sealed record ServiceAddressJson
{
    /// <summary>A property of the customer.</summary>
    public Guid? PropertyId { get; init; }

    [StringLength(500)]
    public string Text { get; init; } = "";
}

/// <summary>Options of which the customer may choose some.</summary>
public sealed record GroupJson
{
    /// <summary>Chosen by the caller; lines name it.</summary>
    [Required]
    public Guid? Key { get; init; }

    [StringLength(Lengths.Title)]
    public string Title { get; init; } = "";

    public GroupRule Rule { get; init; }

    /// <summary>How many, where the rule is atMost.</summary>
    [Range(1, 100)]
    public int Most { get; init; } = 1;

    public static GroupJson Of(OptionGroup group) =>
        new()
        {
            Key = group.Key,
            Title = group.Title,
            Rule = group.Rule,
            Most = group.Most,
        };

    internal OptionGroup ToGroup() =>
        new()
        {
            Key = Key!.Value,
            Title = Title.Trim(),
            Rule = Rule,
            Most = Most,
        };
}

/// <summary>What a quote says beside its lines. In a change, what is left out stays, and null empties it.</summary>
public abstract record QuoteHead
{
    private readonly HashSet<string> given = new(StringComparer.Ordinal);

    [StringLength(Lengths.Title)]
    public string? Title { get; init; }

    /// <summary>Before the lines. Plain text, or HTML of which only plain formatting is kept.</summary>
    [StringLength(Lengths.Text)]
    public string? Introduction { get; init; }

    /// <summary>After the lines.</summary>
    [StringLength(Lengths.Text)]
    public string? Details { get; init; }

    [StringLength(Lengths.Text)]
    public string? Scope { get; init; }

    [StringLength(Lengths.Text)]
    public string? Terms { get; init; }

    /// <summary>Of the document, BCP 47.</summary>
    [StringLength(10)]
    public string? Language { get; init; }

    /// <summary>ISO 4217.</summary>
    [StringLength(3)]
    public string? Currency { get; init; }

    public PriceMode? Prices { get; init; }

    /// <summary>Of the whole quote; either this or an amount.</summary>
    public decimal? DiscountPercent
    {
        get;
        init => field = Given(value);
    }

    public decimal? DiscountAmount
    {
        get;
        init => field = Given(value);
    }

    /// <summary>Of the total, asked at signing.</summary>
    public decimal? DepositPercent
    {
        get;
        init => field = Given(value);
    }

    /// <summary>Proposed begin of the work, in the account's zone.</summary>
    [RegularExpression(LocalTime.Shape)]
    public string? StartsAt
    {
        get;
        init => field = Given(value);
    }

    [RegularExpression(LocalTime.Shape)]
    public string? EndsAt
    {
        get;
        init => field = Given(value);
    }

    /// <summary>Days it stays open once sent; null follows the account.</summary>
    [Range(1, 3650)]
    public int? ValidDays
    {
        get;
        init => field = Given(value);
    }

    /// <summary>The member who sells; at first the key's.</summary>
    public Guid? SellerId { get; init; }

    [StringLength(100)]
    public string? LeadSource { get; init; }

    [MaxLength(QuoteTag.Most)]
    public IReadOnlyList<string>? Tags { get; init; }

    [MaxLength(50)]
    public IReadOnlyList<ServiceAddressJson>? ServiceAddresses { get; init; }

    [MaxLength(50)]
    public IReadOnlyList<GroupJson>? Groups { get; init; }

    /// <exception cref="ProblemException">422 with the place of the fault.</exception>
    internal QuoteContent Over(QuoteContent old)
    {
        if (DiscountPercent is not null && DiscountAmount is not null)
            throw ProblemException.At("/discountAmount", "Either a percentage or an amount.");
        if (Language is not null && Languages.Find(Language) is null)
            throw ProblemException.At("/language", "Documents are not written in this language.");
        var discounts = given.Contains(nameof(DiscountPercent)) || given.Contains(nameof(DiscountAmount));
        return old with
        {
            Title = Title?.Trim() ?? old.Title,
            Introduction = Text(Introduction) ?? old.Introduction,
            Details = Text(Details) ?? old.Details,
            Scope = Text(Scope) ?? old.Scope,
            Terms = Text(Terms) ?? old.Terms,
            Language = Language is null ? old.Language : Languages.Find(Language)!.Name,
            Currency = Currency is null ? old.Currency : Domain.Currency.Of(Currency).Code,
            Prices = Prices ?? old.Prices,
            Discount =
                DiscountPercent is { } percent ? Discount.OfPercent(percent)
                : DiscountAmount is { } amount ? Discount.OfAmount(amount)
                : discounts ? null
                : old.Discount,
            DepositPercent = given.Contains(nameof(DepositPercent)) ? DepositPercent : old.DepositPercent,
            StartsAt = given.Contains(nameof(StartsAt)) ? LocalTime.Read(StartsAt, "/startsAt") : old.StartsAt,
            EndsAt = given.Contains(nameof(EndsAt)) ? LocalTime.Read(EndsAt, "/endsAt") : old.EndsAt,
            ServiceAddresses = ServiceAddresses is null
                ? old.ServiceAddresses
                : [.. ServiceAddresses.Select(place => new ServiceAddress { PropertyId = place.PropertyId, Text = place.Text.Trim() })],
            Groups = Groups is null ? old.Groups : [.. Groups.Select(group => group.ToGroup())],
        };
    }

    /// <summary>What stands beside the content.</summary>
    internal void Adjust(Quote quote, DateTime now)
    {
        if (given.Contains(nameof(ValidDays)))
            quote.StayOpen(ValidDays, now);
        if (SellerId is { } seller)
            quote.AssignTo(seller);
        if (LeadSource is not null)
            quote.ChangeLeadSource(LeadSource);
        if (Tags is not null)
            quote.ChangeTags(Tags);
    }

    /// <summary>Whether something of the content is given at all.</summary>
    [JsonIgnore]
    internal bool HasContent =>
        new object?[] { Title, Introduction, Details, Scope, Terms, Language, Currency, Prices, ServiceAddresses, Groups }.Any(part =>
            part is not null
        ) || given.Any(name => name != nameof(ValidDays));

    private static string? Text(string? typed) => typed is null ? null : RichText.Clean(LineInput.Lines(typed));

    private T Given<T>(T value, [CallerMemberName] string name = "")
    {
        given.Add(name);
        return value;
    }
}

/// <summary>What a new quote is made of; what is left out is as the account has it.</summary>
public sealed record QuoteWish : QuoteHead
{
    public QuoteKind Kind { get; init; }

    [Required]
    public Guid? CustomerId { get; init; }

    public IReadOnlyList<LineJson> Lines { get; init; } = [];
}

/// <summary>What is changed of the working copy; what is left out stays.</summary>
public sealed record QuoteChange : QuoteHead
{
    /// <summary>Another customer; the lines stay as they are.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>Replaces all of them: entries with a key stay the ones they were, others are new.</summary>
    public IReadOnlyList<LineJson>? Lines { get; init; }
}
