using System.Runtime.InteropServices;
using System.Text;

namespace Paraphe.Domain.Json;

/// <summary>Canonical text being written; each object's properties are put in their order when it ends.</summary>
internal sealed class CanonicalText(int capacity)
{
    private readonly List<Property> properties = [];
    private byte[] bytes = new byte[Math.Max(64, capacity)];
    private int length;

    /// <summary>Where a property stands in the text.</summary>
    /// <param name="Name">Set when its bytes are not plain ASCII: those alone compare as code units do.</param>
    private readonly record struct Property(int Start, int NameEnd, int End, string? Name);

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    public void Add(ReadOnlySpan<byte> text)
    {
        Room(text.Length);
        text.CopyTo(bytes.AsSpan(length));
        length += text.Length;
    }

    public void Add(ReadOnlySpan<char> text)
    {
        Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(length));
    }

    /// <returns>What <see cref="BeginProperty"/> and <see cref="EndObject"/> want to know: objects stand within objects.</returns>
    public int BeginObject() => properties.Count;

    public void BeginProperty(int ofObject)
    {
        if (properties.Count > ofObject)
        {
            Add(","u8);
        }

        properties.Add(new Property(length, 0, 0, null));
    }

    public void EndName(string? name) => properties[^1] = properties[^1] with { NameEnd = length, Name = name };

    public void EndProperty() => properties[^1] = properties[^1] with { End = length };

    /// <exception cref="FormatException">A name was given twice.</exception>
    public void EndObject(int ofObject)
    {
        var own = CollectionsMarshal.AsSpan(properties)[ofObject..];
        if (!InOrder(own))
        {
            var written = Written[own[0].Start..].ToArray();
            var from = own[0].Start;
            own.Sort(Compare);
            EnsureOnce(own);
            length = from;
            for (var i = 0; i < own.Length; i++)
            {
                if (i > 0)
                {
                    Add(","u8);
                }

                Add(written.AsSpan(own[i].Start - from, own[i].End - own[i].Start));
            }
        }

        properties.RemoveRange(ofObject, properties.Count - ofObject);
    }

    private bool InOrder(ReadOnlySpan<Property> own)
    {
        for (var i = 1; i < own.Length; i++)
        {
            if (Compare(own[i - 1], own[i]) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private void EnsureOnce(ReadOnlySpan<Property> own)
    {
        for (var i = 1; i < own.Length; i++)
        {
            if (Compare(own[i - 1], own[i]) == 0)
            {
                throw new FormatException($"The name {NameOf(own[i])} is given twice.");
            }
        }
    }

    // Ordinal comparison of .NET strings is comparison of UTF-16 code units, as section 3.2.3 asks; of ASCII it is that of the bytes.
    private int Compare(Property a, Property b) =>
        a.Name is null && b.Name is null ? Plain(a).SequenceCompareTo(Plain(b)) : string.CompareOrdinal(NameOf(a), NameOf(b));

    private ReadOnlySpan<byte> Plain(Property property) => bytes.AsSpan(property.Start + 1, property.NameEnd - property.Start - 2);

    private string NameOf(Property property) => property.Name ?? Encoding.ASCII.GetString(Plain(property));

    private void Room(int more)
    {
        if (bytes.Length - length < more)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + more));
        }
    }
}
