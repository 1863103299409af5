using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests;

/// <summary>How a quote begins from a request (RQ 6): for its customer, with its subject, in the deal of the quotes before it.</summary>
public static class QuoteBeginning
{
    public static Task<Quote> BeginQuote(this Db db, Request request, Customer customer, Account account, Me me, CancellationToken stop) =>
        db.InTransaction(
            async () =>
            {
                var content = account.Beginning(customer.Details) with { Title = request.Subject };
                var project = await db
                    .Quotes.Where(row => row.RequestId == request.Id)
                    .Select(row => row.ProjectId)
                    .FirstOrDefaultAsync(stop);
                var draft = await db.AddDraft(QuoteKind.Offer, content, customer, me.AsActor, project);
                draft.FromRequest(request.Id);
                db.Note(request, me.AsActor, "quoteCreated", draft.ShownNumber, draft.Id.ToString());
                await db.SaveChangesAsync(stop);
                return draft;
            },
            stop
        );
}
