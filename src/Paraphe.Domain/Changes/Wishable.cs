using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Changes;

/// <summary>What a wish can be about: everything that the customer sees with a price (CR 1).</summary>
public static class Wishable
{
    /// <summary>Lines and options, and sections that show their sum alone; in their order.</summary>
    public static IEnumerable<QuoteItem> Wishables(this QuoteContent content)
    {
        var hidden = false;
        foreach (var item in content.Items)
            switch (item)
            {
                case QuoteSection section:
                    hidden = !section.ShowLines;
                    if (hidden)
                        yield return section;
                    break;
                case QuoteLine line when !hidden || line.IsOption:
                    yield return line;
                    break;
            }
    }

    /// <summary>The name of what has this key, or null when no wish can be about it.</summary>
    public static string? NameOfWishable(this QuoteContent content, Guid key) =>
        content.Wishables().FirstOrDefault(item => item.Key == key) switch
        {
            QuoteLine line => line.Name,
            QuoteSection section => section.Title,
            _ => null,
        };
}
