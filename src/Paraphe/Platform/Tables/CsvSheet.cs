using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Paraphe.Platform.Tables;

/// <summary>Rows with numbers and days, to reckon with, as CSV, as spreadsheets of the reader's language open it: separator and decimal sign of the culture, UTF-8 with its mark.</summary>
public static class CsvSheet
{
    /// <param name="rows">Cells are text, decimal, DateOnly or null.</param>
    public static async Task Write(
        Stream to,
        IEnumerable<string> head,
        IAsyncEnumerable<object?[]> rows,
        CultureInfo culture,
        CancellationToken stop
    )
    {
        var decimals = culture.NumberFormat.NumberDecimalSeparator;
        var rules = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = decimals == "," ? ";" : ",",
            // A cell that begins with = is text of somebody's, never a formula.
            InjectionOptions = InjectionOptions.Escape,
        };
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(writer, rules);
        foreach (var title in head)
            csv.WriteField(title);
        await csv.NextRecordAsync();
        await foreach (var row in rows.WithCancellation(stop))
        {
            foreach (var cell in row)
                Write(csv, cell, decimals);
            await csv.NextRecordAsync();
        }
    }

    private static void Write(CsvWriter csv, object? cell, string decimals)
    {
        switch (cell)
        {
            // A minus is no formula.
            case decimal number:
                var text = number.ToString("0.####", CultureInfo.InvariantCulture).Replace(".", decimals, StringComparison.Ordinal);
                csv.WriteConvertedField(text, typeof(string));
                break;
            case DateOnly day:
                csv.WriteField(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            default:
                csv.WriteField(cell?.ToString() ?? "");
                break;
        }
    }
}
