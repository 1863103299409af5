using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Paraphe.Platform.Tables;

/// <summary>Writes rows as CSV or XLSX, one at a time, so that what <see cref="TableFormat"/> reads again is the same. No cell becomes a formula.</summary>
public static class TableWriter
{
    public const string CsvType = "text/csv; charset=utf-8";
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Spreadsheets take what begins so for a formula, or for a way into one.</summary>
    public static bool IsFormula(string cell) => cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    /// <summary>UTF-8 with its mark, which spreadsheets need to see accents.</summary>
    public static async Task Csv(Stream to, char delimiter, IAsyncEnumerable<IReadOnlyList<string>> rows, CancellationToken stop)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 65536, leaveOpen: true);
        await foreach (var row in rows.WithCancellation(stop))
        {
            await text.WriteAsync(string.Join(delimiter, row.Select(cell => Quoted(cell, delimiter))));
            await text.WriteAsync("\r\n");
        }
    }

    /// <param name="to">Seekable: a file of one's own, not the response.</param>
    public static async Task Xlsx(Stream to, string sheet, IAsyncEnumerable<IReadOnlyList<string>> rows, CancellationToken stop)
    {
        using var document = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        var part = book.AddNewPart<WorksheetPart>();
        using (var writer = OpenXmlWriter.Create(part))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteStartElement(new SheetData());
            await foreach (var row in rows.WithCancellation(stop))
            {
                writer.WriteStartElement(new Row());
                foreach (var cell in row)
                    // Text is never a formula, whatever it begins with.
                    writer.WriteElement(
                        new Cell
                        {
                            DataType = CellValues.InlineString,
                            InlineString = new InlineString(new Text(Clean(cell)) { Space = SpaceProcessingModeValues.Preserve }),
                        }
                    );
                writer.WriteEndElement();
            }
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        book.Workbook = new Workbook(
            new Sheets(
                new Sheet
                {
                    Id = book.GetIdOfPart(part),
                    SheetId = 1,
                    Name = sheet[..Math.Min(sheet.Length, 31)],
                }
            )
        );
    }

    private static string Quoted(string cell, char delimiter)
    {
        if (IsFormula(cell))
            cell = "'" + cell;
        return cell.AsSpan().IndexOfAny("\"\r\n") >= 0 || cell.Contains(delimiter, StringComparison.Ordinal)
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
    }

    // XML knows no control characters and no half of a pair, whatever way they are written.
    private static string Clean(string cell) =>
        string.Concat(cell.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));
}
