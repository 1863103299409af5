using System.Text.Json;

namespace Paraphe.Features.Backups;

/// <summary>What a backup holds: read first, and everything is checked against it before anything is changed.</summary>
/// <param name="Migrations">Names of the migrations its tables are shaped by, without their time: those differ between the databases.</param>
public sealed record Manifest(
    string Format,
    DateTime Made,
    string Database,
    IReadOnlyList<string> Migrations,
    IReadOnlyList<Manifest.Table> Tables,
    IReadOnlyList<Manifest.StoredFile> Files
)
{
    public const string Entry = "manifest.json";
    public const string Version = "paraphe-backup-1";

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <param name="Sha256">Of the entry's bytes.</param>
    public sealed record Table(string Name, IReadOnlyList<string> Columns, long Rows, string Sha256)
    {
        public string Entry => $"tables/{Name}.jsonl";
    }

    /// <param name="Sha256">Its name in the file store as well.</param>
    public sealed record StoredFile(string Sha256, long Size)
    {
        public string Entry => $"files/{Sha256}";
    }
}
