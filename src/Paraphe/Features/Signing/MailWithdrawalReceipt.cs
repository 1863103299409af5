using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Signing;

/// <summary>The dated receipt that a consumer keeps of his withdrawal: what he declared, and when it came in.</summary>
/// <param name="Step">Number of the event that keeps the declaration.</param>
public sealed record MailWithdrawalReceipt(Guid QuoteId, int Step) : IJob;

public sealed class MailWithdrawalReceiptHandler(Db db, Post post, Texts texts) : IHandle<MailWithdrawalReceipt>
{
    public async Task Run(MailWithdrawalReceipt job, CancellationToken stop)
    {
        var declared = await db.Events.AsNoTracking().SingleAsync(row => row.QuoteId == job.QuoteId && row.Sequence == job.Step, stop);
        using var payload = JsonDocument.Parse(declared.Payload);
        string Said(string name) => payload.RootElement.GetProperty(name).GetString()!;
        var signature = await db
            .Signatures.AsNoTracking()
            .SingleAsync(row => row.Id == payload.RootElement.GetProperty("signature").GetGuid(), stop);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var frozen = (await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == signature.RevisionId, stop)).Read();
        var words = texts.In(frozen.Content.Language);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(frozen.TimeZone);
        var when = $"{words.Moment(declared.At, zone)} ({frozen.TimeZone})";
        var facts = new List<(string, string)>
        {
            (words["Signing.Withdraw.Contract"], $"{frozen.Number}, {frozen.Content.Title}".TrimEnd(' ', ',')),
            (words["Signing.Withdraw.SignedOn"], words.Moment(signature.SignedAt, zone)),
            (words["Documents.total"], words.Money(signature.Total, frozen.Content.Currency)),
            (words["Signing.Withdraw.Declared"], when),
            (words["Portal.YourName"], Said("name")),
        };
        if (Said("comment") is { Length: > 0 } comment)
            facts.Add((words["Signing.Withdraw.Comment"], comment));
        await post.Add(
            new Dispatch(
                $"withdrawal/{job.QuoteId}/{job.Step}",
                new Mailbox(Said("name"), Said("email")),
                words["Signing.Withdraw.MailSubject", frozen.Number],
                new Letter
                {
                    Language = words.Language,
                    Company = frozen.Company.Name,
                    Brand = account.Settings.BrandColour,
                    Heading = words["Signing.Withdraw.MailHeading"],
                    Body = words["Signing.Withdraw.MailBody", when, frozen.Company.Name],
                    Facts = facts,
                    Foot = words["Signing.Withdraw.MailFoot"],
                }
            )
            {
                QuoteId = job.QuoteId,
                ReplyTo = Mailbox.IsAddress(frozen.Seller.Email) ? new Mailbox(frozen.Seller.Name, frozen.Seller.Email) : null,
                Automatic = true,
            },
            account,
            stop
        );
        await db.SaveChangesAsync(stop);
    }
}
