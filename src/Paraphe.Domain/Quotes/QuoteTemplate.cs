namespace Paraphe.Domain.Quotes;

/// <summary>What quotes of one sort start with (QU 12): the content of one, without its customer, its dates and its places.</summary>
public sealed class QuoteTemplate : Aggregate
{
    public const int LongestName = 120;

    private QuoteTemplate() { }

    public QuoteTemplate(Guid id, Quote quote, string name, DateTime now)
    {
        (Id, AccountId, Kind, CreatedAt, ValidDays) = (id, quote.AccountId, quote.Kind, now, quote.ValidDays);
        Content = quote.Content with { StartsAt = null, EndsAt = null, ServiceAddresses = [] };
        Rename(name);
    }

    public string Name { get; private set; } = "";

    public QuoteKind Kind { get; private set; }

    public QuoteContent Content { get; private set; } = new();

    public int? ValidDays { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public void Rename(string name)
    {
        var trimmed = name.Trim();
        if (trimmed.Length == 0)
            throw new BrokenRuleException("Rules.NameMissing", "name");
        if (trimmed.Length > LongestName)
            throw new BrokenRuleException("Rules.TooLong", "name", LongestName);
        Name = trimmed;
    }
}
