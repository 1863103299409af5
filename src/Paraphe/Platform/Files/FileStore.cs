using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Paraphe.Platform.Files;

/// <summary>
/// Files by their content: the name is the SHA-256 of the bytes, so a file is stored once, never changes and can be checked. Which account
/// may see a hash is decided by the rows that name it.
/// </summary>
public abstract class FileStore
{
    /// <summary>The data folder, or the S3-compatible store that PARAPHE_FILES names.</summary>
    public static FileStore Of(Settings settings) =>
        settings.Files.Length > 0 ? new S3Files(S3Address.Parse(settings.Files)) : new DiskFiles(Path.Combine(settings.Data, "files"));

    /// <summary>Stores what is read from <paramref name="content"/>; durable when it returns.</summary>
    /// <returns>SHA-256 in lower-case hex, and the length in bytes.</returns>
    public abstract Task<(string Hash, long Size)> Put(Stream content, CancellationToken cancellationToken = default);

    /// <exception cref="FileNotFoundException">No such file.</exception>
    public abstract Task<Stream> Open(string hash, CancellationToken cancellationToken = default);

    /// <summary>The hashes of all files, in no order; those that are added meanwhile may be missing.</summary>
    public abstract IAsyncEnumerable<string> All(CancellationToken cancellationToken = default);

    public Task<(string Hash, long Size)> Put(byte[] content, CancellationToken cancellationToken = default) =>
        Put((ReadOnlyMemory<byte>)content, cancellationToken);

    public async Task<(string Hash, long Size)> Put(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        // Not copied: a file of a mail may have 25 MB.
        using var stream = MemoryMarshal.TryGetArray(content, out var bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
        return await Put(stream, cancellationToken);
    }

    public async Task<byte[]> Read(string hash, CancellationToken cancellationToken = default)
    {
        await using var stream = await Open(hash, cancellationToken);
        if (stream.CanSeek)
        {
            var all = GC.AllocateUninitializedArray<byte>(checked((int)stream.Length));
            await stream.ReadExactlyAsync(all, cancellationToken);
            return all;
        }
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancellationToken);
        return memory.ToArray();
    }

    protected static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    protected static bool IsHash(string name) => name.Length == 64 && name.All(char.IsAsciiHexDigitLower);

    protected static void EnsureHash(string hash)
    {
        if (!IsHash(hash))
            throw new FileNotFoundException("Not a file's hash");
    }
}
