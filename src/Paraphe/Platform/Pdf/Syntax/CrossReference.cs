namespace Paraphe.Platform.Pdf.Syntax;

/// <summary>Where an object lies: at an offset of the file, or as the n-th of an object stream.</summary>
internal readonly record struct PdfEntry(int Offset, int Generation, int Container, int Index)
{
    public bool IsPacked => Container > 0;
}

/// <summary>All cross-reference sections from the newest to the oldest, tables and streams; the newest entry of an object counts.</summary>
internal sealed class CrossReference
{
    private const int MostObjects = 500_000;
    private const int MostSections = 200;
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly HashSet<int> seen = [];
    private readonly HashSet<int> freed = [];

    public Dictionary<int, PdfEntry> Entries { get; } = [];

    /// <summary>The newest trailer.</summary>
    public PdfDictionary Trailer { get; private set; } = new(new Dictionary<string, object?>(StringComparer.Ordinal));

    /// <summary>Offset of the newest section; an update refers to it.</summary>
    public int Start { get; }

    public bool EndsInTable { get; private set; }

    public CrossReference(ReadOnlyMemory<byte> bytes)
    {
        this.bytes = bytes;
        var tail = bytes.Span[Math.Max(0, bytes.Length - 2048)..];
        var found = tail.LastIndexOf("startxref"u8);
        if (found < 0)
            throw new FormatException("No startxref");
        Start = Offset(new PdfLexer(bytes, bytes.Length - tail.Length + found + 9).Whole());
        var next = new Queue<int>([Start]);
        while (next.TryDequeue(out var at))
        {
            if (!seen.Add(at))
                continue;
            if (seen.Count > MostSections)
                throw new FormatException("Too many updates");
            var trailer = Section(at, out var isTable);
            if (seen.Count == 1)
                (Trailer, EndsInTable) = (trailer, isTable);
            foreach (var key in (string[])["XRefStm", "Prev"])
                if (trailer[key] is long older)
                    next.Enqueue(Offset(older));
        }
    }

    private int Offset(long offset) =>
        offset >= 0 && offset < bytes.Length ? (int)offset : throw new FormatException("An offset outside the file");

    private PdfDictionary Section(int at, out bool isTable)
    {
        var lexer = new PdfLexer(bytes, at);
        isTable = lexer.Take("xref");
        return isTable ? Table(lexer) : Stream(lexer);
    }

    private PdfDictionary Table(PdfLexer lexer)
    {
        while (!lexer.Take("trailer"))
        {
            var (first, count) = (lexer.Whole(), lexer.Whole());
            for (var i = 0; i < count; i++)
            {
                var (offset, generation) = (lexer.Whole(), lexer.Whole());
                if (lexer.Take("n"))
                    Add(first + i, new PdfEntry(Offset(offset), (int)Math.Min(generation, 65535), 0, 0));
                else if (lexer.Take("f"))
                    Free(first + i);
                else
                    throw new FormatException("A damaged cross-reference table");
            }
        }
        return lexer.Value() as PdfDictionary ?? throw new FormatException("No trailer");
    }

    private PdfDictionary Stream(PdfLexer lexer)
    {
        _ = (lexer.Whole(), lexer.Whole());
        if (!lexer.Take("obj") || lexer.Value() is not PdfDictionary dictionary || !dictionary.Is("XRef") || !lexer.TakeStream())
            throw new FormatException("No cross-reference section");
        if (dictionary["Length"] is not long length || length < 0 || lexer.At + length > bytes.Length)
            throw new FormatException("A cross-reference stream without length");
        var data = PdfFilters.Decode(bytes.Slice(lexer.At, (int)length), dictionary["Filter"], dictionary["DecodeParms"] as PdfDictionary);
        var widths = Numbers(dictionary["W"]);
        if (widths.Count != 3 || widths.Exists(w => w is < 0 or > 8) || dictionary["Size"] is not long size)
            throw new FormatException("A damaged cross-reference stream");
        var at = 0;
        foreach (var part in (dictionary["Index"] is PdfArray index ? Numbers(index) : [0, size]).Chunk(2))
            for (var i = 0; i < part[^1]; i++)
                One(part[0] + i, Field(data, ref at, widths[0], 1), Field(data, ref at, widths[1], 0), Field(data, ref at, widths[2], 0));
        return dictionary;
    }

    private void One(long number, long kind, long second, long third)
    {
        if (kind == 1)
            Add(number, new PdfEntry(Offset(second), (int)Math.Min(third, 65535), 0, 0));
        else if (kind == 2 && second is > 0 and < MostObjects && third is >= 0 and < MostObjects)
            Add(number, new PdfEntry(0, 0, (int)second, (int)third));
        else if (kind == 0)
            Free(number);
    }

    private void Add(long number, PdfEntry entry)
    {
        if (number is < 0 or > MostObjects)
            throw new FormatException("Too many objects");
        if (!freed.Contains((int)number))
            Entries.TryAdd((int)number, entry);
    }

    private void Free(long number)
    {
        if (number is >= 0 and <= MostObjects && !Entries.ContainsKey((int)number))
            freed.Add((int)number);
    }

    private static List<long> Numbers(object? value) => value is PdfArray array ? [.. array.Items.OfType<long>()] : [];

    private static long Field(byte[] data, ref int at, long width, long otherwise)
    {
        if (width == 0)
            return otherwise;
        if (at + width > data.Length)
            throw new FormatException("A cross-reference stream ends early");
        long value = 0;
        for (var i = 0; i < width; i++)
            value = (value << 8) | data[at++];
        return value;
    }
}
