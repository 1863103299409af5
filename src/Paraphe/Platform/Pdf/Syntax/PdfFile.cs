using System.Text;

namespace Paraphe.Platform.Pdf.Syntax;

/// <summary>
/// The objects of a PDF, read when asked for. Small on purpose: enough to seal our own documents and to examine anybody's.
/// Whatever is wrong with the bytes is a <see cref="FormatException"/>.
/// </summary>
internal sealed class PdfFile
{
    private readonly CrossReference references;
    private readonly Dictionary<int, object?> read = [];
    private readonly HashSet<int> reading = [];

    public PdfFile(ReadOnlyMemory<byte> bytes)
    {
        if (!bytes.Span.StartsWith("%PDF-"u8))
            throw new FormatException("Not a PDF");
        Bytes = bytes;
        references = new CrossReference(bytes);
        if (Trailer["Encrypt"] is not null)
            throw new FormatException("An encrypted PDF");
        Root = Trailer["Root"] is PdfReference root ? root : throw new FormatException("No catalog");
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    public PdfDictionary Trailer => references.Trailer;

    public IReadOnlyDictionary<int, PdfEntry> Entries => references.Entries;

    public int LastSection => references.Start;

    public bool EndsInTable => references.EndsInTable;

    public PdfReference Root { get; }

    public PdfDictionary Catalog => Dictionary(Root) ?? throw new FormatException("No catalog");

    /// <summary>The value itself, through any reference; a missing object is null, as the standard says.</summary>
    public object? Resolve(object? value)
    {
        for (var hops = 0; value is PdfReference reference; hops++)
        {
            if (hops > 20)
                throw new FormatException("References in a circle");
            value = Object(reference);
        }
        return value;
    }

    public PdfDictionary? Dictionary(object? value) =>
        Resolve(value) switch
        {
            PdfDictionary dictionary => dictionary,
            PdfStream stream => stream.Dictionary,
            _ => null,
        };

    public PdfArray? Array(object? value) => Resolve(value) as PdfArray;

    public byte[] Decode(PdfStream stream)
    {
        if (Resolve(stream.Dictionary["Length"]) is not long length || length < 0 || stream.Start + length > Bytes.Length)
            throw new FormatException("A stream without length");
        var parameters = Resolve(stream.Dictionary["DecodeParms"]);
        if (parameters is PdfArray { Items: [var first, ..] })
            parameters = Resolve(first);
        return PdfFilters.Decode(Bytes.Slice(stream.Start, (int)length), Resolve(stream.Dictionary["Filter"]), parameters as PdfDictionary);
    }

    /// <summary>The first page and its reference.</summary>
    public (PdfReference Reference, PdfDictionary Page) FirstPage()
    {
        var node = Catalog["Pages"];
        for (var depth = 0; depth < 50; depth++)
        {
            if (node is not PdfReference reference || Dictionary(reference) is not { } dictionary)
                break;
            if (dictionary.Is("Page"))
                return (reference, dictionary);
            node = Array(dictionary["Kids"])?.Items.FirstOrDefault();
        }
        throw new FormatException("No page");
    }

    private object? Object(PdfReference reference)
    {
        if (!references.Entries.TryGetValue(reference.Number, out var entry) || entry.Generation != reference.Generation)
            return null;
        if (read.TryGetValue(reference.Number, out var known))
            return known;
        if (!reading.Add(reference.Number))
            throw new FormatException("References in a circle");
        var value = entry.IsPacked ? Packed(entry, reference.Number) : Plain(entry.Offset, reference);
        reading.Remove(reference.Number);
        return read[reference.Number] = value;
    }

    private object? Plain(int offset, PdfReference reference)
    {
        var lexer = new PdfLexer(Bytes, offset);
        if (lexer.Whole() != reference.Number || lexer.Whole() != reference.Generation || !lexer.Take("obj"))
            throw new FormatException($"Object {reference.Number} is not where the table says");
        var value = lexer.Value();
        return value is PdfDictionary dictionary && lexer.TakeStream() ? new PdfStream(dictionary, lexer.At) : value;
    }

    private object? Packed(PdfEntry entry, int number)
    {
        if (references.Entries.TryGetValue(entry.Container, out var container) && container.IsPacked)
            throw new FormatException("An object stream inside another");
        if (Object(new PdfReference(entry.Container, 0)) is not PdfStream stream || !stream.Dictionary.Is("ObjStm"))
            throw new FormatException("No object stream");
        var data = Decode(stream);
        var head = new PdfLexer(data, 0);
        for (var i = 0; i < entry.Index; i++)
            _ = (head.Whole(), head.Whole());
        if (head.Whole() != number || Resolve(stream.Dictionary["First"]) is not long first)
            throw new FormatException($"Object {number} is not where the table says");
        var at = first + head.Whole();
        return at >= 0 && at < data.Length
            ? new PdfLexer(data, (int)at).Value()
            : throw new FormatException("An offset outside the stream");
    }

    /// <summary>Text of a PDF string: UTF-16 or UTF-8 by its mark, else taken for Latin-1.</summary>
    public static string Text(byte[] bytes) =>
        bytes switch
        {
            [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
            [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.UTF8.GetString(rest),
            _ => Encoding.Latin1.GetString(bytes),
        };
}
