using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Paraphe.Domain.Json;

/// <summary>
/// The JSON Canonicalization Scheme, RFC 8785: one value has exactly one text, so its SHA-256 can be kept. Our own content writes every
/// decimal as a string (see <see cref="DomainJson"/>), so no amount ever passes through an IEEE number.
/// </summary>
public static class CanonicalJson
{
    // Section 3.2.2.2: the quotation mark, the backslash and the control characters, nothing else.
    private static readonly SearchValues<char> Escaped = SearchValues.Create([
        '"',
        '\\',
        .. Enumerable.Range(0, ' ').Select(code => (char)code),
    ]);

    private const long MaxSafeInteger = 9_007_199_254_740_991;

    /// <summary>Whole numbers of so many digits are below <see cref="MaxSafeInteger"/> and written as they are.</summary>
    private const int SafeDigits = 15;

    /// <summary>Of anything that <see cref="DomainJson.Options"/> can write.</summary>
    public static byte[] Bytes<T>(T value) => Canonical(JsonSerializer.SerializeToUtf8Bytes(value, DomainJson.Options));

    public static byte[] Bytes(JsonNode? node) => Canonical(JsonSerializer.SerializeToUtf8Bytes(node, DomainJson.Options));

    /// <exception cref="FormatException">
    /// A name given twice, half a surrogate pair, a number beyond a double or an integer that a double cannot hold.
    /// </exception>
    public static byte[] Bytes(JsonElement element) => Canonical(JsonMarshal.GetRawUtf8Value(element));

    public static string Text<T>(T value) => Encoding.UTF8.GetString(Bytes(value));

    public static string Text(JsonElement element) => Encoding.UTF8.GetString(Bytes(element));

    /// <summary>64 small hexadecimal digits.</summary>
    public static string Sha256Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>SHA-256 of the canonical text.</summary>
    public static string Hash<T>(T value) => Sha256Hex(Bytes(value));

    /// <summary>A string as it stands in canonical text, with its quotation marks.</summary>
    internal static string Quoted(string text)
    {
        var output = new CanonicalText(text.Length + 16);
        WriteString(text, output);
        return Encoding.UTF8.GetString(output.Written);
    }

    private static byte[] Canonical(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var output = new CanonicalText(json.Length);
        reader.Read();
        Write(ref reader, output);
        return output.Written.ToArray();
    }

    private static void Write(ref Utf8JsonReader reader, CanonicalText output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject(ref reader, output);
                break;
            case JsonTokenType.StartArray:
                WriteArray(ref reader, output);
                break;
            case JsonTokenType.String:
                WriteString(ref reader, output);
                break;
            case JsonTokenType.Number:
                WriteNumber(ref reader, output);
                break;
            default:
                // true, false, null
                output.Add(reader.ValueSpan);
                break;
        }
    }

    private static void WriteObject(ref Utf8JsonReader reader, CanonicalText output)
    {
        output.Add("{"u8);
        var properties = output.BeginObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            output.BeginProperty(properties);
            var name = WriteString(ref reader, output);
            output.EndName(name);
            output.Add(":"u8);
            reader.Read();
            Write(ref reader, output);
            output.EndProperty();
        }

        output.EndObject(properties);
        output.Add("}"u8);
    }

    private static void WriteArray(ref Utf8JsonReader reader, CanonicalText output)
    {
        output.Add("["u8);
        for (var first = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; first = false)
        {
            if (!first)
            {
                output.Add(","u8);
            }

            Write(ref reader, output);
        }

        output.Add("]"u8);
    }

    /// <returns>A name that is not plain ASCII, to be compared; else null.</returns>
    private static string? WriteString(ref Utf8JsonReader reader, CanonicalText output)
    {
        // Without a backslash the bytes are canonical already: nothing that needs one may stand without.
        if (!reader.ValueIsEscaped && Utf8.IsValid(reader.ValueSpan))
        {
            output.Add("\""u8);
            output.Add(reader.ValueSpan);
            output.Add("\""u8);
            return reader.TokenType == JsonTokenType.PropertyName && !Ascii.IsValid(reader.ValueSpan) ? reader.GetString() : null;
        }

        try
        {
            var text = reader.GetString()!;
            WriteString(text, output);
            return text;
        }
        catch (InvalidOperationException e)
        {
            // The framework's way to say that the text holds half a surrogate pair, or is no UTF-8.
            throw new FormatException("A string holds half a surrogate pair.", e);
        }
    }

    private static void WriteString(string text, CanonicalText output)
    {
        output.Add("\""u8);
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            output.Add(rest[..at]);
            output.Add(Escape(rest[at]));
            rest = rest[(at + 1)..];
        }

        output.Add(rest);
        output.Add("\""u8);
    }

    private static string Escape(char c) =>
        c switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => "\\u00" + ((int)c).ToString("x2", CultureInfo.InvariantCulture),
        };

    private static void WriteNumber(ref Utf8JsonReader reader, CanonicalText output)
    {
        var raw = reader.ValueSpan;
        if (raw.Length <= SafeDigits && !raw.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            output.Add(raw);
            return;
        }

        if (!reader.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            throw new FormatException($"The number {Encoding.ASCII.GetString(raw)} is beyond a double.");
        }

        if (!raw.ContainsAny(".eE"u8) && Math.Abs(number) > MaxSafeInteger)
        {
            throw new FormatException(
                $"The integer {Encoding.ASCII.GetString(raw)} is beyond what a double holds exactly; write it as a string."
            );
        }

        output.Add(EcmaScriptNumber.Format(number));
    }
}
