using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Features.Backups;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf.Sealing;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Commands;

public sealed class BackupTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("paraphe-backup").FullName;
    private readonly World saved = new();
    private Office office = null!;
    private string file = "";

    public async ValueTask InitializeAsync()
    {
        (office, _) = await saved.Demo("fr");
        await saved.Services.GetRequiredService<FileStore>().Put("a logo"u8.ToArray());
        file = Path.Combine(folder, "paraphe.backup");
        var ran = await saved.Run("backup", file);
        (ran.Exit, ran["accounts"], ran["files"]).ShouldBe((0, "1", "1"));
        ran.Out.ShouldContain("secret");
    }

    public async ValueTask DisposeAsync()
    {
        await saved.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_restored_backup_is_the_same_row_by_row_with_its_files()
    {
        await using var other = new World();

        (await other.Run("restore", file)).Exit.ShouldBe(0);

        await ShouldBeTheSame(saved, other);
        var hash = (await saved.Services.GetRequiredService<FileStore>().Put("a logo"u8.ToArray())).Hash;
        (await other.Services.GetRequiredService<FileStore>().Read(hash)).ShouldBe("a logo"u8.ToArray());
        await InAccount(other, db => db.ShouldHold());
    }

    [Fact, Trait("Spec", "PO 3")]
    public async Task Restored_beside_another_secret_links_still_open_and_quotes_are_sealed_with_a_new_key()
    {
        var link = await office.Send(await office.Draft());
        var before = await office.Send(await office.Draft());
        await Sign(saved, before);
        await office.Settle();
        var old = await saved.Visitor().GetByteArrayAsync($"{before}/signed.pdf");
        File.Delete(file);
        (await saved.Run("backup", file)).Exit.ShouldBe(0);
        await using var other = new World();
        (await other.Run("restore", file)).Exit.ShouldBe(0);
        File.ReadAllText(Path.Combine(other.Data, "secret")).ShouldNotBe(File.ReadAllText(Path.Combine(saved.Data, "secret")));
        var there = new Office(other, office.AccountId, office.Member, other.SignedIn(office.Member));

        await Sign(other, link);
        await there.Settle();

        (await other.Visitor().GetByteArrayAsync($"{before}/signed.pdf")).ShouldBe(old);
        var (first, second) = (SealedPdf.Verify(old), SealedPdf.Verify(await other.Visitor().GetByteArrayAsync($"{link}/signed.pdf")));
        (first.Intact, second.Intact).ShouldBe((true, true));
        second.Seals[0].Fingerprint.ShouldNotBe(first.Seals[0].Fingerprint);
    }

    private static async Task Sign(World world, string link)
    {
        var sign = await (await Page.Get(world.Visitor(), link)).Submit("form.sheet");
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
    }

    [Fact]
    public async Task A_backup_moves_from_one_database_to_the_other()
    {
        // Without a PostgreSQL server both are SQLite, and nothing is lost by it.
        await using var sqlite = new World { Settings = { ["PARAPHE_DATABASE"] = "" } };
        await using var postgres = new World();
        var there = Path.Combine(folder, "there.backup");

        (await sqlite.Run("restore", file)).Exit.ShouldBe(0);
        (await sqlite.Run("backup", there)).Exit.ShouldBe(0);
        (await postgres.Run("restore", there)).Exit.ShouldBe(0);

        await ShouldBeTheSame(saved, postgres);
    }

    [Fact]
    public async Task An_installation_in_use_is_replaced_only_when_that_is_said()
    {
        await using var other = new World();
        var theirs = await other.Office();

        var refused = await other.Run("restore", file);
        (await theirs.Account()).Id.ShouldBe(theirs.AccountId);
        var replaced = await other.Run("restore", file, "--replace");

        (refused.Exit, replaced.Exit).ShouldBe((1, 0));
        refused.Errors.ShouldContain("--replace");
        await ShouldBeTheSame(saved, other);
    }

    [Theory]
    [InlineData("tables/Quotes.jsonl")]
    [InlineData("files/")]
    public async Task A_backup_that_was_tampered_with_is_refused_and_nothing_changes(string what)
    {
        await using var other = new World();
        using (var archive = ZipFile.Open(file, ZipArchiveMode.Update))
        {
            var entry = archive.Entries.First(entry => entry.FullName.StartsWith(what, StringComparison.Ordinal));
            await using var content = entry.Open();
            content.Position = content.Length / 2;
            var one = content.ReadByte();
            content.Position--;
            content.WriteByte((byte)(one ^ 1));
        }

        var ran = await other.Run("restore", file);

        ran.Exit.ShouldBe(1);
        ran.Errors.ShouldContain(what);
        ran.Errors.ShouldContain("Nothing was changed");
        (await Rows(other))["Accounts"].ShouldBeEmpty();
    }

    [Fact]
    public async Task A_backup_that_breaks_off_half_way_changes_nothing()
    {
        await using var other = new World();
        var theirs = await other.Office();
        Rewrite("tables/WorkOrders.jsonl", "[\"not a row\"]\n");

        var ran = await other.Run("restore", file, "--replace");

        ran.Exit.ShouldBe(1);
        (await theirs.Account()).Id.ShouldBe(theirs.AccountId);
    }

    [Fact]
    public async Task What_is_no_backup_is_said_so()
    {
        var other = Path.Combine(folder, "other.zip");
        await File.WriteAllTextAsync(other, "hello");

        var ran = await saved.Run("restore", other, "--replace");

        ran.Exit.ShouldBe(1);
        (await office.Account()).Id.ShouldBe(office.AccountId);
    }

    [Fact]
    public async Task A_backup_does_not_overwrite_a_file()
    {
        var ran = await saved.Run("backup", file);

        ran.Exit.ShouldBe(1);
        ran.Errors.ShouldContain("exists");
    }

    // Changes an entry and gives it the right hash: as somebody would who knows the format.
    private void Rewrite(string name, string text)
    {
        using var archive = ZipFile.Open(file, ZipArchiveMode.Update);
        archive.GetEntry(name)!.Delete();
        using (var writer = new StreamWriter(archive.CreateEntry(name).Open()))
            writer.Write(text);
        var list = archive.GetEntry(Manifest.Entry)!;
        using var reader = new StreamReader(list.Open());
        var manifest = System.Text.Json.JsonSerializer.Deserialize<Manifest>(reader.ReadToEnd(), Manifest.Json)!;
        reader.Dispose();
        list.Delete();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
        var changed = manifest with
        {
            Tables = [.. manifest.Tables.Select(table => table.Entry == name ? table with { Rows = 1, Sha256 = hash } : table)],
        };
        using var again = new StreamWriter(archive.CreateEntry(Manifest.Entry).Open());
        again.Write(System.Text.Json.JsonSerializer.Serialize(changed, Manifest.Json));
    }

    private static async Task ShouldBeTheSame(World one, World other)
    {
        var (theirs, ours) = (await Rows(one), await Rows(other));
        ours.Keys.Order().ShouldBe(theirs.Keys.Order());
        foreach (var table in theirs.Keys)
            ours[table].ShouldBe(theirs[table], table);
    }

    /// <summary>Every row of every table, as a backup writes it.</summary>
    internal static async Task<Dictionary<string, List<string>>> Rows(World world)
    {
        var place = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.backup");
        await using var scope = world.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Backup>().Write(place);
        try
        {
            using var archive = ZipFile.OpenRead(place);
            return archive
                .Entries.Where(entry => entry.FullName.StartsWith("tables/", StringComparison.Ordinal))
                .ToDictionary(entry => Path.GetFileNameWithoutExtension(entry.Name), Lines);
        }
        finally
        {
            File.Delete(place);
        }
    }

    private static List<string> Lines(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }

    private async Task InAccount(World world, Func<Db, Task> look)
    {
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().Enter(office.AccountId);
        await look(scope.ServiceProvider.GetRequiredService<Db>());
    }
}
