using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;

namespace Paraphe.Features.Customers.Privacy;

/// <summary>Everything kept about one customer (CU 13): handed out as a ZIP, or erased but for what the law makes the company keep.</summary>
public sealed class PersonalData(Db db, FileStore files)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Quotes that were signed or won: documents of account, with their orders.</summary>
    public IQueryable<Quote> Kept(Guid customer) =>
        db.Quotes.Where(q => q.CustomerId == customer && (q.SignedAt != null || q.WonAt != null));

    public IQueryable<Quote> Erasable(Guid customer) =>
        db.Quotes.Where(q => q.CustomerId == customer && q.SignedAt == null && q.WonAt == null);

    public async Task<Stream> Zip(Customer customer, CancellationToken stop)
    {
        var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            65536,
            FileOptions.DeleteOnClose
        );
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            await Write(
                zip,
                "customer.json",
                new
                {
                    customer.Id,
                    Prospect = customer.IsProspect,
                    customer.CreatedAt,
                    customer.ProspectSince,
                    customer.CustomerSince,
                    customer.Details,
                    customer.Memo,
                    Contacts = customer.Contacts.Select(contact => contact.Details),
                    Properties = customer.Properties.Select(property => new { property.Name, property.Address }),
                },
                stop
            );
            foreach (
                var laid in await db
                    .CustomerFiles.AsNoTracking()
                    .Where(f => f.CustomerId == customer.Id)
                    .OrderBy(f => f.Id)
                    .ToListAsync(stop)
            )
                await Copy(zip, $"files/{laid.Id.ToString()[^8..]}-{Safe(laid.Name)}", laid.Hash, stop);
            await WriteQuotes(zip, customer.Id, stop);
            await WriteInvoices(zip, customer.Id, stop);
            await WriteRequests(zip, customer.Id, stop);
            await WriteOrders(zip, customer.Id, stop);
        }
        file.Position = 0;
        return file;
    }

    private async Task WriteQuotes(ZipArchive zip, Guid customer, CancellationToken stop)
    {
        var quotes = await db.Quotes.AsNoTracking().Where(q => q.CustomerId == customer).OrderBy(q => q.Id).ToListAsync(stop);
        var ids = quotes.ConvertAll(q => q.Id);
        var revisions = await db.Revisions.AsNoTracking().Where(r => ids.Contains(r.QuoteId)).OrderBy(r => r.Number).ToListAsync(stop);
        var deliveries = await db.Deliveries.AsNoTracking().Where(d => ids.Contains(d.QuoteId)).ToListAsync(stop);
        var signatures = await db.Signatures.AsNoTracking().Where(s => ids.Contains(s.QuoteId)).ToListAsync(stop);
        await Write(
            zip,
            "quotes.json",
            quotes.Select(q => new
            {
                Number = q.ShownNumber,
                q.CreatedAt,
                q.Title,
                q.Total,
                q.Currency,
                q.Standing,
                q.Refusal,
                Sent = deliveries
                    .Where(d => d.QuoteId == q.Id)
                    .Select(d => new
                    {
                        d.Name,
                        d.Email,
                        d.RevisionNumber,
                    }),
                Signed = signatures
                    .Where(s => s.QuoteId == q.Id)
                    .Select(s => new
                    {
                        s.Name,
                        s.Email,
                        s.SignedAt,
                    }),
                Revisions = revisions.Where(r => r.QuoteId == q.Id).Select(r => JsonSerializer.Deserialize<JsonElement>(r.Json)),
            }),
            stop
        );
        foreach (var paper in await db.Documents.AsNoTracking().Where(d => ids.Contains(d.QuoteId)).OrderBy(d => d.Id).ToListAsync(stop))
        {
            var quote = quotes.Find(q => q.Id == paper.QuoteId)!;
            var revision = revisions.Find(r => r.Id == paper.RevisionId)?.Number;
            await Copy(
                zip,
                $"documents/{Safe(quote.ShownNumber)}-{revision}-{paper.Kind}-{paper.Id.ToString()[^4..]}.pdf",
                paper.FileHash,
                stop
            );
        }
    }

    private async Task WriteInvoices(ZipArchive zip, Guid customer, CancellationToken stop)
    {
        var invoices = await db
            .Invoices.AsNoTracking()
            .Include(i => i.Payments)
            .Where(i => i.CustomerId == customer)
            .OrderBy(i => i.Id)
            .ToListAsync(stop);
        var ids = invoices.ConvertAll(i => i.Id);
        var deliveries = await db.InvoiceDeliveries.AsNoTracking().Where(d => ids.Contains(d.InvoiceId)).ToListAsync(stop);
        await Write(
            zip,
            "invoices.json",
            invoices.Select(i => new
            {
                i.Number,
                i.Kind,
                i.CreatedAt,
                i.Title,
                i.Gross,
                i.Currency,
                i.IssuedOn,
                i.DueOn,
                Payments = i.Payments.Select(p => new
                {
                    p.PaidOn,
                    p.Amount,
                    p.Method,
                    p.Reference,
                    p.RemovedAt,
                }),
                Sent = deliveries
                    .Where(d => d.InvoiceId == i.Id)
                    .Select(d => new
                    {
                        d.Name,
                        d.Email,
                        d.SentAt,
                    }),
                Issued = i.Json.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(i.Json) : (JsonElement?)null,
            }),
            stop
        );
        foreach (
            var paper in await db.InvoiceDocuments.AsNoTracking().Where(d => ids.Contains(d.InvoiceId)).OrderBy(d => d.Id).ToListAsync(stop)
        )
            await Copy(
                zip,
                $"invoices/{Safe(invoices.Find(i => i.Id == paper.InvoiceId)!.Number ?? "")}-{paper.Id.ToString()[^4..]}.{paper.Kind}",
                paper.FileHash,
                stop
            );
    }

    private async Task WriteRequests(ZipArchive zip, Guid customer, CancellationToken stop)
    {
        var requests = await db.Requests.AsNoTracking().Where(r => r.CustomerId == customer).OrderBy(r => r.Id).ToListAsync(stop);
        var talks = requests.ConvertAll(r => r.ConversationId);
        var messages = await db
            .Messages.AsNoTracking()
            .Include(m => m.Files)
            .Where(m => talks.Contains(m.ConversationId))
            .OrderBy(m => m.At)
            .ToListAsync(stop);
        await Write(
            zip,
            "requests.json",
            requests.Select(r => new
            {
                r.Subject,
                r.Requester,
                r.ReceivedAt,
                r.Status,
                Messages = messages
                    .Where(m => m.ConversationId == r.ConversationId)
                    .Select(m => new
                    {
                        m.Kind,
                        m.At,
                        m.FromName,
                        m.FromEmail,
                        m.Subject,
                        m.Text,
                        Files = m.Files.Select(f => f.Name),
                    }),
            }),
            stop
        );
        foreach (var sent in messages.SelectMany(m => m.Files))
            await Copy(zip, $"files/{sent.Id.ToString()[^8..]}-{Safe(sent.Name)}", sent.Hash, stop);
    }

    private async Task WriteOrders(ZipArchive zip, Guid customer, CancellationToken stop)
    {
        var contracts = await db.Contracts.AsNoTracking().Where(c => c.CustomerId == customer).OrderBy(c => c.Id).ToListAsync(stop);
        await Write(
            zip,
            "contracts.json",
            contracts.Select(c => new
            {
                c.Number,
                c.Title,
                c.Place,
                c.StartsOn,
                c.EndsOn,
                c.CancelledOn,
                c.CancelReason,
                Services = c.Services.Select(service => service.Line.Name),
            }),
            stop
        );
        var orders = await db.WorkOrders.AsNoTracking().Where(o => o.CustomerId == customer).OrderBy(o => o.Id).ToListAsync(stop);
        await Write(
            zip,
            "orders.json",
            orders.Select(o => new
            {
                o.Number,
                o.Title,
                o.Place,
                o.State,
                o.StartsAt,
                o.DoneAt,
                o.Instructions,
                Lines = o.Lines.Select(line => line.Name),
                o.Entries,
                o.Signed,
            }),
            stop
        );
        foreach (var order in orders)
        foreach (var photo in order.Photos)
            await Copy(zip, $"photos/{Safe(order.Number)}-{photo.Key.ToString()[^4..]}-{Safe(photo.Name)}", photo.Hash, stop);
    }

    private static async Task Write(ZipArchive zip, string name, object content, CancellationToken stop)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(stop);
        await JsonSerializer.SerializeAsync(entry, content, Json, stop);
    }

    private async Task Copy(ZipArchive zip, string name, string hash, CancellationToken stop)
    {
        try
        {
            await using var content = await files.Open(hash, stop);
            await using var entry = await zip.CreateEntry(name).OpenAsync(stop);
            await content.CopyToAsync(entry, stop);
        }
        catch (FileNotFoundException)
        {
            // Lost from the store: the rest is handed out all the same.
        }
    }

    // A name from a mail must not lead out of the folder it is unpacked into.
    private static string Safe(string name) =>
        string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' ? c : '_')).TrimStart('.');
}
