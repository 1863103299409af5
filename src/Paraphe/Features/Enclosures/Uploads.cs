using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;

namespace Paraphe.Features.Enclosures;

/// <summary>Files that come in parts, and go on where they stopped.</summary>
public sealed class Uploads(Db db, FileStore files)
{
    /// <summary>Parts after which nobody sends anything are forgotten.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(2);

    private const int MostAtOnce = 100;

    /// <summary>The upload of that file, begun anew or found where it stopped.</summary>
    public async Task<Upload> Begin(Guid member, string purpose, string name, long size, string? mark, CancellationToken stop)
    {
        var old = db.Now - Life;
        await db.Write(() => db.Uploads.Where(row => row.CreatedAt < old).ExecuteDeleteAsync(stop));
        var known = $"{name}|{size}|{mark}";
        if (known.Length > 500)
            known = known[..500];
        var found = await db.Uploads.SingleOrDefaultAsync(
            row => row.MemberId == member && row.Purpose == purpose && row.Mark == known,
            stop
        );
        if (found is not null)
            return found;
        if (await db.Uploads.CountAsync(row => row.MemberId == member, stop) >= MostAtOnce)
            throw new BrokenRuleException("Rules.TooManyUploads", "Files", MostAtOnce);
        var upload = new Upload
        {
            Id = db.NewId(),
            AccountId = db.AccountId,
            MemberId = member,
            Purpose = purpose,
            Mark = known,
            Name = name.Length <= 300 ? name : name[^300..],
            Size = size,
            Parts = [],
            CreatedAt = db.Now,
        };
        db.Uploads.Add(upload);
        await db.SaveChangesAsync(stop);
        return upload;
    }

    public Task<Upload?> Find(Guid id, Guid member, string purpose, CancellationToken stop) =>
        db.Uploads.SingleOrDefaultAsync(row => row.Id == id && row.MemberId == member && row.Purpose.StartsWith(purpose), stop);

    /// <summary>Adds a part; one that is not the next is not taken.</summary>
    /// <returns>Whether it was.</returns>
    public async Task<bool> Add(Upload upload, long offset, Stream body, int most, CancellationToken stop)
    {
        if (offset != upload.Received)
            return false;
        var room = (int)Math.Min(most, upload.Size - upload.Received);
        var part = new byte[room + 1];
        var read = await body.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, stop);
        if (read == 0 || read > room)
            return false;
        var (hash, _) = await files.Put(part[..read], stop);
        upload.Parts = [.. upload.Parts, hash];
        upload.Received += read;
        await db.SaveChangesAsync(stop);
        return true;
    }

    /// <summary>All parts as one stream that can be read twice; the caller disposes it.</summary>
    public async Task<Stream> Open(Upload upload, CancellationToken stop)
    {
        var whole = Scratch();
        foreach (var part in upload.Parts)
        {
            await using var stream = await files.Open(part, stop);
            await stream.CopyToAsync(whole, stop);
        }
        whole.Position = 0;
        return whole;
    }

    /// <summary>A file of its own that is gone when closed: large files are never whole in memory.</summary>
    internal static FileStream Scratch() =>
        new(
            Path.Combine(Path.GetTempPath(), $"paraphe-{Guid.NewGuid():N}"),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            65_536,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose
        );

    public void Forget(Upload upload) => db.Uploads.Remove(upload);
}
