using Paraphe.Platform.Pdf.Syntax;

namespace Paraphe.Platform.Pdf.Sealing;

/// <summary>The files embedded in a PDF, from its name tree.</summary>
internal static class PdfAttachments
{
    private const int Most = 200;
    private const int Deepest = 20;

    public static Dictionary<string, byte[]> Read(PdfFile file)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var tree = file.Dictionary(file.Dictionary(file.Catalog["Names"])?["EmbeddedFiles"]);
        if (tree is not null)
            Node(file, tree, files, 0);
        return files;
    }

    private static void Node(PdfFile file, PdfDictionary node, Dictionary<string, byte[]> files, int depth)
    {
        if (depth > Deepest)
            throw new FormatException("A name tree too deep");
        foreach (var kid in file.Array(node["Kids"])?.Items ?? [])
            if (file.Dictionary(kid) is { } inner)
                Node(file, inner, files, depth + 1);
        foreach (var pair in (file.Array(node["Names"])?.Items ?? []).Chunk(2))
            if (pair.Length == 2 && file.Dictionary(pair[1]) is { } specification)
                One(file, specification, files);
    }

    private static void One(PdfFile file, PdfDictionary specification, Dictionary<string, byte[]> files)
    {
        if (files.Count >= Most)
            throw new FormatException("Too many attachments");
        var embedded = file.Dictionary(specification["EF"]);
        if (
            file.Resolve(specification["UF"] ?? specification["F"]) is PdfString name
            && file.Resolve(embedded?["UF"] ?? embedded?["F"]) is PdfStream stream
        )
            files.TryAdd(PdfFile.Text(name.Bytes), file.Decode(stream));
    }
}
