using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Customers;

/// <summary>What was done with a customer: his requests, quotes and orders, what was written, the files that came of it. Newest first.</summary>
public sealed class CustomerPast(Db db, Guid customer)
{
    public const int Most = 50;

    /// <summary>Rows of each list beside the others; the lists of their own have the rest.</summary>
    public const int Shown = 6;

    public sealed record QuoteRow(
        Guid Id,
        string Number,
        string Title,
        decimal Total,
        string Currency,
        Standing Standing,
        DateOnly? ValidUntil
    )
    {
        public string Status(DateOnly today) =>
            Standing == Standing.Draft ? "Draft" : Quote.StatusOf(Standing, ValidUntil, today).ToString();
    }

    public sealed record RequestRow(Guid Id, string Subject, RequestStatus Status, DateTime At);

    public sealed record OrderRow(Guid Id, string Number, string Title, string Place, DateTime? StartsAt, WorkOrderState State);

    public sealed record ContractRow(Guid Id, string Number, string Title, string Place, ContractState State);

    public sealed record NoteRow(Guid QuoteId, string Number, NoteContent Content, string Author, DateTime At);

    public sealed record Word(
        Guid Id,
        Guid? RequestId,
        string Subject,
        MessageKind Kind,
        string FromName,
        string FromEmail,
        string Text,
        DateTime At,
        int Files
    );

    /// <param name="Href">Where it is fetched.</param>
    /// <param name="Laid">Of a file that a member laid here: it can be taken out again.</param>
    /// <param name="From">What it came with: a mail's subject, a quote's title, a member's name.</param>
    public sealed record FileRow(string Name, long Size, DateTime At, string Href, string From = "", Guid? Laid = null);

    public Task<List<QuoteRow>> Quotes() =>
        db
            .Quotes.Where(q => q.CustomerId == customer)
            .OrderByDescending(q => q.CreatedAt)
            .ThenByDescending(q => q.Id)
            .Take(Shown + 1)
            .Select(q => new QuoteRow(q.Id, q.Number ?? q.DraftNumber, q.Title, q.Total, q.Currency, q.Standing, q.ValidUntil))
            .ToListAsync();

    public Task<List<RequestRow>> Requests() =>
        db
            .Requests.Where(r => r.CustomerId == customer && !r.IsSpam)
            .OrderByDescending(r => r.LastMessageAt)
            .ThenByDescending(r => r.Id)
            .Take(Shown + 1)
            .Select(r => new RequestRow(r.Id, r.Subject, r.Status, r.LastMessageAt))
            .ToListAsync();

    public Task<List<OrderRow>> Orders() =>
        db
            .WorkOrders.Where(o => o.CustomerId == customer)
            .OrderByDescending(o => o.CreatedAt)
            .ThenByDescending(o => o.Id)
            .Take(Shown + 1)
            .Select(o => new OrderRow(o.Id, o.Number, o.Title, o.Place, o.StartsAt, o.State))
            .ToListAsync();

    public async Task<IReadOnlyList<ContractRow>> Contracts(DateOnly today) =>
        [
            .. (
                await db
                    .Contracts.AsNoTracking()
                    .Where(c => c.CustomerId == customer)
                    .OrderByDescending(c => c.CreatedAt)
                    .ThenByDescending(c => c.Id)
                    .Take(Shown + 1)
                    .ToListAsync()
            ).Select(c => new ContractRow(c.Id, c.Number, c.Title, c.Place, c.State(today))),
        ];

    /// <summary>What members noted on his quotes.</summary>
    public Task<List<NoteRow>> Notes() =>
        (
            from note in db.Notes
            join quote in db.Quotes on note.QuoteId equals quote.Id
            where quote.CustomerId == customer
            orderby note.CreatedAt descending, note.Id descending
            select new NoteRow(quote.Id, quote.Number ?? quote.DraftNumber, note.Content, note.Author, note.CreatedAt)
        )
            .Take(Shown + 1)
            .ToListAsync();

    /// <summary>Mail in both directions and internal notes, of all his requests.</summary>
    public Task<List<Word>> Words() =>
        db
            .Requests.Where(r => r.CustomerId == customer && !r.IsSpam)
            .Join(db.Messages, r => r.ConversationId, m => m.ConversationId, (r, m) => new { r, m })
            .Where(pair => pair.m.Kind != MessageKind.Line)
            .OrderByDescending(pair => pair.m.At)
            .ThenByDescending(pair => pair.m.Id)
            .Take(Most)
            .Select(pair => new Word(
                pair.m.Id,
                pair.r.Id,
                pair.r.Subject,
                pair.m.Kind,
                pair.m.FromName,
                pair.m.FromEmail,
                pair.m.Text.Length > 400 ? pair.m.Text.Substring(0, 400) : pair.m.Text,
                pair.m.At,
                pair.m.Files.Count
            ))
            .ToListAsync();

    /// <summary>What members laid here, attachments of his mails, the papers of his quotes and invoices.</summary>
    public async Task<IReadOnlyList<FileRow>> Files()
    {
        var laid = await db
            .CustomerFiles.Where(file => file.CustomerId == customer)
            .OrderByDescending(file => file.AddedAt)
            .ThenByDescending(file => file.Id)
            .Take(CustomerFile.Most)
            .Select(file => new FileRow(
                file.Name,
                file.Size,
                file.AddedAt,
                "/customers/" + customer + "/files/" + file.Id,
                file.AddedBy,
                file.Id
            ))
            .ToListAsync();
        var mailed = await db
            .Requests.Where(r => r.CustomerId == customer && !r.IsSpam)
            .Join(db.Messages, r => r.ConversationId, m => m.ConversationId, (_, m) => m)
            .Join(db.MessageFiles.Where(f => !f.IsInline), m => m.Id, f => f.MessageId, (m, f) => new { m, f })
            .OrderByDescending(pair => pair.m.At)
            .ThenByDescending(pair => pair.f.Id)
            .Take(Most)
            .Select(pair => new FileRow(
                pair.f.Name,
                pair.f.Size,
                pair.m.At,
                "/requests/messages/" + pair.m.Id + "/files/" + pair.f.Id,
                pair.m.Subject,
                null
            ))
            .ToListAsync();
        var papers = await db
            .Quotes.Where(q => q.CustomerId == customer)
            .Join(db.Documents, q => q.Id, d => d.QuoteId, (q, d) => new { q, d })
            // The ways to them lead to the latest of each kind.
            .Where(pair => pair.d.Kind == "signed" || pair.d.RevisionId == pair.q.CurrentRevisionId)
            .OrderByDescending(pair => pair.d.CreatedAt)
            .ThenByDescending(pair => pair.d.Id)
            .Take(Most)
            .Select(pair => new
            {
                pair.d.Kind,
                Number = pair.q.Number ?? pair.q.DraftNumber,
                pair.d.Size,
                pair.d.CreatedAt,
                pair.q.Title,
                QuoteId = pair.q.Id,
            })
            .ToListAsync();
        var invoices = await db
            .Invoices.Where(i => i.CustomerId == customer && i.Number != null)
            .Join(
                db.InvoiceDocuments.Where(d => d.Kind == InvoiceDocument.Pdf),
                i => i.Id,
                d => d.InvoiceId,
                (i, d) =>
                    new
                    {
                        i.Id,
                        i.Number,
                        i.Title,
                        i.IssuedAt,
                        d.Size,
                    }
            )
            .OrderByDescending(row => row.IssuedAt)
            .Take(Most)
            .ToListAsync();
        return
        [
            .. laid,
            .. mailed
                .Concat(
                    invoices.Select(row => new FileRow(
                        $"{row.Number}.pdf",
                        row.Size,
                        row.IssuedAt ?? DateTime.MinValue,
                        $"/invoices/{row.Id}/pdf",
                        row.Title
                    ))
                )
                .Concat(
                    papers.Select(paper => new FileRow(
                        $"{paper.Number}{(paper.Kind == "signed" ? "-signed" : "")}.pdf",
                        paper.Size,
                        paper.CreatedAt,
                        $"/quotes/{paper.QuoteId}/{(paper.Kind == "signed" ? "signed.pdf" : "pdf")}",
                        paper.Title
                    ))
                )
                .OrderByDescending(file => file.At)
                .Take(Most),
        ];
    }
}
