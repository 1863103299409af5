using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;

namespace Paraphe.Features.Backups;

/// <summary>
/// Puts a backup in the place of what is there, in one transaction: who reads meanwhile sees the old or the new. Every hash is checked
/// before anything is changed. The database may be of another kind than the one the backup was taken from.
/// </summary>
public sealed class Restore(Db db, FileStore files)
{
    /// <exception cref="InvalidDataException">Not a backup, a damaged or changed one, or one of another version; nothing was changed.</exception>
    public async Task<Manifest> Read(string place, CancellationToken stop = default)
    {
        await using var source = File.OpenRead(place);
        using var archive = Archive(source);
        var manifest = await ManifestOf(archive, stop);
        await Check(archive, manifest, stop);
        var tables = Shapes(manifest);
        // Files first: until the rows name them, nobody sees them.
        foreach (var file in manifest.Files)
        {
            await using var content = archive.GetEntry(file.Entry)!.Open();
            await files.Put(content, stop);
        }
        await db.InTransaction(() => Replace(archive, manifest, tables, stop), stop);
        return manifest;
    }

    private static ZipArchive Archive(Stream source)
    {
        try
        {
            return new ZipArchive(source, ZipArchiveMode.Read);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException("This is not a backup of Paraphe, or only a part of one.", e);
        }
    }

    private static async Task<Manifest> ManifestOf(ZipArchive archive, CancellationToken stop)
    {
        try
        {
            await using var entry =
                archive.GetEntry(Manifest.Entry)?.Open() ?? throw new InvalidDataException("This is not a backup of Paraphe.");
            var manifest = await JsonSerializer.DeserializeAsync<Manifest>(entry, Manifest.Json, stop);
            return manifest?.Format == Manifest.Version
                ? manifest
                : throw new InvalidDataException("This is not a backup that this version reads.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("The list of what the backup holds cannot be read.", e);
        }
    }

    private async Task Check(ZipArchive archive, Manifest manifest, CancellationToken stop)
    {
        var (theirs, ours) = (string.Join(", ", manifest.Migrations), string.Join(", ", db.MigrationNames()));
        if (!string.Equals(theirs, ours, StringComparison.Ordinal))
            throw new InvalidDataException(
                $"The backup was made by another version (its database: {theirs}; here: {ours}). Restore it with that version, then upgrade."
            );
        var expected = manifest
            .Tables.Select(table => (table.Entry, table.Sha256))
            .Concat(manifest.Files.Select(file => (file.Entry, file.Sha256)))
            .ToDictionary(pair => pair.Entry, pair => pair.Sha256, StringComparer.Ordinal);
        foreach (var entry in archive.Entries.Where(entry => entry.FullName != Manifest.Entry))
        {
            if (!expected.Remove(entry.FullName, out var hash))
                throw new InvalidDataException($"The backup holds {entry.FullName}, which its list does not name.");
            await using var content = entry.Open();
            if (!string.Equals(Convert.ToHexStringLower(await SHA256.HashDataAsync(content, stop)), hash, StringComparison.Ordinal))
                throw new InvalidDataException($"{entry.FullName} is not as it was when the backup was made.");
        }
        if (expected.Keys.FirstOrDefault() is { } missing)
            throw new InvalidDataException($"The backup lacks {missing}.");
    }

    // In the order of this database, with the columns in the order of the backup.
    private List<(TableShape Shape, Manifest.Table Stored)> Shapes(Manifest manifest)
    {
        var stored = manifest.Tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        var all = TableShape.All(db);
        return all.Count == stored.Count && all.All(table => stored.ContainsKey(table.Name))
            ? [.. all.Select(table => (table.InOrderOf(stored[table.Name].Columns), stored[table.Name]))]
            : throw new InvalidDataException("The backup holds other tables than this version has.");
    }

    private async Task Replace(
        ZipArchive archive,
        Manifest manifest,
        List<(TableShape Shape, Manifest.Table Stored)> tables,
        CancellationToken stop
    )
    {
        foreach (var (shape, _) in Enumerable.Reverse(tables))
            await db.Clear(shape, stop);
        foreach (var (shape, stored) in tables)
        {
            using var lines = new StreamReader(archive.GetEntry(stored.Entry)!.Open());
            if (await db.Insert(shape, Rows(lines, shape), stop) != stored.Rows)
                throw new InvalidDataException($"{stored.Entry} has another number of rows than the list says.");
        }
        await db.CatchUpSequences(stop);
    }

    private static IEnumerable<object?[]> Rows(StreamReader lines, TableShape table)
    {
        while (lines.ReadLine() is { } line)
            yield return RowText.Read(line, table);
    }
}
