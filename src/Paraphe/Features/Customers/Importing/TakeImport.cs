using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Tables;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers.Importing;

/// <summary>Checks, takes in or undoes an import, piece by piece: each piece is one transaction, and says how far it came.</summary>
public sealed record TakeImport(Guid Import) : IJob;

public sealed class TakeImportHandler(Db db, FileStore files, Texts texts) : IHandle<TakeImport>
{
    private const int Piece = 2000;

    public async Task Run(TakeImport job, CancellationToken stop)
    {
        if (await db.CustomerImports.SingleOrDefaultAsync(row => row.Id == job.Import, stop) is not { IsAtWork: true } import)
            return;
        if (import.State == ImportState.Undoing)
        {
            await new ImportUndo(db, import.Id).Run(stop);
            return;
        }
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var columns = new ImportColumns(import.Plan, account.Settings.CustomerFields, texts);
        try
        {
            await using var file = await Fetch(import.FileHash, stop);
            await Read(import, file, columns, stop);
        }
        catch (BrokenRuleException broken)
        {
            // The file breaks off; what stands before it was done, and can be undone.
            var why = texts.In(account.Locale).Say(broken);
            await Change(import.Id, one => one.Fail(why, db.Now), stop);
        }
    }

    private async Task Read(CustomerImport import, Stream file, ImportColumns columns, CancellationToken stop)
    {
        var (id, plan, done) = (import.Id, import.Plan, import.Line);
        var dry = import.State == ImportState.Checking;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var rows = new TableFormat(plan.IsXlsx ? TableKind.Xlsx : TableKind.Csv, plan.Charset, plan.Delimiter)
            .Read(file)
            .Skip(plan.HasHeader ? 1 : 0)
            .Select(row => new ImportRow(row, columns));
        foreach (var piece in rows.Chunk(Piece))
        {
            stop.ThrowIfCancellationRequested();
            // After a crash: what was done is passed over, but remembered, for nobody may come twice.
            var left = piece.Where(row => row.Line > done).ToList();
            foreach (var row in piece.Where(row => row.Line <= done))
                seen.Add(row.Key(plan.Key));
            if (left.Count == 0)
                continue;
            if (!await db.InTransaction(() => new ImportPiece(db, id, plan, seen, dry).Take(left, stop), stop))
                return;
            db.ChangeTracker.Clear();
        }
        await Change(id, one => one.Finish(db.Now), stop);
    }

    private async Task Change(Guid id, Action<CustomerImport> change, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        var import = await db.CustomerImports.SingleAsync(row => row.Id == id, stop);
        change(import);
        db.Announce($"account:{db.AccountId}", $"import-{id}");
        await db.SaveChangesAsync(stop);
    }

    // Readers go back and forth; what comes from the store may not.
    private async Task<Stream> Fetch(string hash, CancellationToken stop)
    {
        var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            65536,
            FileOptions.DeleteOnClose
        );
        await using var kept = await files.Open(hash, stop);
        await kept.CopyToAsync(file, stop);
        file.Position = 0;
        return file;
    }
}
