using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices;
using Paraphe.Features.Invoices;
using Paraphe.Features.Notices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Pdf;

namespace Paraphe.Features.EInvoicing;

/// <summary>Carries one hand-over through its door; comes back with growing waits while nobody answers.</summary>
public sealed record HandOverInvoice(Guid HandOverId) : IJob;

/// <summary>Hands an invoice over as soon as it is issued, when the account wants it so.</summary>
public sealed record HandOverIssued(Guid InvoiceId) : IJob;

public sealed class HandOverInvoiceHandler(Db db, StructuredFiles files, Doors doors) : IHandle<HandOverInvoice>
{
    public async Task Run(HandOverInvoice job, CancellationToken stop)
    {
        if (await db.HandOvers.SingleOrDefaultAsync(row => row.Id == job.HandOverId, stop) is not { State: HandOverState.Waiting } row)
            return;
        var invoice = await db.Invoices.AsNoTracking().SingleAsync(found => found.Id == row.InvoiceId, stop);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        StructuredFile file;
        try
        {
            file = await files.Of(invoice, row.Format, stop);
        }
        catch (RenderUnavailableException away)
        {
            throw new NotYetException(away.Message, TimeSpan.FromSeconds(5));
        }
        var (answer, words) =
            row.Door == HandOverDoor.Folder
                ? await doors.Put(row, file, stop)
                : await doors.Post(row, file, invoice.Number!, account.Settings.HandOver, stop);
        TimeSpan? wait = null;
        if (answer == DoorAnswer.Taken)
            row.Taken(words, db.Now);
        else if (answer == DoorAnswer.Refused)
            row.Refuse(words, db.Now);
        else
            wait = row.Later(words, db.Now);
        if (row.State == HandOverState.Refused)
            db.Ring(invoice, NoticeKinds.HandOverRefused, invoice.CustomerName, $"/invoices/{invoice.Id}/e-invoice");
        // What the other side took is kept even if we are told to stop.
        await db.SaveChangesAsync(CancellationToken.None);
        if (wait is { } later)
            throw new NotYetException(words, later);
    }
}

public sealed class HandOverIssuedHandler(Db db) : IHandle<HandOverIssued>
{
    public async Task Run(HandOverIssued job, CancellationToken stop)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var invoice = await db.Invoices.AsNoTracking().SingleAsync(row => row.Id == job.InvoiceId, stop);
        if (
            account.Settings.HandOver is not { Automatic: true, Door: not HandOverDoor.None }
            || invoice.Read().Customer.Kind != CustomerKind.Company
            || await db.HandOvers.AnyAsync(row => row.InvoiceId == job.InvoiceId, stop)
        )
            return;
        await db.HandOver(invoice, account, stop);
    }
}

public static class HandingOver
{
    /// <summary>Puts an issued invoice on its way and saves; one that is on its way already is left to go on.</summary>
    /// <exception cref="Domain.BrokenRuleException">EInvoicing.NoDoor</exception>
    public static async Task<HandOver> HandOver(this Db db, Invoice invoice, Account account, CancellationToken stop)
    {
        var all = db.HandOvers.Where(row => row.InvoiceId == invoice.Id);
        if (await all.SingleOrDefaultAsync(row => row.TakenAt == null && row.RefusedAt == null, stop) is { } before)
            return before;
        var wanted = account.Settings.HandOver;
        var made = new HandOver(db.NewId(), db.AccountId, invoice.Id, wanted.Door, wanted.Format, db.Now);
        db.HandOvers.Add(made);
        db.Enqueue(new HandOverInvoice(made.Id));
        try
        {
            await db.SaveChangesAsync(stop);
            return made;
        }
        catch (DbUpdateException clash) when (clash.IsClash() && db.Database.CurrentTransaction is null)
        {
            // Another click was quicker by a blink: its hand-over is this one's.
            db.ChangeTracker.Clear();
            return await all.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).FirstAsync(stop);
        }
    }
}
