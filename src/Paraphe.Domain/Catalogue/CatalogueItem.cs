using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Catalogue;

/// <summary>A service or product that lines of quotes are made from; a line keeps what it was given, whatever becomes of the item.</summary>
public sealed class CatalogueItem : Aggregate
{
    private CatalogueItem() { }

    public CatalogueItem(Guid id, Guid accountId, CatalogueDetails details, string language, DateTime now)
    {
        (Id, AccountId, CreatedAt) = (id, accountId, now);
        Change(details, language, now);
    }

    public CatalogueDetails Details { get; private set; } = new();

    /// <summary>What a line offers, to be offered again (QU 3).</summary>
    /// <exception cref="BrokenRuleException">The line has no name, or is priced in other money than the account's.</exception>
    public static CatalogueItem Of(QuoteLine line, QuoteContent content, Account account, Guid id, DateTime now)
    {
        if (content.Currency != account.Currency)
            throw new BrokenRuleException("Rules.CatalogueCurrency", null, account.Currency);
        var rate = content.Prices == PriceMode.WithVat ? line.Vat?.Rate ?? 0 : 0;
        var details = new CatalogueDetails
        {
            Texts = new Dictionary<string, CatalogueText> { [content.Language[..2]] = new(line.Name, line.Description) },
            Unit = line.Unit,
            Price = rate == 0 ? line.UnitPrice : Currency.Of(content.Currency).Round(line.UnitPrice * 100 / (100 + rate)),
            Cost = line.Cost,
            Vat = line.Vat,
            Picture = line.Picture,
        };
        return new CatalogueItem(id, account.Id, details, account.Language, now);
    }

    /// <summary>In the account's language: lists sort by it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The folded name: A to Z on every database.</summary>
    public string SortName { get; private set; } = "";

    /// <summary>The folded code, unique in the account; null without one.</summary>
    public string? CodeKey { get; private set; }

    /// <summary>Code and the names of all languages, folded.</summary>
    public string SearchText { get; private set; } = "";

    public DateTime CreatedAt { get; private set; }

    public DateTime ChangedAt { get; private set; }

    /// <summary>No longer on offer; quotes that name it keep their lines.</summary>
    public DateTime? ArchivedAt { get; private set; }

    /// <param name="language">The account's.</param>
    public void Change(CatalogueDetails details, string language, DateTime now)
    {
        Details = details.Checked(Id);
        Name = Details.NameIn(language);
        SortName = Domain.SearchText.Fold(Name);
        CodeKey = Domain.SearchText.Fold(Details.Code) is { Length: > 0 } code ? code : null;
        SearchText = Domain.SearchText.Of([Details.Code, Name, .. Details.Texts.Values.Select(text => text.Name)]);
        ChangedAt = now;
    }

    public void Archive(DateTime now) => ArchivedAt ??= now;

    public void Restore() => ArchivedAt = null;

    /// <summary>A line of a quote made from it, in the quote's language and price mode.</summary>
    /// <param name="price">Without VAT, in the quote's currency.</param>
    public QuoteLine LineIn(QuoteContent content, decimal price, Guid key) =>
        new()
        {
            Key = key,
            Name = Details.NameIn(content.Language),
            Description = Details.DescriptionIn(content.Language),
            Unit = Details.Unit,
            UnitPrice = content.Prices == PriceMode.WithVat ? WithVat(price, content.Currency) : price,
            Cost = Details.Cost,
            Vat = Details.Vat,
            Picture = Details.Picture,
            CatalogueItemId = Id,
        };

    private decimal WithVat(decimal price, string currency) => Currency.Of(currency).Round(price * (100 + (Details.Vat?.Rate ?? 0)) / 100);
}
