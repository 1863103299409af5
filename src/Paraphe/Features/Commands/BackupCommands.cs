using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Paraphe.Features.Backups;
using Paraphe.Platform;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Commands;

/// <summary>Backup and restore from the shell, also while the application runs.</summary>
internal static class BackupCommands
{
    public static readonly Command Backup = new("backup", "FILE", "writes database and files to one archive", Save);

    public static readonly Command Restore = new(
        "restore",
        "FILE [--replace]",
        "reads a backup, into SQLite or PostgreSQL alike; --replace overwrites the accounts that are there",
        Load
    )
    {
        Flags = ["replace"],
    };

    private static async Task<int> Save(Call call)
    {
        var place = Path.GetFullPath(call.Arguments.OnlyWord("FILE"));
        var (manifest, damaged) = await call.The<Backup>().Write(place);
        Tell(call, manifest);
        call.Print("file", place);
        call.Out.WriteLine($"\nNot in this backup: {SecretOf(call.The<Settings>())}. Keep a copy of it in another place.\n{WithoutSecret}");
        if (damaged.Count > 0)
            throw new RefusedException(
                $"The backup is written, without {damaged.Count} stored file(s) whose content does not match their name any more:\n"
                    + string.Join('\n', damaged)
            );
        return 0;
    }

    private static async Task<int> Load(Call call)
    {
        var place = Path.GetFullPath(call.Arguments.OnlyWord("FILE"));
        if (!File.Exists(place))
            throw new RefusedException($"There is no file {place}.");
        var accounts = await call.The<Db>().Accounts.IgnoreQueryFilters(Db.AcrossAccounts).CountAsync();
        if (accounts > 0 && !call.Arguments.Has("replace"))
            throw new RefusedException(
                $"This installation holds {accounts} account(s). Nothing was changed; with --replace the backup takes their place."
            );
        try
        {
            Tell(call, await call.The<Restore>().Read(place));
        }
        catch (Exception damaged) when (damaged is InvalidDataException or FormatException)
        {
            throw new RefusedException($"{damaged.Message} Nothing was changed.", damaged);
        }
        call.Out.WriteLine(
            $"\nBeside it belongs {SecretOf(call.The<Settings>())} of the installation that was saved.\n{WithoutSecret}\nIf Paraphe is running, start it again now."
        );
        return 0;
    }

    private const string WithoutSecret =
        "Without it customers, quotes, signatures and documents are whole, but what it encrypts cannot be read: everybody signs in again, "
        + "the mail password and the sealing key are set anew, and authenticator apps are linked anew.";

    private static string SecretOf(Settings settings) =>
        $"the installation’s secret (PARAPHE_SECRET where it is set, else {Path.Combine(settings.Data, "secret")})";

    private static void Tell(Call call, Manifest manifest)
    {
        string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
        foreach (var name in new[] { "Accounts", "Members", "Customers", "Quotes" })
            call.Print(name.ToLowerInvariant(), Number(manifest.Tables.First(table => table.Name == name).Rows));
        call.Print("rows", Number(manifest.Tables.Sum(table => table.Rows)));
        call.Print("files", Number(manifest.Files.Count));
    }
}
