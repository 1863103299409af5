using System.Buffers.Binary;
using System.Text.Json;

namespace Paraphe.Platform.Pdf;

/// <summary>What goes over the socket: a big-endian length, a JSON head of that length, then the parts it names.</summary>
internal sealed record RenderMessage(byte[] Head, IReadOnlyList<ReadOnlyMemory<byte>> Parts)
{
    public long Length => 4 + Head.Length + Parts.Sum(part => (long)part.Length);

    public static RenderMessage ForPdf(
        string template,
        ReadOnlyMemory<byte> data,
        IReadOnlyList<PdfAttachment> attachments,
        PdfOptions options
    )
    {
        if (options.OwnTemplate is null && !IsPlainName(template))
            throw new ArgumentException("A template is named by its file name alone", nameof(template));
        var parts = new List<(object Head, ReadOnlyMemory<byte> Bytes)> { (new { name = "data.json", length = data.Length }, data) };
        foreach (var (name, bytes) in options.Pictures)
        {
            if (!IsPlainName(name))
                throw new ArgumentException($"Not a plain name for a picture: {name}", nameof(options));
            parts.Add((new { name = $"pictures/{name}", length = bytes.Length }, bytes));
        }
        if (options.OwnTemplate is { } own)
        {
            template = "own.typ";
            var source = System.Text.Encoding.UTF8.GetBytes(own);
            parts.Add((new { name = template, length = source.Length }, source));
        }
        foreach (var (index, attachment) in attachments.Index())
            parts.Add((Described(attachment, index), attachment.Bytes));
        var head = new
        {
            template,
            archival = options.Archival,
            date = new DateTimeOffset(DateTime.SpecifyKind(options.Date, DateTimeKind.Utc)).ToUnixTimeSeconds(),
            parts = parts.Select(part => part.Head),
        };
        return new RenderMessage(JsonSerializer.SerializeToUtf8Bytes(head), [.. parts.Select(part => part.Bytes)]);
    }

    public static RenderMessage ForPicture(ReadOnlyMemory<byte> picture, int maxWidth, int maxHeight, PictureFormat format, int quality)
    {
        var head = new
        {
            maxWidth,
            maxHeight,
            format = format.ToString().ToLowerInvariant(),
            quality,
            parts = new[] { new { length = picture.Length } },
        };
        return new RenderMessage(JsonSerializer.SerializeToUtf8Bytes(head), [picture]);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Head.Length);
        Head.CopyTo(bytes, 4);
        var at = 4 + Head.Length;
        foreach (var part in Parts)
        {
            part.Span.CopyTo(bytes.AsSpan(at));
            at += part.Length;
        }
        return bytes;
    }

    private static object Described(PdfAttachment attachment, int index) =>
        new
        {
            kind = "attachment",
            name = $"attached/{index}",
            length = attachment.Bytes.Length,
            title = attachment.Name,
            mimeType = attachment.MimeType,
            description = attachment.Description,
            relationship = attachment.Relationship.ToString().ToLowerInvariant(),
        };

    private static bool IsPlainName(string name) =>
        name.Length is > 0 and <= 100 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
