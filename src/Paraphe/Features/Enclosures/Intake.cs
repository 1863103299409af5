using Paraphe.Domain;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf;

namespace Paraphe.Features.Enclosures;

/// <summary>Takes a whole file in: judged by its content, scanned, made safe, kept; or refused with the reason.</summary>
public sealed class Intake(Db db, FileStore files, SafePictures pictures, VirusScan scan)
{
    /// <summary>Enough for a screen and a page of paper; the smaller one is for the gallery.</summary>
    private const int Side = 1_800;
    private const int PreviewSide = 640;

    /// <param name="content">Seekable.</param>
    /// <exception cref="BrokenRuleException">Why it is not taken; its field is Files.</exception>
    public async Task<Enclosure> Take(EnclosureKind kind, string name, Stream content, CancellationToken stop)
    {
        if (content.Length == 0)
            throw new BrokenRuleException("Rules.FileEmpty", "Files", Plain(name, ""));
        var enclosure = kind switch
        {
            EnclosureKind.Image => await Image(name, content, stop),
            EnclosureKind.Video => await Kept(kind, name, FileType.OfVideo(await Start(content, stop)), content, stop),
            EnclosureKind.Attachment => await Kept(kind, name, FileType.OfAttachment(content), content, stop),
            _ => throw new BrokenRuleException("Rules.LinkAddress", "Files"),
        };
        return enclosure;
    }

    /// <summary>What kind of file it is by its first bytes; what is no picture and no video is judged as a document.</summary>
    public static async Task<EnclosureKind> KindOf(Stream content, CancellationToken stop)
    {
        var start = await Start(content, stop);
        return PictureType.Of(start) is not null ? EnclosureKind.Image
            : FileType.OfVideo(start) is not null ? EnclosureKind.Video
            : EnclosureKind.Attachment;
    }

    private async Task<Enclosure> Image(string name, Stream content, CancellationToken stop)
    {
        if (PictureType.Of(await Start(content, stop)) is null)
            throw new BrokenRuleException("Rules.FileKind.Image", "Files", Plain(name, ""));
        await scan.Check(content, stop);
        content.Position = 0;
        using var memory = new MemoryStream();
        await content.CopyToAsync(memory, stop);
        var large = await pictures.Tame(memory.ToArray(), "Files", Side, Side, stop);
        var small = await pictures.Tame(large.Bytes, "Files", PreviewSide, PreviewSide, stop);
        var (hash, size) = await files.Put(large.Bytes, stop);
        return new Enclosure
        {
            Key = db.NewId(),
            Kind = EnclosureKind.Image,
            Name = Plain(name, large.MimeType == "image/png" ? ".png" : ".jpg"),
            Hash = hash,
            Preview = (await files.Put(small.Bytes, stop)).Hash,
            Type = large.MimeType,
            Size = size,
            Width = large.Width,
            Height = large.Height,
        };
    }

    private async Task<Enclosure> Kept(EnclosureKind kind, string name, FileType? type, Stream content, CancellationToken stop)
    {
        if (type is null)
            throw new BrokenRuleException("Rules.FileKind." + kind, "Files", Plain(name, ""));
        await scan.Check(content, stop);
        content.Position = 0;
        var (hash, size) = await files.Put(content, stop);
        return new Enclosure
        {
            Key = db.NewId(),
            Kind = kind,
            Name = Plain(name, type.Ending),
            Hash = hash,
            Type = type.Mime,
            Size = size,
        };
    }

    private static async Task<byte[]> Start(Stream content, CancellationToken stop)
    {
        content.Position = 0;
        var start = new byte[64];
        var read = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, stop);
        return start[..read];
    }

    /// <summary>A name without folders and control characters, with the ending of what it is.</summary>
    internal static string Plain(string name, string ending)
    {
        var last = name.Split('/', '\\')[^1];
        var clean = new string([
            .. last.Where(letter => !char.IsControl(letter) && letter is not ('"' or '<' or '>' or '|' or ':' or '*' or '?')),
        ]).Trim();
        if (ending.Length > 0)
        {
            var stem = Path.GetFileNameWithoutExtension(clean) is { Length: > 0 } given ? given : "file";
            var right =
                clean.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
                || (ending == ".jpg" && clean.EndsWith(".jpeg", StringComparison.OrdinalIgnoreCase));
            clean = right ? clean : stem + ending;
        }
        return clean.Length <= Enclosure.NameLength ? clean : clean[..(Enclosure.NameLength - 10)] + Path.GetExtension(clean);
    }
}
