using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Paraphe.Domain;

namespace Paraphe.Platform.Tables;

/// <summary>Rows of a CSV: quotes, line breaks within cells, any delimiter.</summary>
internal static class CsvTable
{
    private const char Mark = '\uFEFF';

    public static IEnumerable<TableRow> Read(Stream file, TableFormat format, TableLimits limits)
    {
        file.Position = 0;
        using var text = new StreamReader(file, format.Encoding, detectEncodingFromByteOrderMarks: true, 65536, leaveOpen: true);
        using var parser = Parser(text, format.Delimiter, limits.Cell);
        var line = 0;
        while (Next(parser))
        {
            line++;
            if (line > limits.Rows)
                throw new BrokenRuleException("Rules.Table.Rows", null, limits.Rows);
            var cells = parser.Record!;
            if (cells.Length > limits.Columns)
                throw new BrokenRuleException("Rules.Table.Columns", null, limits.Columns, line);
            for (var i = 0; i < cells.Length; i++)
                cells[i] = Plain(cells[i]);
            if (cells.Any(cell => cell.Length > 0))
                yield return new TableRow(line, cells);
        }
    }

    /// <summary>The one that cuts the first rows into the most, and the most even, columns.</summary>
    public static char DelimiterOf(Stream file, string charset)
    {
        var best = (Delimiter: ',', Score: 0.0);
        foreach (var delimiter in TableFormat.Delimiters)
        {
            var widths = Widths(file, charset, delimiter);
            var usual = widths.Count == 0 ? 0 : widths.GroupBy(width => width).MaxBy(group => group.Count())!.Key;
            var score = usual < 2 ? 0 : usual * (double)widths.Count(width => width == usual) / widths.Count;
            if (score > best.Score)
                best = (delimiter, score);
        }
        file.Position = 0;
        return best.Delimiter;
    }

    private static List<int> Widths(Stream file, string charset, char delimiter)
    {
        try
        {
            var limits = new TableLimits { Columns = 1000 };
            return [.. Read(file, new TableFormat(TableKind.Csv, charset, delimiter), limits).Take(20).Select(row => row.Cells.Count)];
        }
        catch (BrokenRuleException)
        {
            // With this delimiter it is no table.
            return [];
        }
    }

    private static CsvParser Parser(TextReader text, char delimiter, int longest) =>
        new(
            text,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = delimiter.ToString(),
                // A quote in the middle of a cell is a quote.
                BadDataFound = null,
                IgnoreBlankLines = false,
                MaxFieldSize = longest,
                ProcessFieldBufferSize = 4096,
            }
        );

    private static bool Next(CsvParser parser)
    {
        try
        {
            return parser.Read();
        }
        catch (MaxFieldSizeException)
        {
            throw new BrokenRuleException("Rules.Table.Cell", null, parser.Row);
        }
    }

    // Files put together from others carry marks of order in their middle; zeros cannot be stored.
    private static string Plain(string cell)
    {
        if (cell.AsSpan().IndexOfAny(Mark, '\0') >= 0)
            cell = cell.Replace(Mark.ToString(), "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal);
        cell = cell.Trim();
        // The guard that keeps a cell from becoming a formula, as we and others write it.
        return cell.Length > 1 && cell[0] == '\'' && TableWriter.IsFormula(cell[1..]) ? cell[1..] : cell;
    }
}
