using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Paraphe.Platform.Tables;

/// <summary>Rows with numbers and days, to reckon with, as an XLSX workbook of one sheet, written as they come: a million rows need no more memory than one.</summary>
public static class XlsxSheet
{
    /// <summary>What a sheet can hold, its head among them.</summary>
    public const int MostRows = 1_048_576;

    private const int LongestCell = 32_767;
    private const uint DateStyle = 1;
    private const uint HeadStyle = 2;

    /// <summary>In a file that is gone with its stream, from its beginning: a workbook is written back and forth.</summary>
    public static async Task<Stream> File(string title, IEnumerable<string> head, IAsyncEnumerable<object?[]> rows, CancellationToken stop)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            }
        );
        await Write(file, title, head, rows, stop);
        file.Position = 0;
        return file;
    }

    /// <param name="to">Must be seekable.</param>
    /// <param name="rows">Cells are text, decimal, DateOnly or null.</param>
    public static async Task Write(
        Stream to,
        string title,
        IEnumerable<string> head,
        IAsyncEnumerable<object?[]> rows,
        CancellationToken stop
    )
    {
        using var document = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        var sheet = book.AddNewPart<WorksheetPart>();
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
        var written = 1;
        using (var writer = OpenXmlWriter.Create(sheet))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteElement(new SheetViews(new SheetView(FrozenHead()) { WorkbookViewId = 0 }));
            writer.WriteStartElement(new SheetData());
            writer.WriteElement(new Row(head.Select(name => Text(name, HeadStyle))));
            await foreach (var row in rows.WithCancellation(stop))
            {
                if (++written > MostRows)
                    break;
                writer.WriteElement(new Row(row.Select(Of)));
            }
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        var name = title.Length <= 31 ? title : title[..31];
        book.Workbook = new Workbook(
            new Sheets(
                new Sheet
                {
                    Id = book.GetIdOfPart(sheet),
                    SheetId = 1,
                    Name = name,
                }
            )
        );
    }

    private static Cell Of(object? cell) =>
        cell switch
        {
            null => new Cell(),
            decimal number => new Cell(new CellValue(number.ToString("0.####", CultureInfo.InvariantCulture))),
            DateOnly day => new Cell(new CellValue(day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture)))
            {
                StyleIndex = DateStyle,
            },
            _ => Text(cell.ToString()!, 0),
        };

    private static Cell Text(string text, uint style) =>
        new(new InlineString(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            DataType = CellValues.InlineString,
            StyleIndex = style,
        };

    // Control characters are not XML.
    private static string Clean(string text)
    {
        var kept = text.Any(letter => letter < ' ' && letter is not ('\n' or '\t'))
            ? string.Concat(text.Where(letter => letter >= ' ' || letter is '\n' or '\t'))
            : text;
        return kept.Length <= LongestCell ? kept : kept[..LongestCell];
    }

    private static Pane FrozenHead() =>
        new()
        {
            VerticalSplit = 1,
            TopLeftCell = "A2",
            ActivePane = PaneValues.BottomLeft,
            State = PaneStateValues.Frozen,
        };

    private static Stylesheet Styles() =>
        new(
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 })
            ),
            new Borders(new Border()),
            new CellFormats(
                new CellFormat(),
                new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true },
                new CellFormat { FontId = 1, ApplyFont = true }
            )
        );
}
