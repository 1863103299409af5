using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Paraphe.Domain;
using Paraphe.Domain.Json;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Files;

namespace Paraphe.Features.Sending;

/// <summary>Files that a member adds to the mail: known by what is in them, not by their ending.</summary>
public sealed class AddedFiles(FileStore files, IDataProtectionProvider protection)
{
    public const int Most = 10;
    public const long MostBytes = 10_000_000;
    public const long MostTogether = 20_000_000;

    private static readonly (byte[] Begins, string[] Endings, string Type)[] Kinds =
    [
        ("%PDF-"u8.ToArray(), [".pdf"], "application/pdf"),
        ([0x89, 0x50, 0x4e, 0x47], [".png"], "image/png"),
        ([0xff, 0xd8, 0xff], [".jpg", ".jpeg"], "image/jpeg"),
        ("RIFF"u8.ToArray(), [".webp"], "image/webp"),
        ("PK"u8.ToArray(), [".docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("PK"u8.ToArray(), [".xlsx"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("PK"u8.ToArray(), [".odt"], "application/vnd.oasis.opendocument.text"),
        ([0xd0, 0xcf, 0x11, 0xe0], [".doc"], "application/msword"),
        ("BEGIN:VCALENDAR"u8.ToArray(), [".ics"], "text/calendar"),
    ];

    private IDataProtector Protector => protection.CreateProtector("enclosed file");

    /// <summary>Stored at once, so that a form shown again still has them.</summary>
    /// <exception cref="BrokenRuleException">Too many, too large, or not what its name says.</exception>
    public async Task<IReadOnlyList<EnclosedFile>> Keep(IEnumerable<string> kept, IReadOnlyList<IFormFile> added, CancellationToken stop)
    {
        var all = kept.Select(Open).OfType<EnclosedFile>().ToList();
        foreach (var file in added.Where(file => file.Length > 0))
        {
            if (file.Length > MostBytes)
                throw new BrokenRuleException("Rules.AddedFileTooLarge", "files", file.FileName, 10);
            using var memory = new MemoryStream();
            await file.CopyToAsync(memory, stop);
            var bytes = memory.ToArray();
            var name = Path.GetFileName(file.FileName.Replace('\\', '/'));
            var kind = Array.Find(
                Kinds,
                kind =>
                    kind.Endings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)
                    && bytes.AsSpan().StartsWith(kind.Begins)
            );
            if (kind.Type is null)
                throw new BrokenRuleException("Rules.AddedFileKind", "files", name);
            var (hash, size) = await files.Put(bytes, stop);
            all.Add(new EnclosedFile(name.Length > 150 ? name[^150..] : name, kind.Type, hash, size));
        }
        if (all.Count > Most || all.Sum(file => file.Size) > MostTogether)
            throw new BrokenRuleException("Rules.FilesTogether", "files", Most, 20);
        return all;
    }

    /// <summary>What a form carries of a file that is stored already; nobody can name another file by it.</summary>
    public string Seal(EnclosedFile file) => Protector.Protect(JsonSerializer.Serialize(file, DomainJson.Options));

    private EnclosedFile? Open(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<EnclosedFile>(Protector.Unprotect(text), DomainJson.Options);
        }
        catch (CryptographicException)
        {
            // Forged, or of another installation.
            return null;
        }
    }
}
