using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>What stands in the amount column, as the engine has it.</summary>
public static class EditorAmounts
{
    /// <summary>Of a line, counted or not.</summary>
    public static string AmountOf(this EditorPage page, Guid line, Texts texts) =>
        page.Totals.Find(line) is { } total ? texts.Money(total.Amount, page.Quote.Content.Currency) : "";

    /// <summary>Of a section; empty while it has no line.</summary>
    public static string SumOf(this EditorPage page, Guid section, Texts texts) =>
        page.Totals.Sections.FirstOrDefault(part => part.Key == section) is { } sum
            ? texts.Money(sum.Amount, page.Quote.Content.Currency)
            : "";
}
