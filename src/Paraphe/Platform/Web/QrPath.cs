using System.Globalization;
using System.Text;
using QRCoder;

namespace Paraphe.Platform.Web;

/// <summary>A QR code as one SVG path of squares of size 1, for pages and documents: no script, no picture file.</summary>
/// <param name="Size">Width and height with the quiet zone of four modules.</param>
/// <param name="Path">The <c>d</c> of the path.</param>
public sealed record QrPath(int Size, string Path)
{
    /// <summary>Error correction M, as EPC069-12 asks; the text as UTF-8 without a mark.</summary>
    /// <exception cref="ArgumentException">More than a code holds, about 2,300 bytes.</exception>
    public static QrPath Of(string text)
    {
        QRCodeData data;
        try
        {
            data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true, utf8BOM: false);
        }
        catch (QRCoder.Exceptions.DataTooLongException tooLong)
        {
            throw new ArgumentException("More than a QR code holds", nameof(text), tooLong);
        }
        using (data)
        {
            var path = new StringBuilder();
            for (var y = 0; y < data.ModuleMatrix.Count; y++)
                Row(data.ModuleMatrix[y], y, path);
            return new(data.ModuleMatrix.Count, path.ToString());
        }
    }

    /// <summary>A whole SVG file, black on white: what a document draws.</summary>
    public string Svg =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Size} {Size}"><path fill="#fff" d="M0 0h{Size}v{Size}H0z"/><path d="{Path}"/></svg>"""
        );

    // Neighbours are one rectangle: no hairlines between them, and half the text.
    private static void Row(System.Collections.BitArray row, int y, StringBuilder path)
    {
        for (var x = 0; x < row.Count; x++)
        {
            if (!row[x])
                continue;
            var from = x;
            while (x + 1 < row.Count && row[x + 1])
                x++;
            path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from + 1}v1h-{x - from + 1}z");
        }
    }
}
