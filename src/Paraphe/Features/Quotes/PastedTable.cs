using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Paraphe.Domain;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>What a column of a pasted table holds.</summary>
public enum PasteColumn
{
    Ignore,
    Name,
    Description,
    Quantity,
    Unit,
    Price,
    Vat,
    Cost,
}

/// <summary>A piece of a spreadsheet: cells parted by tabs, quoted where they hold several lines; without a tab, a line each.</summary>
public sealed record PastedTable(IReadOnlyList<string[]> Rows)
{
    /// <summary>More text than this is a mistake, and would be slow to show.</summary>
    public const int Longest = 1_000_000;

    private const int MostColumns = 12;

    public int Width => Rows.Count == 0 ? 0 : Math.Min(MostColumns, Rows.Max(row => row.Length));

    /// <exception cref="BrokenRuleException">Too long, or more rows than a quote may have.</exception>
    public static PastedTable Read(string? text)
    {
        if (text is { Length: > Longest })
            throw new BrokenRuleException("Quotes.Paste.TooLong", "text", Quote.MostItems);
        var rules = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = "\t",
            HasHeaderRecord = false,
            BadDataFound = null,
            IgnoreBlankLines = true,
        };
        using var parser = new CsvParser(new StringReader(text ?? ""), rules);
        var rows = new List<string[]>();
        while (parser.Read())
        {
            var cells = Array.ConvertAll(parser.Record ?? [], cell => cell.Trim());
            if (Array.TrueForAll(cells, cell => cell.Length == 0))
                continue;
            if (rows.Count > Quote.MostItems)
                throw new BrokenRuleException("Quotes.Paste.TooLong", "text", Quote.MostItems);
            rows.Add(cells);
        }
        return new PastedTable(rows);
    }

    public string Cell(int row, int column) => column < Rows[row].Length ? Rows[row][column] : "";

    /// <summary>The first row names the columns: it has words where the rows below have numbers.</summary>
    public bool HasHead(CultureInfo culture) =>
        Rows.Count > 1
        && Enumerable
            .Range(0, Width)
            .Any(column => Number(Cell(0, column), culture) is null && Cell(0, column).Length > 0 && IsNumeric(column, 1, culture));

    /// <summary>What the columns are likely to be, by what stands in them.</summary>
    public IReadOnlyList<PasteColumn> Guess(CultureInfo culture)
    {
        var from = HasHead(culture) ? 1 : 0;
        var guess = new PasteColumn[Width];
        var left = new Queue<PasteColumn>([PasteColumn.Quantity, PasteColumn.Price]);
        for (var column = 0; column < Width; column++)
        {
            if (IsNumeric(column, from, culture))
                guess[column] =
                    Percents(column, from) ? Once(guess, PasteColumn.Vat)
                    : left.TryDequeue(out var next) ? next
                    : PasteColumn.Ignore;
            else if (!guess.Contains(PasteColumn.Name))
                guess[column] = PasteColumn.Name;
            else if (Filled(column, from).All(cell => cell.Length <= 8) && guess.Contains(PasteColumn.Quantity))
                guess[column] = Once(guess, PasteColumn.Unit);
            else
                guess[column] = Once(guess, PasteColumn.Description);
        }
        // A single number beside a name is its price.
        if (!guess.Contains(PasteColumn.Price) && Array.IndexOf(guess, PasteColumn.Quantity) is >= 0 and var lone)
            guess[lone] = PasteColumn.Price;
        return guess;
    }

    public static decimal? Number(string cell, CultureInfo culture) =>
        TypedNumber.Parse(cell.Trim().Trim('€', '$', '£', '%', ' ', '\u00a0', '\u202f'), culture);

    private static PasteColumn Once(PasteColumn[] guess, PasteColumn wanted) => guess.Contains(wanted) ? PasteColumn.Ignore : wanted;

    private IEnumerable<string> Filled(int column, int from) =>
        Enumerable.Range(from, Math.Max(0, Rows.Count - from)).Select(row => Cell(row, column)).Where(cell => cell.Length > 0);

    private bool IsNumeric(int column, int from, CultureInfo culture) =>
        Filled(column, from).Any() && Filled(column, from).All(cell => Number(cell, culture) is not null);

    private bool Percents(int column, int from) => Filled(column, from).All(cell => cell.EndsWith('%'));
}
