using Paraphe.Platform.Pdf.Syntax;

namespace Paraphe.Platform.Pdf.Sealing;

/// <summary>What happened to a file after one of its signatures. A later seal needs the form, the catalog and one page; nothing else may differ.</summary>
internal static class SealChanges
{
    private static readonly string[] CatalogMay = ["AcroForm", "DSS", "Extensions"];

    /// <param name="end">Where the signature's own revision of the file ends.</param>
    public static bool OnlySealsFollow(PdfFile file, long end)
    {
        if (end == file.Bytes.Length)
            return true;
        try
        {
            var before = new PdfFile(file.Bytes[..(int)end]);
            return before.Root == file.Root
                && before.Entries.All(entry => Same(before, file, entry.Key, entry.Value))
                && NewFieldsAreSeals(before, file);
        }
        catch (FormatException)
        {
            // The covered part alone is no PDF: whatever came later made it one.
            return false;
        }
    }

    private static bool Same(PdfFile before, PdfFile after, int number, PdfEntry entry)
    {
        if (after.Entries.TryGetValue(number, out var now) && now == entry)
            return true;
        var reference = new PdfReference(number, entry.Generation);
        if (
            now.Generation != entry.Generation
            || before.Resolve(reference) is not PdfDictionary old
            || after.Resolve(reference) is not PdfDictionary changed
        )
            return false;
        if (reference == before.Root)
            return SameBut(old, changed, CatalogMay);
        if (before.Catalog["AcroForm"] is PdfReference form && form == reference)
            return SameBut(old, changed, ["Fields", "SigFlags"]);
        return old.Is("Page") && SameBut(old, changed, ["Annots"]) && Begins(after, old["Annots"], changed["Annots"], before);
    }

    private static bool SameBut(PdfDictionary old, PdfDictionary changed, string[] may) =>
        old
            .Entries.Keys.Union(changed.Entries.Keys, StringComparer.Ordinal)
            .Except(may, StringComparer.Ordinal)
            .All(key =>
                old.Entries.ContainsKey(key) && changed.Entries.ContainsKey(key) && Text(old[key]).SequenceEqual(Text(changed[key]))
            );

    private static bool Begins(PdfFile after, object? old, object? changed, PdfFile before)
    {
        var was = before.Array(old)?.Items ?? [];
        var now = after.Array(changed)?.Items ?? [];
        return now.Count >= was.Count
            && now.Take(was.Count).SequenceEqual(was)
            && now.Skip(was.Count).All(item => IsHiddenSeal(after, item));
    }

    private static bool NewFieldsAreSeals(PdfFile before, PdfFile after)
    {
        var was = before.Array(before.Dictionary(before.Catalog["AcroForm"])?["Fields"])?.Items ?? [];
        var now = after.Array(after.Dictionary(after.Catalog["AcroForm"])?["Fields"])?.Items ?? [];
        return now.Count >= was.Count && now.Take(was.Count).SequenceEqual(was) && now.Skip(was.Count).All(field => IsSeal(after, field));
    }

    private static bool IsSeal(PdfFile file, object? value) => file.Dictionary(value)?["FT"] is PdfName { Text: "Sig" };

    // Without size and appearance, so that it cannot cover what was signed.
    private static bool IsHiddenSeal(PdfFile file, object? value) =>
        IsSeal(file, value)
        && file.Dictionary(value) is { } field
        && field["AP"] is null
        && file.Array(field["Rect"]) is { Items: [0L, 0L, 0L, 0L] };

    private static byte[] Text(object? value)
    {
        using var text = new MemoryStream();
        PdfWriter.Write(text, value);
        return text.ToArray();
    }
}
