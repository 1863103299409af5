using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

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

    /// <summary>Of anything that <see cref="DomainJson.Options"/> can write.</summary>
    public static byte[] Bytes<T>(T value) => Bytes(JsonSerializer.SerializeToElement(value, DomainJson.Options));

    public static byte[] Bytes(JsonNode? node) => Bytes(JsonSerializer.SerializeToElement(node, DomainJson.Options));

    /// <exception cref="FormatException">
    /// A name given twice, half a surrogate pair, a number beyond a double or an integer that a double cannot hold.
    /// </exception>
    public static byte[] Bytes(JsonElement element)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        Write(element, output);
        return output.WrittenSpan.ToArray();
    }

    public static string Text<T>(T value) => Encoding.UTF8.GetString(Bytes(value));

    public static string Text(JsonElement element) => Encoding.UTF8.GetString(Bytes(element));

    /// <summary>64 small hexadecimal digits.</summary>
    public static string Sha256Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>SHA-256 of the canonical text.</summary>
    public static string Hash<T>(T value) => Sha256Hex(Bytes(value));

    private static void Write(JsonElement element, ArrayBufferWriter<byte> output)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, output);
                break;
            case JsonValueKind.Array:
                WriteArray(element, output);
                break;
            case JsonValueKind.String:
                WriteString(StringOf(element), output);
                break;
            case JsonValueKind.Number:
                output.Write(Encoding.ASCII.GetBytes(Number(element)));
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            case JsonValueKind.Null:
                output.Write("null"u8);
                break;
            default:
                throw new FormatException("Nothing to write as canonical JSON.");
        }
    }

    private static void WriteObject(JsonElement element, ArrayBufferWriter<byte> output)
    {
        var properties = new List<(string Name, JsonElement Value)>();
        foreach (var property in element.EnumerateObject())
        {
            properties.Add((NameOf(property), property.Value));
        }

        // Ordinal comparison of .NET strings is comparison of UTF-16 code units, as section 3.2.3 asks.
        properties.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        output.Write("{"u8);
        for (var i = 0; i < properties.Count; i++)
        {
            if (i > 0)
            {
                if (string.Equals(properties[i].Name, properties[i - 1].Name, StringComparison.Ordinal))
                {
                    throw new FormatException($"The name '{properties[i].Name}' is given twice.");
                }

                output.Write(","u8);
            }

            WriteString(properties[i].Name, output);
            output.Write(":"u8);
            Write(properties[i].Value, output);
        }

        output.Write("}"u8);
    }

    private static void WriteArray(JsonElement element, ArrayBufferWriter<byte> output)
    {
        output.Write("["u8);
        var first = true;
        foreach (var item in element.EnumerateArray())
        {
            if (!first)
            {
                output.Write(","u8);
            }

            first = false;
            Write(item, output);
        }

        output.Write("]"u8);
    }

    private static void WriteString(string text, ArrayBufferWriter<byte> output)
    {
        output.Write("\""u8);
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            Encoding.UTF8.GetBytes(rest[..at], output);
            Encoding.UTF8.GetBytes(Escape(rest[at]), output);
            rest = rest[(at + 1)..];
        }

        Encoding.UTF8.GetBytes(rest, output);
        output.Write("\""u8);
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

    private static string Number(JsonElement element)
    {
        if (!element.TryGetDouble(out var number) || !double.IsFinite(number))
        {
            throw new FormatException($"The number {element.GetRawText()} is beyond a double.");
        }

        if (!element.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') && Math.Abs(number) > MaxSafeInteger)
        {
            throw new FormatException($"The integer {element.GetRawText()} is beyond what a double holds exactly; write it as a string.");
        }

        return EcmaScriptNumber.Format(number);
    }

    private static string StringOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            // The framework's way to say that the text holds half a surrogate pair.
            throw new FormatException("A string holds half a surrogate pair.", e);
        }
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException e)
        {
            // As above.
            throw new FormatException("A name holds half a surrogate pair.", e);
        }
    }
}
