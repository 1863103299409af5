using System.Text;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>PDFs of invoices: one of each that was issued, made once and kept; drafts made when asked for.</summary>
public sealed class PrintedInvoices(Db db, RenderWorker worker, FileStore files, Texts texts)
{
    public const string Template = "invoice.typ";

    private static readonly SemaphoreSlim Turn = new(1, 1);

    /// <summary>The PDF of an issued invoice as it is kept; rendered first when there is none yet.</summary>
    public async Task<InvoiceDocument> Of(Guid invoice, CancellationToken stop)
    {
        if (await Find(invoice, stop) is { } made)
            return made;
        await Turn.WaitAsync(stop);
        try
        {
            return await Find(invoice, stop) ?? await Make(invoice, stop);
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>A draft as it would look, marked as one; not kept.</summary>
    public Task<RenderedPdf> Draft(FrozenInvoice foreseen, Account account, CancellationToken stop) =>
        Render(foreseen, account, texts.In(foreseen.Language)["Documents.draft"], db.Now, stop);

    private async Task<InvoiceDocument> Make(Guid id, CancellationToken stop)
    {
        var invoice = await db.Invoices.AsNoTracking().SingleAsync(row => row.Id == id, stop);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var pdf = await Render(invoice.Read(), account, null, invoice.IssuedAt!.Value, stop);
        var (hash, size) = await files.Put(pdf.Bytes, stop);
        var document = new InvoiceDocument
        {
            Id = db.NewId(),
            AccountId = db.AccountId,
            InvoiceId = id,
            Kind = InvoiceDocument.Pdf,
            FileHash = hash,
            Size = size,
            Notice = pdf.Notice ?? "",
            CreatedAt = db.Now,
        };
        db.InvoiceDocuments.Add(document);
        try
        {
            await db.SaveChangesAsync(stop);
            return document;
        }
        catch (DbUpdateException) when (!stop.IsCancellationRequested)
        {
            // Another node was quicker; both rendered the same.
            db.ChangeTracker.Clear();
            return await Find(id, stop) ?? throw new NotYetException("The invoice's PDF was not kept", TimeSpan.FromSeconds(2));
        }
    }

    private async Task<RenderedPdf> Render(FrozenInvoice frozen, Account account, string? watermark, DateTime date, CancellationToken stop)
    {
        var pictures = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (account.Settings.Logo is { } logo)
            pictures["logo"] = await files.Read(logo, stop);
        if (watermark is null && Transfer.Of(frozen, frozen.Due) is { } transfer)
            pictures[InvoicePaper.Code] = Encoding.UTF8.GetBytes(QrPath.Of(transfer.Text).Svg);
        var paper = new InvoicePaper(frozen, texts.In(frozen.Language)).ToJson(account.Settings, pictures.ContainsKey("logo"), watermark);
        var options = new PdfOptions { Date = date, Pictures = pictures };
        // A draft is nothing that a program should book.
        if (watermark is not null)
            return await worker.Pdf(Template, paper, [], options, stop);
        var pdf = await worker.Pdf(Template, paper, [FacturX.Attachment(frozen)], options, stop);
        return pdf with { Bytes = FacturX.Declare(pdf.Bytes) };
    }

    private Task<InvoiceDocument?> Find(Guid invoice, CancellationToken stop) =>
        db.InvoiceDocuments.AsNoTracking().SingleOrDefaultAsync(row => row.InvoiceId == invoice && row.Kind == InvoiceDocument.Pdf, stop);
}

/// <summary>Prints an invoice after it was issued, so that its PDF is there when somebody asks for it.</summary>
public sealed record RenderInvoice(Guid InvoiceId) : IJob;

public sealed class RenderInvoiceHandler(PrintedInvoices prints) : IHandle<RenderInvoice>
{
    public async Task Run(RenderInvoice job, CancellationToken stop)
    {
        try
        {
            await prints.Of(job.InvoiceId, stop);
        }
        catch (RenderUnavailableException away)
        {
            throw new NotYetException(away.Message, TimeSpan.FromSeconds(5));
        }
    }
}
