using System.Security.Cryptography;

namespace Paraphe.Platform.Files;

/// <summary>Files in the data folder: <c>files/ab/abcdef…</c>.</summary>
public sealed class DiskFiles(string folder) : FileStore
{
    public override async Task<(string Hash, long Size)> Put(Stream content, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(folder);
        var draft = Path.Combine(folder, $"{Guid.NewGuid():N}.part");
        try
        {
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size = 0;
            await using (
                var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, 65536, FileOptions.Asynchronous)
            )
            {
                var buffer = new byte[65536];
                int read;
                while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
                {
                    sha.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                    size += read;
                }
                file.Flush(flushToDisk: true);
            }
            var hash = Convert.ToHexStringLower(sha.GetHashAndReset());
            var place = PlaceOf(hash);
            if (!File.Exists(place))
                Name(draft, place);
            return (hash, size);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    public override Task<Stream> Open(string hash, CancellationToken cancellationToken = default)
    {
        EnsureHash(hash);
        var place = PlaceOf(hash);
        return File.Exists(place)
            ? Task.FromResult<Stream>(
                new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.Read, 65536, FileOptions.Asynchronous)
            )
            : throw new FileNotFoundException("No such file");
    }

    public override IAsyncEnumerable<string> All(CancellationToken cancellationToken = default) =>
        (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [])
            .Select(place => Path.GetFileName(place))
            .Where(IsHash)
            .ToAsyncEnumerable();

    private void Name(string draft, string place)
    {
        var within = Path.GetDirectoryName(place)!;
        var isNew = !Directory.Exists(within);
        Directory.CreateDirectory(within);
        File.Move(draft, place, overwrite: true);
        FolderFlush.Flush(within);
        if (isNew)
            FolderFlush.Flush(folder);
    }

    private string PlaceOf(string hash) => Path.Combine(folder, hash[..2], hash);
}
