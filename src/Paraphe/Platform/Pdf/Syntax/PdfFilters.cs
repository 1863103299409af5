using System.IO.Compression;

namespace Paraphe.Platform.Pdf.Syntax;

/// <summary>Unpacks what cross-reference streams, object streams and attachments use: nothing, or Flate with PNG predictors.</summary>
internal static class PdfFilters
{
    private const int Largest = 64 << 20;

    public static byte[] Decode(ReadOnlyMemory<byte> raw, object? filter, PdfDictionary? parameters)
    {
        if (filter is PdfArray { Items: var filters })
            filter = filters.Count switch
            {
                0 => null,
                1 => filters[0],
                _ => throw new FormatException("More than one filter"),
            };
        return filter switch
        {
            null => raw.ToArray(),
            PdfName { Text: "FlateDecode" } => Predicted(Inflate(raw), parameters),
            _ => throw new FormatException("A filter that is not read here"),
        };
    }

    private static byte[] Inflate(ReadOnlyMemory<byte> raw)
    {
        using var packed = new ZLibStream(new MemoryStream(raw.ToArray()), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        var buffer = new byte[16384];
        try
        {
            for (int read; (read = packed.Read(buffer)) > 0; )
            {
                plain.Write(buffer, 0, read);
                if (plain.Length > Largest)
                    throw new FormatException("A stream unpacks to more than is read here");
            }
        }
        catch (InvalidDataException damaged)
        {
            throw new FormatException("A stream is damaged", damaged);
        }
        return plain.ToArray();
    }

    private static byte[] Predicted(byte[] data, PdfDictionary? parameters)
    {
        if (parameters?["Predictor"] is not long predictor || predictor < 10)
            return data;
        var colours = parameters["Colors"] as long? ?? 1;
        var bits = parameters["BitsPerComponent"] as long? ?? 8;
        var columns = parameters["Columns"] as long? ?? 1;
        if (colours != 1 || bits != 8 || columns is < 1 or > 65536)
            throw new FormatException("A predictor that is not read here");
        return Rows(data, (int)columns);
    }

    private static byte[] Rows(byte[] data, int width)
    {
        var rows = data.Length / (width + 1);
        var plain = new byte[rows * width];
        for (var row = 0; row < rows; row++)
        {
            var source = data.AsSpan(row * (width + 1) + 1, width);
            var above = row == 0 ? new byte[width] : plain.AsSpan((row - 1) * width, width);
            var target = plain.AsSpan(row * width, width);
            for (var i = 0; i < width; i++)
            {
                int left = i > 0 ? target[i - 1] : 0;
                int corner = i > 0 ? above[i - 1] : 0;
                target[i] = (byte)(source[i] + Guess(data[row * (width + 1)], left, above[i], corner));
            }
        }
        return plain;
    }

    private static int Guess(byte kind, int left, int above, int corner) =>
        kind switch
        {
            0 => 0,
            1 => left,
            2 => above,
            3 => (left + above) / 2,
            4 => Paeth(left, above, corner),
            _ => throw new FormatException("A predictor that is not read here"),
        };

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return a <= b && a <= c ? left
            : b <= c ? above
            : corner;
    }
}
