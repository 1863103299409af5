using Microsoft.EntityFrameworkCore;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Signing;

/// <summary>Mails a one-time code; its digits are protected, and gone with the payload once it has run.</summary>
public sealed record MailSigningCode(Guid CodeId, string ProtectedCode) : IJob;

public sealed class MailSigningCodeHandler(Db db, Post post, OneTimeCodes codes, Texts texts) : IHandle<MailSigningCode>
{
    public async Task Run(MailSigningCode job, CancellationToken stop)
    {
        var code = await db.SigningCodes.AsNoTracking().SingleAsync(row => row.Id == job.CodeId, stop);
        var delivery = await db.Deliveries.AsNoTracking().SingleAsync(row => row.Id == code.DeliveryId, stop);
        var frozen = (await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == delivery.RevisionId, stop)).Read();
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var words = texts.In(frozen.Content.Language);
        var digits = codes.Reveal(job.ProtectedCode);
        var letter = new Letter
        {
            Language = words.Language,
            Company = frozen.Company.Name,
            Brand = account.Settings.BrandColour,
            Heading = words["Signing.Code.MailHeading", $"{digits[..3]} {digits[3..]}"],
            Body = words["Signing.Code.MailBody", frozen.Number, frozen.Company.Name],
            Foot = words["Signing.Code.MailFoot"],
        };
        await post.Add(
            new Dispatch(
                $"{OutgoingMail.SecretPrefix}code/{code.Id}",
                new Mailbox(delivery.Name.Length > 0 ? delivery.Name : null, delivery.Email),
                words["Signing.Code.MailSubject", frozen.Number],
                letter
            )
            {
                Automatic = true,
                QuoteId = delivery.QuoteId,
            },
            account,
            stop
        );
        await db.SaveChangesAsync(stop);
    }
}
