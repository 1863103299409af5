using System.Text;
using Paraphe.Domain;

namespace Paraphe.Platform.Tables;

public enum TableKind
{
    Csv,
    Xlsx,
}

/// <summary>How a file of rows is written. <see cref="Detect"/> finds it out; a member may know better.</summary>
/// <param name="Charset">utf-8, utf-16, utf-16BE or windows-1252; empty for XLSX.</param>
/// <param name="Delimiter">Between cells; of CSV.</param>
public sealed record TableFormat(TableKind Kind, string Charset = "", char Delimiter = ',')
{
    public static readonly IReadOnlyList<char> Delimiters = [';', ',', '\t', '|'];

    public static readonly IReadOnlyList<string> Charsets = ["utf-8", "windows-1252", "utf-16", "utf-16BE"];

    /// <param name="file">Seekable; left at its beginning.</param>
    /// <exception cref="BrokenRuleException">Rules.Table.Empty or Rules.Table.Kind: neither text nor XLSX</exception>
    public static TableFormat Detect(Stream file)
    {
        var start = new byte[8];
        file.Position = 0;
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (read == 0)
            throw new BrokenRuleException("Rules.Table.Empty");
        if (start.AsSpan(0, read).StartsWith("PK\u0003\u0004"u8))
            return new TableFormat(TableKind.Xlsx);
        // The signs of old Excel files, PDF, gzip and pictures: text never begins with them.
        if (start.AsSpan(0, read).IndexOfAny<byte>([0xD0, 0x1F, 0x89]) == 0 || start.AsSpan(0, read).StartsWith("%PDF"u8))
            throw new BrokenRuleException("Rules.Table.Kind");
        var charset = TableCharset.Detect(file);
        return new TableFormat(TableKind.Csv, charset, CsvTable.DelimiterOf(file, charset));
    }

    /// <summary>The rows, one after the other; nothing is kept. Blank rows are left out, and counted.</summary>
    /// <exception cref="BrokenRuleException">Rules.Table.*: too large, too wide, broken, a bomb. Thrown where it is met.</exception>
    public IEnumerable<TableRow> Read(Stream file, TableLimits? limits = null) =>
        Kind == TableKind.Csv ? CsvTable.Read(file, this, limits ?? new()) : XlsxTable.Read(file, limits ?? new());

    public Encoding Encoding => TableCharset.EncodingOf(Charset);
}

/// <param name="Line">The row as a spreadsheet counts it, from one.</param>
/// <param name="Cells">Without blanks around them.</param>
public readonly record struct TableRow(int Line, IReadOnlyList<string> Cells)
{
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : "";
}

/// <summary>How much of a file is read before it is refused.</summary>
public sealed record TableLimits
{
    public int Rows { get; init; } = 200_000;
    public int Columns { get; init; } = 300;

    /// <summary>Characters of a cell.</summary>
    public int Cell { get; init; } = 32_767;

    /// <summary>Bytes that an XLSX may unpack to.</summary>
    public long Unpacked { get; init; } = 400L * 1024 * 1024;
}
