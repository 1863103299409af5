using System.Buffers;
using System.Data;
using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;

namespace Paraphe.Features.Backups;

/// <summary>
/// Everything of an installation but its secret in one archive, taken while it runs: the rows of one instant, then the files that they name.
/// </summary>
public sealed class Backup(Db db, FileStore files)
{
    private const int Flush = 1 << 16;

    /// <summary>Writes to a draft beside <paramref name="place"/> and renames it when it is whole.</summary>
    /// <returns>The manifest, and the stored files that were damaged and left out.</returns>
    /// <exception cref="IOException">The file exists, or the disk is full.</exception>
    public async Task<(Manifest Manifest, IReadOnlyList<string> Damaged)> Write(string place, CancellationToken stop = default)
    {
        if (File.Exists(place))
            throw new IOException($"{place} exists already.");
        var draft = place + ".part";
        try
        {
            (Manifest, IReadOnlyList<string>) written;
            await using (var target = new FileStream(draft, Options()))
            {
                using (var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
                    written = await Write(archive, stop);
                target.Flush(flushToDisk: true);
            }
            File.Move(draft, place, overwrite: false);
            return written;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    // It holds customers' data and password hashes: for its owner's eyes.
    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private async Task<(Manifest, IReadOnlyList<string>)> Write(ZipArchive archive, CancellationToken stop)
    {
        var tables = new List<Manifest.Table>();
        await db.Database.OpenConnectionAsync(stop);
        await using (var snapshot = await Snapshot(db.Database.GetDbConnection(), stop))
            foreach (var table in TableShape.All(db))
                tables.Add(await Write(archive, table, snapshot, stop));
        var (stored, damaged) = await WriteFiles(archive, stop);
        var manifest = new Manifest(Manifest.Version, db.Now, db.IsSqlite ? "sqlite" : "postgresql", db.MigrationNames(), tables, stored);
        await using var entry = archive.CreateEntry(Manifest.Entry).Open();
        await JsonSerializer.SerializeAsync(entry, manifest, Manifest.Json, stop);
        return (manifest, damaged);
    }

    // A read transaction that writers do not notice.
    private static async Task<DbTransaction> Snapshot(DbConnection connection, CancellationToken stop) =>
        connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);

    private async Task<Manifest.Table> Write(ZipArchive archive, TableShape table, DbTransaction snapshot, CancellationToken stop)
    {
        var described = new Manifest.Table(table.Name, [.. table.Columns.Select(column => column.Name)], 0, "");
        await using var entry = archive.CreateEntry(described.Entry, CompressionLevel.Fastest).Open();
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lines = new ArrayBufferWriter<byte>(Flush * 2);
        await using var json = new Utf8JsonWriter(lines);
        await using var command = snapshot.Connection!.CreateCommand();
        command.Transaction = snapshot;
        command.CommandText = $"SELECT {table.ColumnList} FROM {table.Quoted}";
        await using var rows = await command.ExecuteReaderAsync(stop);
        var count = 0L;
        while (await rows.ReadAsync(stop))
        {
            RowText.Write(json, rows, table);
            json.Flush();
            json.Reset();
            lines.Write("\n"u8);
            count++;
            if (lines.WrittenCount > Flush)
                await Empty();
        }
        await Empty();
        return described with { Rows = count, Sha256 = Convert.ToHexStringLower(sha.GetHashAndReset()) };

        async Task Empty()
        {
            sha.AppendData(lines.WrittenSpan);
            await entry.WriteAsync(lines.WrittenMemory, stop);
            lines.ResetWrittenCount();
        }
    }

    private async Task<(List<Manifest.StoredFile> Stored, List<string> Damaged)> WriteFiles(ZipArchive archive, CancellationToken stop)
    {
        var (stored, damaged) = (new List<Manifest.StoredFile>(), new List<string>());
        await foreach (var hash in files.All(stop))
        {
            if (await SizeOf(hash, stop) is not { } size)
            {
                damaged.Add(hash);
                continue;
            }
            await using var content = await files.Open(hash, stop);
            // Pictures and PDFs are compressed already.
            await using var entry = archive.CreateEntry($"files/{hash}", CompressionLevel.NoCompression).Open();
            await content.CopyToAsync(entry, stop);
            stored.Add(new Manifest.StoredFile(hash, size));
        }
        return (stored, damaged);
    }

    // Null when its bytes are not those of its name any more. Not every store tells a length beforehand.
    private async Task<long?> SizeOf(string hash, CancellationToken stop)
    {
        await using var content = await files.Open(hash, stop);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, size) = (new byte[Flush], 0L);
        for (int read; (read = await content.ReadAsync(buffer, stop)) > 0; size += read)
            sha.AppendData(buffer, 0, read);
        return string.Equals(Convert.ToHexStringLower(sha.GetHashAndReset()), hash, StringComparison.Ordinal) ? size : null;
    }
}
