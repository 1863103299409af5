using System.Security.Cryptography;

namespace Paraphe.Platform.Pdf.Syntax;

/// <summary>
/// An incremental update (ISO 32000-1, 7.5.6): objects appended with a cross-reference table of their own; the bytes before stay as they are.
/// </summary>
internal sealed class PdfUpdate
{
    private readonly PdfFile file;
    private readonly SortedDictionary<int, (long Offset, int Generation)> written = [];

    /// <exception cref="FormatException">Not a PDF that can be updated here.</exception>
    public PdfUpdate(PdfFile file)
    {
        this.file = file;
        if (!file.EndsInTable)
            throw new FormatException("Only PDFs with a classic cross-reference table are updated here");
        if (file.Trailer["Size"] is not long size || size is < 1 or > int.MaxValue - 10)
            throw new FormatException("A trailer without size");
        Size = size;
        Output.Write(file.Bytes.Span);
        if (file.Bytes.Span[^1] is not ((byte)'\n' or (byte)'\r'))
            PdfWriter.Ascii(Output, "\n");
    }

    public MemoryStream Output { get; } = new();

    /// <summary>One more than the highest number of an object; new objects raise it.</summary>
    public long Size { get; private set; }

    public PdfReference NewReference() => new((int)Size++, 0);

    /// <summary>The caller writes the value and its <c>endobj</c>.</summary>
    public void Begin(PdfReference reference)
    {
        written[reference.Number] = (Output.Position, reference.Generation);
        PdfWriter.Ascii(Output, $"{reference.Number} {reference.Generation} obj\n");
    }

    public void Write(PdfReference reference, PdfDictionary dictionary)
    {
        Begin(reference);
        PdfWriter.Write(Output, dictionary);
        PdfWriter.Ascii(Output, "\nendobj\n");
    }

    /// <summary>Not packed, so that programs without a PDF library find what is in it.</summary>
    public void Write(PdfReference reference, PdfDictionary dictionary, byte[] bytes)
    {
        Begin(reference);
        var plain = dictionary.Copy();
        plain["Length"] = (long)bytes.Length;
        plain.Entries.Remove("Filter");
        plain.Entries.Remove("DecodeParms");
        PdfWriter.Write(Output, plain);
        PdfWriter.Ascii(Output, "\nstream\n");
        Output.Write(bytes);
        PdfWriter.Ascii(Output, "\nendstream\nendobj\n");
    }

    public byte[] Finish()
    {
        var start = Output.Position;
        PdfWriter.Ascii(Output, "xref\n");
        foreach (var (number, (offset, generation)) in written)
            PdfWriter.Ascii(Output, FormattableString.Invariant($"{number} 1\n{offset:0000000000} {generation:00000} n\r\n"));
        var trailer = new PdfDictionary(
            new(StringComparer.Ordinal)
            {
                ["Size"] = Size,
                ["Root"] = file.Root,
                ["Prev"] = (long)file.LastSection,
            }
        );
        if (file.Trailer["Info"] is { } information)
            trailer["Info"] = information;
        var original = file.Array(file.Trailer["ID"])?.Items.FirstOrDefault() as PdfString;
        var now = new PdfString(SHA256.HashData(file.Bytes.Span)[..16]);
        trailer["ID"] = new PdfArray([original ?? now, now]);
        PdfWriter.Ascii(Output, "trailer\n");
        PdfWriter.Write(Output, trailer);
        PdfWriter.Ascii(Output, FormattableString.Invariant($"\nstartxref\n{start}\n%%EOF\n"));
        return Output.ToArray();
    }
}
