using System.Globalization;
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
        var update = new PdfUpdate(file);
        var value = update.NewReference();
        var field = update.NewReference();
        var changed = new List<(PdfReference, PdfDictionary)>();
        AddField(file, field, value, changed);
        foreach (var (reference, dictionary) in changed)
            update.Write(reference, dictionary);
        return Finish(update, value, signature, room);
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

    private static readonly int RangeWidth = $"[0 {Blank} {Blank} {Blank}]".Length;

    private static SealUpdate Finish(PdfUpdate update, PdfReference value, PdfDictionary signature, int room)
    {
        var (range, from) = Signature(update, value, signature, room);
        var file = update.Finish();
        var to = from + 2 * room + 2;
        var words = $"[0 {from} {to} {file.Length - to}]".PadRight(RangeWidth);
        System.Text.Encoding.ASCII.GetBytes(words, file.AsSpan(range));
        return new SealUpdate(file, from, to);
    }

    private static (int Range, int From) Signature(PdfUpdate update, PdfReference value, PdfDictionary signature, int room)
    {
        var output = update.Output;
        update.Begin(value);
        PdfWriter.Ascii(output, "<< /ByteRange ");
        var range = (int)output.Position;
        PdfWriter.Ascii(output, new string(' ', RangeWidth) + "\n/Contents ");
        var from = (int)output.Position;
        PdfWriter.Ascii(output, "<" + new string('0', 2 * room) + ">\n");
        foreach (var (key, entry) in signature.Entries)
        {
            PdfWriter.Ascii(output, $"/{key} ");
            PdfWriter.Write(output, entry);
            PdfWriter.Ascii(output, "\n");
        }
        PdfWriter.Ascii(output, ">>\nendobj\n");
        return (range, from);
    }
}
