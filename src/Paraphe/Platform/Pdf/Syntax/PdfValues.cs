namespace Paraphe.Platform.Pdf.Syntax;

// A PDF value is null, bool, long, decimal, or one of these (ISO 32000-1, 7.3).

internal sealed record PdfName(string Text);

internal sealed record PdfString(byte[] Bytes);

internal readonly record struct PdfReference(int Number, int Generation);

internal sealed class PdfArray(List<object?> items)
{
    public List<object?> Items { get; } = items;
}

internal sealed class PdfDictionary(Dictionary<string, object?> entries)
{
    public Dictionary<string, object?> Entries { get; } = entries;

    public object? this[string key]
    {
        get => Entries.GetValueOrDefault(key);
        set => Entries[key] = value;
    }

    public PdfDictionary Copy() => new(new Dictionary<string, object?>(Entries, StringComparer.Ordinal));

    public bool Is(string type) => this["Type"] is PdfName name && string.Equals(name.Text, type, StringComparison.Ordinal);
}

/// <summary>A stream's dictionary and where its bytes start in the file.</summary>
internal sealed record PdfStream(PdfDictionary Dictionary, int Start);
