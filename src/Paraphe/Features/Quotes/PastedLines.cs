using System.Globalization;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Quotes;

/// <summary>A pasted table as lines of a quote; numbers that cannot be read are told by their cells.</summary>
public sealed class PastedLines(PastedTable table, IReadOnlyList<PasteColumn> columns, bool hasHead, CultureInfo culture)
{
    private readonly List<(int Row, int Column)> wrong = [];

    public IReadOnlyList<(int Row, int Column)> Wrong => wrong;

    /// <param name="usual">VAT of lines that bring none.</param>
    public IReadOnlyList<QuoteLine> Read(VatChoices rates, Vat? usual, Func<Guid> newId)
    {
        var lines = new List<QuoteLine>();
        for (var row = hasHead ? 1 : 0; row < table.Rows.Count; row++)
            lines.Add(Line(row, rates, usual, newId()));
        return lines;
    }

    private QuoteLine Line(int row, VatChoices rates, Vat? usual, Guid key) =>
        new()
        {
            Key = key,
            Name = Text(row, PasteColumn.Name).ReplaceLineEndings(" "),
            Description = Text(row, PasteColumn.Description).ReplaceLineEndings("\n"),
            Quantity = Number(row, PasteColumn.Quantity) ?? 1,
            Unit = Text(row, PasteColumn.Unit),
            UnitPrice = Number(row, PasteColumn.Price) ?? 0,
            Cost = Number(row, PasteColumn.Cost),
            Vat = Rate(row, rates) ?? usual,
        };

    private string Text(int row, PasteColumn kind) => Place(kind) is >= 0 and var column ? table.Cell(row, column) : "";

    private decimal? Number(int row, PasteColumn kind)
    {
        if (Text(row, kind) is not { Length: > 0 } text)
            return null;
        if (PastedTable.Number(text, culture) is { } number)
            return number;
        wrong.Add((row, Place(kind)));
        return null;
    }

    private Vat? Rate(int row, VatChoices rates)
    {
        if (Number(row, PasteColumn.Vat) is not { } rate)
            return null;
        // Spreadsheets keep 20 % as 0.2.
        var known = rates.All.FirstOrDefault(one => one.Vat.Rate == rate || one.Vat.Rate == rate * 100).Vat;
        if (known is null)
            wrong.Add((row, Place(PasteColumn.Vat)));
        return known;
    }

    private int Place(PasteColumn kind)
    {
        for (var column = 0; column < columns.Count; column++)
            if (columns[column] == kind)
                return column;
        return -1;
    }
}
