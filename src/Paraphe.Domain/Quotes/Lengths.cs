namespace Paraphe.Domain.Quotes;

/// <summary>How long the texts of a quote may be: every page, mail and PDF carries them.</summary>
public static class Lengths
{
    public const int Title = 300;
    public const int LineName = 500;
    public const int Unit = 30;
    public const int Description = 10_000;

    /// <summary>Introduction, details, scope, terms, a text among the lines.</summary>
    public const int Text = 100_000;

    /// <exception cref="BrokenRuleException">Rules.TooLong, with the field and its limit.</exception>
    internal static void Check(QuoteContent content)
    {
        Check(content.Title, Title, nameof(content.Title));
        Check(content.Introduction, Text, nameof(content.Introduction));
        Check(content.Details, Text, nameof(content.Details));
        Check(content.Scope, Text, nameof(content.Scope));
        Check(content.Terms, Text, nameof(content.Terms));
        foreach (var item in content.Items)
            Check(item);
        content.Waste?.Check();
        foreach (var group in content.Groups)
            Check(group.Title, Title, "Group");
    }

    private static void Check(QuoteItem item)
    {
        switch (item)
        {
            case QuoteSection section:
                Check(section.Title, Title, nameof(QuoteLine.Name));
                break;
            case QuoteText text:
                Check(text.Text, Text, nameof(QuoteLine.Description));
                break;
            case QuoteLine line:
                Check(line.Name, LineName, nameof(line.Name));
                Check(line.Description, Description, nameof(line.Description));
                Check(line.Unit, Unit, nameof(line.Unit));
                break;
        }
    }

    private static void Check(string text, int most, string field)
    {
        if (text.Length > most)
            throw new BrokenRuleException("Rules.TooLong", field, most);
    }
}
