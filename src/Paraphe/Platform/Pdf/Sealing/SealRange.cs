using System.Buffers;
using System.Formats.Asn1;
using Paraphe.Platform.Pdf.Syntax;

namespace Paraphe.Platform.Pdf.Sealing;

/// <summary>The bytes a signature covers, and the signature out of the gap between them.</summary>
internal sealed record SealRange(long End, byte[] Covered, ReadOnlyMemory<byte> Signature)
{
    private static readonly SearchValues<byte> Upper = SearchValues.Create("0123456789ABCDEF"u8);
    private static readonly SearchValues<byte> Lower = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>
    /// Null unless the range starts at 0, leaves out exactly one hexadecimal string, that string is this signature's Contents, and
    /// what follows the signature in it is nothing but zeros.
    /// </summary>
    public static SealRange? Read(PdfFile file, PdfDictionary signature)
    {
        if (
            file.Array(signature["ByteRange"]) is not { Items: [0L, long first, long second, long length] }
            || signature["Contents"] is not PdfString contents
        )
            return null;
        var bytes = file.Bytes.Span;
        if (first < 1 || second < first + 2 || length < 1 || second > bytes.Length || length > bytes.Length - second)
            return null;
        var gap = bytes[(int)first..(int)second];
        if (gap[0] != '<' || gap[^1] != '>')
            return null;
        var digits = gap[1..^1];
        // One case of letters only: else a digit's case could be changed unseen.
        if (digits.Length % 2 == 1 || (digits.ContainsAnyExcept(Upper) && digits.ContainsAnyExcept(Lower)))
            return null;
        var inside = Convert.FromHexString(System.Text.Encoding.ASCII.GetString(digits));
        if (
            !inside.AsSpan().SequenceEqual(contents.Bytes)
            || Size(inside) is not { } size
            || inside.AsSpan(size).ContainsAnyExcept((byte)0)
        )
            return null;
        var end = second + length;
        return new SealRange(end, [.. bytes[..(int)first], .. bytes[(int)second..(int)end]], inside.AsMemory(0, size));
    }

    private static int? Size(byte[] der)
    {
        try
        {
            return AsnDecoder.TryReadEncodedValue(der, AsnEncodingRules.BER, out _, out _, out _, out var size) ? size : null;
        }
        catch (AsnContentException)
        {
            // Some lengths are not answered with false.
            return null;
        }
    }
}
