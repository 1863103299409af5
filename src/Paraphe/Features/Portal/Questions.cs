using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Portal;

/// <summary>
/// What a customer asks in the portal joins the conversation of the quote's request; a quote that came from none gets one, so that the question
/// can be answered like any other (PO 7).
/// </summary>
public sealed class Questions(Db db)
{
    public const int Longest = 5_000;
    public const int MostAnHour = 10;

    /// <summary>The caller saves. The same form asks once.</summary>
    /// <exception cref="BrokenRuleException">Nothing is asked, too much, or too often.</exception>
    public async Task Ask(Shown shown, string name, string text, string formKey, bool forUpdate, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new BrokenRuleException("Rules.NameMissing", "name");
        if (name.Length > 200)
            throw new BrokenRuleException("Rules.TooLong", "name", 200);
        if (string.IsNullOrWhiteSpace(text))
            throw new BrokenRuleException("Rules.QuestionMissing", "text");
        if (text.Length > Longest)
            throw new BrokenRuleException("Rules.TooLong", "text", Longest);
        var (quote, delivery) = (shown.Quote, shown.Delivery);
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{delivery.Id} {formKey}")).AsSpan(0, 16));
        if (await db.Messages.AnyAsync(row => row.Id == id, stop))
            return;
        var since = db.Now.AddHours(-1);
        if (
            await db.Messages.CountAsync(row => row.QuoteId == quote.Id && row.Kind == MessageKind.In && row.At > since, stop) >= MostAnHour
        )
            throw new BrokenRuleException("Rules.TooManyQuestions", "text");
        var request = await RequestOf(shown, name.Trim(), stop);
        var message = new Message(id, db.AccountId, request.ConversationId, MessageKind.In, new Party(name.Trim(), delivery.Email), db.Now)
        {
            Subject = quote.ShownNumber,
            Text = text.Trim(),
            QuoteId = quote.Id,
        };
        db.Messages.Add(message);
        request.Receive(message);
        quote.Asked(delivery, name.Trim(), forUpdate, db.Now);
    }

    /// <summary>What this recipient asked about the quote, newest first.</summary>
    public Task<List<Message>> AskedBy(Delivery delivery, CancellationToken stop) =>
        db
            .Messages.AsNoTracking()
            .Where(row => row.QuoteId == delivery.QuoteId && row.Kind == MessageKind.In && row.FromEmail == delivery.Email)
            .OrderByDescending(row => row.At)
            .Take(20)
            .ToListAsync(stop);

    private async Task<Request> RequestOf(Shown shown, string name, CancellationToken stop)
    {
        var (quote, delivery) = (shown.Quote, shown.Delivery);
        if (quote.RequestId is { } known && await db.Requests.SingleOrDefaultAsync(row => row.Id == known, stop) is { } found)
            return found;
        var conversation = new Conversation(db.NewId(), db.AccountId, db.Now);
        var customer = shown.Frozen.Customer;
        var requester = new Requester
        {
            Name = name,
            Email = delivery.Email,
            Company = customer.Kind == CustomerKind.Company ? customer.Name : "",
        };
        var subject = $"{quote.ShownNumber} {shown.Frozen.Content.Title}".Trim();
        var request = new Request(db.NewId(), db.AccountId, conversation.Id, requester, subject, RequestSource.Hand, db.Now);
        if (quote.CustomerId is { } id && await db.Customers.SingleOrDefaultAsync(row => row.Id == id, stop) is { } linked)
            request.LinkTo(linked);
        request.AssignTo(quote.SellerId);
        request.Speaks(shown.Frozen.Content.Language[..2]);
        db.Conversations.Add(conversation);
        db.Requests.Add(request);
        quote.FromRequest(request.Id);
        return request;
    }
}
