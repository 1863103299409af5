using Paraphe.Domain.Quotes;
using Paraphe.Features.Contracts;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>What two members made of the same entry, field by field, as the editor shows it.</summary>
public static class LineDifferences
{
    public static IReadOnlyList<(string Label, string Theirs, string Mine)> Between(
        QuoteItem theirs,
        QuoteItem mine,
        QuoteContent content,
        Texts texts
    )
    {
        var (a, b) = (LineInput.Of(theirs, content.Currency, texts.Culture), LineInput.Of(mine, content.Currency, texts.Culture));
        string Yes(bool value) => texts[value ? "Quotes.Yes" : "Quotes.No"];
        string? Rate(QuoteItem item) => (item as QuoteLine)?.Vat is { } vat ? texts.Percent(vat.Rate) : null;
        string? Rhythm(QuoteItem item) => (item as QuoteLine)?.Recurrence?.Say(texts);
        string? Group(LineInput line) => content.Groups.FirstOrDefault(group => group.Key == line.Group)?.Title;
        (string Label, string? Theirs, string? Mine)[] all =
        [
            (texts["Quotes.Service"], a.Name, b.Name),
            (texts["Quotes.Description"], a.Description, b.Description),
            (texts["Quotes.Quantity"], a.Quantity, b.Quantity),
            (texts["Quotes.Unit"], a.Unit, b.Unit),
            (texts["Quotes.Price"], a.UnitPrice, b.UnitPrice),
            (texts["Quotes.Discount"], a.Discount, b.Discount),
            (texts["Quotes.Vat"], Rate(theirs), Rate(mine)),
            (texts["Quotes.Cost"], a.Cost, b.Cost),
            (texts["Quotes.Option"], Yes(a.IsOption), Yes(b.IsOption)),
            (texts["Quotes.Preselected"], Yes(a.Preselected), Yes(b.Preselected)),
            (texts["Quotes.Least"], a.Least, b.Least),
            (texts["Quotes.Most"], a.Most, b.Most),
            (texts["Quotes.Group"], Group(a), Group(b)),
            (texts["Quotes.Every"], Rhythm(theirs), Rhythm(mine)),
            (texts["Quotes.ShowLines"], Yes(a.ShowLines), Yes(b.ShowLines)),
        ];
        return
        [
            .. all.Where(field => (field.Theirs ?? "") != (field.Mine ?? ""))
                .Select(field => (field.Label, field.Theirs ?? "", field.Mine ?? "")),
        ];
    }
}
