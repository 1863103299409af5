using System.Globalization;
using System.Security.Cryptography;
using Paraphe.Platform.Pdf.Syntax;

namespace Paraphe.Platform.Pdf.Sealing;

/// <summary>
/// An incremental update that adds one signature field: the bytes before it stay as they are, so earlier seals stay valid. The
/// signature covers everything but the hexadecimal string it is written into.
/// </summary>
internal sealed class SealUpdate
{
    private const string Blank = "0000000000";
    private readonly byte[] bytes;
    private readonly int gap;
    private readonly int gapEnd;

    private SealUpdate(byte[] bytes, int gap, int gapEnd) => (this.bytes, this.gap, this.gapEnd) = (bytes, gap, gapEnd);

    /// <summary>What is signed: the file without the gap.</summary>
    public byte[] Covered => [.. bytes.AsSpan(0, gap), .. bytes.AsSpan(gapEnd)];

    /// <param name="signature">The signature dictionary without Contents and ByteRange.</param>
    /// <param name="room">Bytes kept for the signature.</param>
    /// <exception cref="FormatException">Not a PDF that can be updated here.</exception>
    public static SealUpdate Of(ReadOnlyMemory<byte> pdf, PdfDictionary signature, int room)
    {
        var file = new PdfFile(pdf);
        if (!file.EndsInTable)
            throw new FormatException("Only PDFs with a classic cross-reference table are sealed here");
        if (file.Trailer["Size"] is not long size || size is < 1 or > int.MaxValue - 10)
            throw new FormatException("A trailer without size");
        var value = new PdfReference((int)size, 0);
        var field = new PdfReference((int)size + 1, 0);
        var changed = new List<(PdfReference, PdfDictionary)>();
        AddField(file, field, value, changed);
        return new Writing(file, pdf, size + 2).Finish(changed, value, signature, room);
    }

    /// <exception cref="InvalidOperationException">The signature is larger than the room kept for it.</exception>
    public byte[] Sealed(ReadOnlySpan<byte> signature)
    {
        var digits = Convert.ToHexString(signature);
        if (digits.Length > gapEnd - gap - 2)
            throw new InvalidOperationException("The signature does not fit its room");
        System.Text.Encoding.ASCII.GetBytes(digits, bytes.AsSpan(gap + 1));
        return bytes;
    }

    private static void AddField(PdfFile file, PdfReference field, PdfReference value, List<(PdfReference, PdfDictionary)> changed)
    {
        var (pageReference, page) = file.FirstPage();
        var form = file.Dictionary(file.Catalog["AcroForm"])?.Copy() ?? Dictionary();
        var fields = file.Array(form["Fields"])?.Items ?? [];
        form["Fields"] = new PdfArray([.. fields, field]);
        // Signatures exist, and whoever changes the file must append.
        form["SigFlags"] = 3L;
        if (file.Catalog["AcroForm"] is PdfReference indirect)
            changed.Add((indirect, form));
        else
        {
            var catalog = file.Catalog.Copy();
            catalog["AcroForm"] = form;
            changed.Add((file.Root, catalog));
        }
        var annotated = page.Copy();
        annotated["Annots"] = new PdfArray([.. file.Array(page["Annots"])?.Items ?? [], field]);
        changed.Add((pageReference, annotated));
        changed.Add((field, Widget(fields.Count + 1, pageReference, value)));
    }

    // Invisible (an empty rectangle), printed, locked: what PDF/A asks of an annotation without appearance.
    private static PdfDictionary Widget(int number, PdfReference page, PdfReference value) =>
        Dictionary(
            ("Type", new PdfName("Annot")),
            ("Subtype", new PdfName("Widget")),
            ("FT", new PdfName("Sig")),
            ("T", PdfWriter.Text($"Seal{number.ToString(CultureInfo.InvariantCulture)}")),
            ("F", 132L),
            ("Rect", new PdfArray([0L, 0L, 0L, 0L])),
            ("P", page),
            ("V", value)
        );

    internal static PdfDictionary Dictionary(params (string Key, object? Value)[] entries) =>
        new(entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal));

    private sealed class Writing(PdfFile file, ReadOnlyMemory<byte> pdf, long size)
    {
        private readonly MemoryStream output = new();
        private readonly SortedDictionary<int, (long Offset, int Generation)> written = [];

        public SealUpdate Finish(List<(PdfReference, PdfDictionary)> changed, PdfReference value, PdfDictionary signature, int room)
        {
            output.Write(pdf.Span);
            if (pdf.Span[^1] is not ((byte)'\n' or (byte)'\r'))
                PdfWriter.Ascii(output, "\n");
            foreach (var (reference, dictionary) in changed)
            {
                Begin(reference);
                PdfWriter.Write(output, dictionary);
                PdfWriter.Ascii(output, "\nendobj\n");
            }
            var (range, gap) = Signature(value, signature, room);
            Tail();
            var bytes = output.ToArray();
            var gapEnd = gap + 2 * room + 2;
            var words = $"[0 {gap} {gapEnd} {bytes.Length - gapEnd}]".PadRight(RangeWidth);
            System.Text.Encoding.ASCII.GetBytes(words, bytes.AsSpan(range));
            return new SealUpdate(bytes, gap, gapEnd);
        }

        private static readonly int RangeWidth = $"[0 {Blank} {Blank} {Blank}]".Length;

        private (int Range, int Gap) Signature(PdfReference value, PdfDictionary signature, int room)
        {
            Begin(value);
            PdfWriter.Ascii(output, "<< /ByteRange ");
            var range = (int)output.Position;
            PdfWriter.Ascii(output, new string(' ', RangeWidth) + "\n/Contents ");
            var gap = (int)output.Position;
            PdfWriter.Ascii(output, "<" + new string('0', 2 * room) + ">\n");
            foreach (var (key, entry) in signature.Entries)
            {
                PdfWriter.Ascii(output, $"/{key} ");
                PdfWriter.Write(output, entry);
                PdfWriter.Ascii(output, "\n");
            }
            PdfWriter.Ascii(output, ">>\nendobj\n");
            return (range, gap);
        }

        private void Begin(PdfReference reference)
        {
            written[reference.Number] = (output.Position, reference.Generation);
            PdfWriter.Ascii(output, $"{reference.Number} {reference.Generation} obj\n");
        }

        private void Tail()
        {
            var start = output.Position;
            PdfWriter.Ascii(output, "xref\n");
            foreach (var (number, (offset, generation)) in written)
                PdfWriter.Ascii(output, FormattableString.Invariant($"{number} 1\n{offset:0000000000} {generation:00000} n\r\n"));
            var trailer = Dictionary(("Size", size), ("Root", file.Root), ("Prev", (long)file.LastSection));
            if (file.Trailer["Info"] is { } information)
                trailer["Info"] = information;
            var original = file.Array(file.Trailer["ID"])?.Items.FirstOrDefault() as PdfString;
            var now = new PdfString(SHA256.HashData(pdf.Span)[..16]);
            trailer["ID"] = new PdfArray([original ?? now, now]);
            PdfWriter.Ascii(output, "trailer\n");
            PdfWriter.Write(output, trailer);
            PdfWriter.Ascii(output, FormattableString.Invariant($"\nstartxref\n{start}\n%%EOF\n"));
        }
    }
}
