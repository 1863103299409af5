using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Paraphe.Domain.Invoices.Electronic;

/// <summary>How values stand in XML: nothing empty, no characters that XML cannot hold, one notation for numbers and dates.</summary>
internal static class XmlText
{
    /// <summary>An element with a text, or nothing when the text is blank: no syntax allows empty elements (PEPPOL-EN16931-R008).</summary>
    public static XElement? Text(XName name, string? text, params ReadOnlySpan<object?> attributes)
    {
        var clean = Clean(text ?? "").Trim();
        return clean.Length == 0 ? null : new XElement(name, [.. attributes, clean]);
    }

    /// <summary>An element around others, or nothing when none of them is there.</summary>
    public static XElement? Group(XName name, params ReadOnlySpan<object?> content)
    {
        var group = new XElement(name, content.ToArray());
        return group.HasElements ? group : null;
    }

    public static XAttribute? Attribute(XName name, string value) => value.Length == 0 ? null : new XAttribute(name, value);

    /// <summary>Two decimals at least; more only if the amount has them, which the check tells before (BR-DEC).</summary>
    public static string Amount(decimal amount, Currency currency) =>
        amount.ToString(currency.Digits == 0 ? "0.##" : "0.00###", CultureInfo.InvariantCulture);

    /// <summary>As many decimals as there are, without zeros at the end.</summary>
    public static string Number(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    public static string Flag(bool flag) => flag ? "true" : "false";

    public static byte[] Bytes(XElement root)
    {
        using var output = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        };
        using (var writer = XmlWriter.Create(output, settings))
            new XDocument(root).Save(writer);
        return output.ToArray();
    }

    private static string Clean(string text)
    {
        if (text.EnumerateRunes().All(IsXml) && text.AsSpan().IndexOf('\uFFFD') < 0)
            return text;
        return string.Concat(text.EnumerateRunes().Where(rune => IsXml(rune) && rune.Value != 0xFFFD));
    }

    private static bool IsXml(Rune rune) => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);
}
