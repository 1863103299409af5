using System.IO.Compression;
using System.Text;
using Paraphe.Domain;
using Paraphe.Platform.Tables;

namespace Paraphe.Tests.Tables;

/// <summary>Files of rows as people and programs write them (CU 10).</summary>
public sealed class TableTests
{
    [Theory, Trait("Spec", "CU 10")]
    [InlineData(';')]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Any_delimiter_is_found(char delimiter)
    {
        var text = $"Name{delimiter}City{delimiter}Note\nAda{delimiter}\"Bruz; Rennes, 35\"{delimiter}x\nBo{delimiter}Lyon{delimiter}\n";
        var rows = Read(Encoding.UTF8.GetBytes(text), out var format);
        format.Delimiter.ShouldBe(delimiter);
        rows.Select(row => row.Cells[0]).ShouldBe(["Name", "Ada", "Bo"]);
        rows[1][1].ShouldBe("Bruz; Rennes, 35");
    }

    [Theory, Trait("Spec", "CU 10")]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("windows-1252", false)]
    public void Any_encoding_is_found(string charset, bool mark)
    {
        var encoding = new TableFormat(TableKind.Csv, charset).Encoding;
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("Nom;Ville\nÉlodie Œuvré;Saint-Étienne\n")];
        var rows = Read(bytes, out var format);
        format.Charset.ShouldBe(charset);
        rows[1].Cells.ShouldBe(["Élodie Œuvré", "Saint-Étienne"]);
        rows[0][0].ShouldBe("Nom");
    }

    [Fact, Trait("Spec", "CU 10")]
    public void Line_breaks_quotes_and_blank_rows_are_what_a_spreadsheet_makes_of_them()
    {
        var rows = Read("a,b\r\n\"two\r\nlines\",\"say \"\"yes\"\"\"\r\n\r\n,,\r\n5\" nails,x\r\n"u8.ToArray(), out _);
        rows.Select(row => row.Line).ShouldBe([1, 2, 5]);
        rows[1].Cells.ShouldBe(["two\r\nlines", "say \"yes\""]);
        rows[2][0].ShouldBe("5\" nails");
        rows[2][7].ShouldBe("");
    }

    [Fact, Trait("Spec", "CU 10")]
    public void A_mark_of_order_in_the_middle_and_zeros_are_dropped() =>
        Read(Encoding.UTF8.GetBytes("a;b\n\uFEFFAda;B\0o\n"), out _)[1].Cells.ShouldBe(["Ada", "Bo"]);

    [Fact, Trait("Spec", "CU 10")]
    public void Fifty_columns_are_no_trouble() =>
        Read(Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(1, 50))), out _)[0].Cells.Count.ShouldBe(50);

    [Fact, Trait("Spec", "CU 10")]
    public void A_cell_without_end_is_refused_before_it_is_read()
    {
        var endless = new Endless("a,b\n\"");
        var broken = Should.Throw<BrokenRuleException>(() => new TableFormat(TableKind.Csv, "utf-8").Read(endless).Count());
        broken.Rule.ShouldBe("Rules.Table.Cell");
        endless.Given.ShouldBeLessThan(1_000_000);
    }

    [Theory, Trait("Spec", "CU 10")]
    [InlineData("", "Rules.Table.Empty")]
    [InlineData("%PDF-1.7", "Rules.Table.Kind")]
    [InlineData("PK\u0003\u0004 not a zip", "Rules.Table.Broken")]
    public void What_is_no_table_is_refused(string content, string rule) =>
        Should.Throw<BrokenRuleException>(() => Read(Encoding.Latin1.GetBytes(content), out _)).Rule.ShouldBe(rule);

    [Fact, Trait("Spec", "CU 10")]
    public void Too_many_rows_or_columns_are_told()
    {
        var limits = new TableLimits { Rows = 2, Columns = 2 };
        Should.Throw<BrokenRuleException>(() => Read("a\nb\nc\n"u8.ToArray(), out _, limits)).Rule.ShouldBe("Rules.Table.Rows");
        Should.Throw<BrokenRuleException>(() => Read("a,b,c\n"u8.ToArray(), out _, limits)).Rule.ShouldBe("Rules.Table.Columns");
    }

    [Fact, Trait("Spec", "CU 10")]
    public async Task What_is_written_is_read_again_and_no_cell_becomes_a_formula()
    {
        IReadOnlyList<string>[] rows =
        [
            ["Name", "Phone", "Note"],
            ["=HYPERLINK(\"http://x\")", "+33 4 50 11 22 33", "a;b\n\"c\""],
            ["@SUM(A1)", "-1", "Zoë 🌿"],
        ];
        using var csv = new MemoryStream();
        await TableWriter.Csv(csv, ';', rows.ToAsyncEnumerable(), default);
        Encoding.UTF8.GetString(csv.ToArray()).ShouldContain("'+33");
        Encoding.UTF8.GetString(csv.ToArray()).ShouldContain("\"'=HYPERLINK");
        Read(csv.ToArray(), out _).Select(row => string.Join('~', row.Cells)).ShouldBe(rows.Select(row => string.Join('~', row)));

        using var xlsx = new MemoryStream();
        await TableWriter.Xlsx(xlsx, "Customers", rows.ToAsyncEnumerable(), default);
        Read(xlsx.ToArray(), out var format).Select(row => string.Join('~', row.Cells)).ShouldBe(rows.Select(row => string.Join('~', row)));
        format.Kind.ShouldBe(TableKind.Xlsx);
    }

    [Fact, Trait("Spec", "CU 10")]
    public async Task An_XLSX_that_unpacks_without_end_is_refused()
    {
        using var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var part = await zip.CreateEntry("xl/worksheets/sheet1.xml").OpenAsync();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 64; i++)
                await part.WriteAsync(zeros);
        }
        Should
            .Throw<BrokenRuleException>(() => Read(bomb.ToArray(), out _, new TableLimits { Unpacked = 32 * 1024 * 1024 }))
            .Rule.ShouldBe("Rules.Table.Bomb");
    }

    private static List<TableRow> Read(byte[] bytes, out TableFormat format, TableLimits? limits = null)
    {
        using var file = new MemoryStream(bytes);
        format = TableFormat.Detect(file);
        return [.. format.Read(file, limits)];
    }

    /// <summary>A file that goes on for ever, and tells how much of it was asked for.</summary>
    private sealed class Endless(string begins) : Stream
    {
        private readonly byte[] start = Encoding.UTF8.GetBytes(begins);

        public long Given { get; private set; }

        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => long.MaxValue;
        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var i = 0; i < count; i++, Position++)
                buffer[offset + i] = Position < start.Length ? start[Position] : (byte)'x';
            Given += count;
            return count;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => Position = offset;

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
