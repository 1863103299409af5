using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Paraphe.Domain;

namespace Paraphe.Platform.Tables;

/// <summary>Rows of the first sheet of an XLSX, as text: numbers without exponent, days as 2027-03-08, yes for true.</summary>
internal static class XlsxTable
{
    private const int MostParts = 2000;

    // The library asks for code page 1252 as it starts, which the framework keeps apart.
    static XlsxTable() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IEnumerable<TableRow> Read(Stream file, TableLimits limits)
    {
        EnsureNoBomb(file, limits.Unpacked);
        file.Position = 0;
        using var reader = Try(() => ExcelReaderFactory.CreateOpenXmlReader(file, new ExcelReaderConfiguration { LeaveOpen = true }));
        var line = 0;
        while (Try(reader.Read))
        {
            line++;
            if (line > limits.Rows)
                throw new BrokenRuleException("Rules.Table.Rows", null, limits.Rows);
            var cells = new List<string>();
            for (var i = 0; i < reader.FieldCount; i++)
                cells.Add(Say(reader.GetValue(i)));
            var filled = cells.FindLastIndex(cell => cell.Length > 0) + 1;
            if (filled > limits.Columns)
                throw new BrokenRuleException("Rules.Table.Columns", null, limits.Columns, line);
            if (cells.Exists(cell => cell.Length > limits.Cell))
                throw new BrokenRuleException("Rules.Table.Cell", null, line);
            if (filled > 0)
                yield return new TableRow(line, cells[..filled]);
        }
    }

    // The sizes a ZIP claims may be lies: it is unpacked into nothing and counted before anybody reads it.
    private static void EnsureNoBomb(Stream file, long most)
    {
        file.Position = 0;
        Try(() =>
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostParts || zip.Entries.Sum(entry => entry.Length) > most)
                throw new BrokenRuleException("Rules.Table.Bomb");
            var buffer = new byte[65536];
            var unpacked = 0L;
            foreach (var entry in zip.Entries)
            {
                using var content = entry.Open();
                int read;
                while ((read = content.Read(buffer)) > 0)
                    if ((unpacked += read) > most)
                        throw new BrokenRuleException("Rules.Table.Bomb");
            }
            return true;
        });
    }

    private static string Say(object? value) =>
        value switch
        {
            null => "",
            string text => text.Replace("\0", "", StringComparison.Ordinal).Trim(),
            // A number of fifteen digits is a number of a register, not 7.3E+13.
            double number => Math.Abs(number) < 1e15 && number == Math.Truncate(number)
                ? number.ToString("F0", CultureInfo.InvariantCulture)
                : number.ToString("R", CultureInfo.InvariantCulture),
            DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            bool yes => yes ? "yes" : "",
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    private static T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken)
            when (broken
                    is InvalidDataException
                        or ExcelReaderException
                        or XmlException
                        or FormatException
                        or ArgumentException
                        or InvalidOperationException
                        or NullReferenceException
                        or IndexOutOfRangeException
                        or NotSupportedException
                        or EndOfStreamException
            )
        {
            // Whatever the library stumbled over, the file is to blame.
            throw new BrokenRuleException("Rules.Table.Broken");
        }
    }
}
