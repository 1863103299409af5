using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Campaigns;
using Paraphe.Domain.Changes;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;
using Paraphe.Domain.Webhooks;
using Paraphe.Features.Changes;
using Paraphe.Features.Contracts;
using Paraphe.Features.Customers;
using Paraphe.Features.Documents;
using Paraphe.Features.Invoices;
using Paraphe.Features.Jobs;
using Paraphe.Features.Notices;
using Paraphe.Features.Opportunities;
using Paraphe.Features.Requests;
using Paraphe.Features.Sending;
using Paraphe.Features.Signing;
using Paraphe.Features.Webhooks;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features;

/// <summary>The one table of what follows from what: when X happened, do Y later. Runs in the transaction that saves X.</summary>
public static class Reactions
{
    public static void React(Happening what, Db db)
    {
        if (what is QuoteMoved { Quote: { Standing: Standing.Accepted, CustomerId: { } winner } })
            db.Also(() => db.WinnerBecomesCustomer(winner));
        db.TellWebhooks(what);
        switch (what)
        {
            case CustomerChanged changed:
                db.Also(() => db.FollowCustomer(changed.Customer));
                break;
            case RequestReceived received:
                db.Announce($"account:{received.Request.AccountId}", "requests");
                if (received.Request.Source != RequestSource.Hand)
                    db.Enqueue(new TellOfRequest(db.NewId(), received.Request.Id, IsNew: true, received.Request.Name));
                break;
            case RequestMessageArrived arrived:
                db.Announce($"account:{arrived.Request.AccountId}", "requests");
                db.Announce($"account:{arrived.Request.AccountId}", $"request-{arrived.Request.Id}");
                // A question of the portal rings under its own name.
                if (db.Entry(arrived.Request).State != EntityState.Added && arrived.Message.QuoteId is null)
                    db.Enqueue(new TellOfRequest(db.NewId(), arrived.Request.Id, IsNew: false, arrived.Message.From.Shown));
                break;
            case QuoteMoved { Quote.RequestId: { } request }:
                db.Enqueue(new FollowQuotes(request));
                break;
            case QuoteSent sent:
                db.Enqueue(new RenderRevision(sent.Revision.Id));
                if (sent.Quote.RoundCount > 0)
                    db.Also(() => db.AnswerRounds(sent));
                NoteInRequest(db, sent.Quote, "quoteSent", sent.By.Name, sent.By.Id);
                break;
            case QuoteOpened opened:
                TellSeller(db, opened.Quote, NoticeKinds.QuoteOpened, opened.Delivery.Name, opened.Delivery.Email);
                break;
            case QuoteSigned signed:
                // With the company's signature under it, where it signs too.
                if (!signed.Quote.Policies.MemberCountersigns)
                    db.Enqueue(new SealSignedQuote(signed.Signature.Id));
                TellSeller(db, signed.Quote, NoticeKinds.QuoteSigned, signed.Signature.Name);
                NoteInRequest(db, signed.Quote, "quoteSigned", signed.Signature.Name);
                break;
            case QuoteToFollowUp due:
                db.Enqueue(new TellToFollowUp(due.Quote.Id, due.On));
                break;
            case QuoteTagged tagged:
                db.QuoteTags.RemoveRange(tagged.Removed);
                db.QuoteTags.AddRange(tagged.Added);
                break;
            case QuoteRevised revised when revised.By.Id != revised.Quote.SellerId:
                TellSeller(db, revised.Quote, NoticeKinds.QuoteRevised, revised.By.Name);
                break;
            case QuotePartlySigned partly:
                TellSeller(db, partly.Quote, NoticeKinds.QuoteSigned, partly.Signature.Name);
                NoteInRequest(db, partly.Quote, "quoteSigned", partly.Signature.Name);
                break;
            case QuoteCountersigned countersigned:
                db.Enqueue(new SealSignedQuote(countersigned.Signature.Id));
                break;
            case ChangesRequested wished:
                db.Enqueue(new TellOfChanges(db.NewId(), wished.Quote.Id, wished.Round.SubmittedBy));
                break;
            case QuoteRejected rejected:
                TellSeller(db, rejected.Quote, NoticeKinds.QuoteRejected, rejected.Delivery.Name, rejected.Delivery.Email);
                NoteInRequest(
                    db,
                    rejected.Quote,
                    "quoteRejected",
                    rejected.Delivery.Name.Length > 0 ? rejected.Delivery.Name : rejected.Delivery.Email
                );
                break;
            case QuoteRenounced renounced:
                db.Enqueue(new MailWithdrawalReceipt(renounced.Quote.Id, renounced.Step));
                TellSeller(db, renounced.Quote, NoticeKinds.QuoteRenounced, renounced.Name);
                break;
            case QuoteTimeProposed proposed:
                TellSeller(db, proposed.Quote, NoticeKinds.TimeProposed, proposed.Quote.Time!.Name);
                break;
            case QuoteTimeAnswered answered:
                db.Enqueue(new MailTimeAnswer(db.NewId(), answered.Quote.Id, answered.Proposed, answered.Agreed));
                break;
            case QuoteAsked question:
                TellSeller(db, question.Quote, NoticeKinds.QuestionAsked, question.Name);
                break;
            case QuoteMailFailed failed:
                TellSeller(db, failed.Quote, NoticeKinds.DeliveryFailed, failed.Address);
                break;
            case QuoteOpenUntil open:
                db.Also(open, db.PlanExpiry);
                break;
            case QuoteExpired { ByHand: false } expired:
                TellSeller(db, expired.Quote, NoticeKinds.QuoteExpired, expired.Quote.CustomerName, "–");
                break;
            case WebhookTurnedOff off:
                db.Enqueue(new TellOfWebhook(db.NewId(), off.Webhook.Id));
                break;
            case QuoteRevised revised:
                db.Also(() => db.WithdrawContract(revised.Quote));
                break;
            case ContractActivated activated:
                db.Follow(activated.Contract);
                break;
            case ContractRenewed renewed:
                db.Follow(renewed.Contract);
                break;
            case ContractCancelled cancelled:
                db.Also(() => db.CancelPlanned(cancelled.Contract));
                break;
            case InvoiceIssued issued:
                db.FollowOn(issued);
                break;
            case CampaignAsked campaign:
                db.Enqueue(new MakeCampaign(campaign.Campaign.Id));
                break;
            case JobGivenUp given:
                TellOfFailedJob.FollowOn(given, db);
                break;
            default:
                break;
        }
    }

    private static void NoteInRequest(Db db, Quote quote, string what, string name, Guid? member = null)
    {
        if (quote.RequestId is { } request)
            db.Enqueue(new NoteQuoteAct(db.NewId(), request, quote.Id, what, quote.ShownNumber, member, name, db.Now));
    }

    /// <param name="who">Names of who did it, the best first: a recipient may have an address only.</param>
    private static void TellSeller(Db db, Quote quote, string kind, params string[] who)
    {
        if (quote.SellerId is not { } seller)
            return;
        var name = who.First(name => name.Length > 0);
        string[] args = [name, quote.ShownNumber, quote.Content.Title];
        db.Enqueue(new RingBell(db.NewId(), [seller], kind, args, $"/quotes/{quote.Id}", quote.Id));
    }
}
