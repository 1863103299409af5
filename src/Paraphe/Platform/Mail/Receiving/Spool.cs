using System.Buffers;

namespace Paraphe.Platform.Mail;

/// <summary>A message while it comes in: small ones in rented memory, the rest in a file that leaves nothing behind.</summary>
internal sealed class Spool(int memoryLimit, string? folder) : IDisposable
{
    private byte[] memory = ArrayPool<byte>.Shared.Rent(8 * 1024);
    private int used;
    private FileStream? file;

    public long Length => used + (file?.Length ?? 0);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (file is null && used + bytes.Length > memoryLimit)
        {
            file = Create();
            file.Write(memory.AsSpan(0, used));
            used = 0;
        }
        if (file is not null)
        {
            file.Write(bytes);
            return;
        }
        if (used + bytes.Length > memory.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(used + bytes.Length, memory.Length * 2));
            memory.AsSpan(0, used).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(memory);
            memory = larger;
        }
        bytes.CopyTo(memory.AsSpan(used));
        used += bytes.Length;
    }

    public Stream OpenRead()
    {
        if (file is null)
            return new MemoryStream(memory, 0, used, writable: false);
        file.Flush();
        return new SpoolReading(file);
    }

    public void Dispose()
    {
        file?.Dispose();
        ArrayPool<byte>.Shared.Return(memory);
        memory = [];
    }

    private FileStream Create()
    {
        var path = Path.Combine(folder ?? Path.GetTempPath(), $"mail-{Guid.NewGuid():N}.part");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 64 * 1024,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var created = new FileStream(path, options);
        // Without a name it is gone even if the process is killed.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return created;
    }

    /// <summary>Reads the spool file by position, leaving it open.</summary>
    private sealed class SpoolReading(FileStream file) : Stream
    {
        private long at;

        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => file.Length;

        public override long Position
        {
            get => at;
            set => at = value;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = RandomAccess.Read(file.SafeFileHandle, buffer, at);
            at += read;
            return read;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await RandomAccess.ReadAsync(file.SafeFileHandle, buffer, at, cancellationToken);
            at += read;
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override long Seek(long offset, SeekOrigin origin) =>
            at = origin switch
            {
                SeekOrigin.Begin => offset,
                SeekOrigin.Current => at + offset,
                _ => Length + offset,
            };

        public override void Flush() { }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
