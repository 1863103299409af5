using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Documents;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>The PDF of an invoice: for members, of drafts too; for customers by their link.</summary>
public static class InvoiceFiles
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<IResult> Office(
        Guid id,
        bool? show,
        Db db,
        PrintedInvoices prints,
        Invoicing invoicing,
        FileStore files,
        HttpContext http,
        CancellationToken stop
    )
    {
        if (
            Me.Of(http.User) is not { } me
            || !me.Role.May(Permission.Read)
            || await db.Invoices.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, stop) is not { } invoice
        )
            return Results.NotFound();
        return await Patiently(
            http,
            async patience =>
            {
                var name = show == true ? null : PrintedQuotes.FileName(invoice.Number ?? "draft");
                if (!invoice.IsDraft)
                    return await Kept(prints, files, id, name, patience);
                var account = await db.Accounts.AsNoTracking().SingleAsync(patience);
                var issuing = await invoicing.Prepare(invoice, account, account.Today(db.Now), patience);
                var pdf = await prints.Draft(invoice.Foresee(issuing), account, patience);
                return Results.Bytes(pdf.Bytes, "application/pdf", name);
            },
            stop
        );
    }

    public static async Task<IResult> Portal(
        string token,
        Db db,
        InvoiceLinks links,
        PrintedInvoices prints,
        FileStore files,
        HttpContext http,
        CancellationToken stop
    )
    {
        if (await links.Find(token, stop) is not { RevokedAt: null } delivery)
            return Results.NotFound();
        var number = await db.Invoices.Where(row => row.Id == delivery.InvoiceId).Select(row => row.Number).SingleAsync(stop);
        return await Patiently(http, patience => Kept(prints, files, delivery.InvoiceId, PrintedQuotes.FileName(number!), patience), stop);
    }

    private static async Task<IResult> Kept(PrintedInvoices prints, FileStore files, Guid id, string? name, CancellationToken stop)
    {
        var document = await prints.Of(id, stop);
        return Results.Stream(await files.Open(document.FileHash, stop), "application/pdf", name);
    }

    private static async Task<IResult> Patiently(HttpContext http, Func<CancellationToken, Task<IResult>> read, CancellationToken stop)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            return await read(patience.Token);
        }
        catch (Exception away)
            when (away is RenderUnavailableException || (away is OperationCanceledException && !stop.IsCancellationRequested))
        {
            // The renderer is busy or down; everything else works on.
            http.Response.Headers.RetryAfter = "10";
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
