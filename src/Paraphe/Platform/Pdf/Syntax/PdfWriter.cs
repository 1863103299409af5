using System.Globalization;
using System.Text;

namespace Paraphe.Platform.Pdf.Syntax;

/// <summary>Writes PDF values back as bytes.</summary>
internal static class PdfWriter
{
    public static void Write(Stream output, object? value)
    {
        switch (value)
        {
            case PdfDictionary dictionary:
                Ascii(output, "<<");
                foreach (var (key, entry) in dictionary.Entries)
                {
                    Ascii(output, $" {Name(key)} ");
                    Write(output, entry);
                }
                Ascii(output, " >>");
                break;
            case PdfArray array:
                Ascii(output, "[");
                foreach (var (index, item) in array.Items.Index())
                {
                    if (index > 0)
                        Ascii(output, " ");
                    Write(output, item);
                }
                Ascii(output, "]");
                break;
            default:
                Ascii(output, Simple(value));
                break;
        }
    }

    public static void Ascii(Stream output, string text) => output.Write(Encoding.Latin1.GetBytes(text));

    /// <summary>A text string: plain where ASCII, else UTF-16 with its mark.</summary>
    public static PdfString Text(string text) =>
        new(Ascii(text) ? Encoding.ASCII.GetBytes(text) : [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)]);

    /// <summary>D:YYYYMMDDHHmmSSZ of a UTC time.</summary>
    public static PdfString Date(DateTime utc) => Text(utc.ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture));

    private static bool Ascii(string text) => text.All(char.IsAscii);

    private static string Simple(object? value) =>
        value switch
        {
            null => "null",
            true => "true",
            false => "false",
            long whole => whole.ToString(CultureInfo.InvariantCulture),
            int whole => whole.ToString(CultureInfo.InvariantCulture),
            decimal part => part.ToString(CultureInfo.InvariantCulture),
            PdfName name => Name(name.Text),
            PdfReference(var number, var generation) => $"{number} {generation} R",
            PdfString { Bytes: var bytes } => $"<{Convert.ToHexString(bytes)}>",
            _ => throw new ArgumentException($"No PDF value: {value.GetType()}", nameof(value)),
        };

    private static string Name(string name)
    {
        var text = new StringBuilder("/");
        foreach (var c in name)
            text.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+' ? $"{c}" : $"#{(int)c:X2}");
        return text.ToString();
    }
}
