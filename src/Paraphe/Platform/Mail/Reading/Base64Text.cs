using System.Buffers;
using System.Buffers.Text;

namespace Paraphe.Platform.Mail;

/// <summary>Base64 as it really arrives: odd line ends, foreign characters, missing padding, footers appended by gateways.</summary>
internal static class Base64Text
{
    private static readonly SearchValues<byte> Expected = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n"u8
    );

    public static ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length) + 3];
        if (Base64.DecodeFromUtf8(text, bytes, out _, out var written) == OperationStatus.Done)
            return bytes.AsMemory(0, written);
        return bytes.AsMemory(0, DecodeTolerantly(text, bytes));
    }

    private static int DecodeTolerantly(ReadOnlySpan<byte> text, byte[] bytes)
    {
        int written = 0,
            bits = 0,
            count = 0;
        bool? more = null;
        for (var i = 0; i < text.Length; i++)
        {
            var value = Value(text[i]);
            if (value >= 0)
            {
                bits = (bits << 6) | value;
                if (++count == 4)
                {
                    bytes[written++] = (byte)(bits >> 16);
                    bytes[written++] = (byte)(bits >> 8);
                    bytes[written++] = (byte)bits;
                    bits = count = 0;
                }
            }
            else if (text[i] == '=' && count >= 2)
            {
                written = Flush(bytes, written, bits, count);
                bits = count = 0;
                // Padding inside: another base64 text follows, or a footer that is none.
                more ??= text[i..].IndexOfAnyExcept(Expected) < 0;
                if (more == false)
                    return written;
            }
        }
        return Flush(bytes, written, bits, count);
    }

    private static int Flush(byte[] bytes, int written, int bits, int count)
    {
        if (count == 2)
            bytes[written++] = (byte)(bits >> 4);
        if (count == 3)
        {
            bytes[written++] = (byte)(bits >> 10);
            bytes[written++] = (byte)(bits >> 2);
        }
        return written;
    }

    private static int Value(byte c) =>
        c switch
        {
            >= (byte)'A' and <= (byte)'Z' => c - 'A',
            >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
            >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
            (byte)'+' => 62,
            (byte)'/' => 63,
            _ => -1,
        };
}
