using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Documents;
using Paraphe.Features.Mail;
using Paraphe.Features.Portal;
using Paraphe.Platform;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Signing;

/// <summary>The sealed PDF for both sides (PO 4).</summary>
public sealed record MailSignedCopies(Guid SignatureId) : IJob;

public sealed class MailSignedCopiesHandler(Db db, Post post, FileStore files, PortalLinks links, Settings settings, Texts texts)
    : IHandle<MailSignedCopies>
{
    public async Task Run(MailSignedCopies job, CancellationToken stop)
    {
        var signature = await db.Signatures.AsNoTracking().SingleAsync(row => row.Id == job.SignatureId, stop);
        var document = await db.Documents.AsNoTracking().SingleAsync(row => row.SourceId == signature.Id && row.Kind == "signed", stop);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var frozen = (await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == signature.RevisionId, stop)).Read();
        var pdf = new OutgoingFile(
            PrintedQuotes.FileName(frozen.Number, signed: true),
            "application/pdf",
            await files.Read(document.FileHash, stop)
        );
        var words = texts.In(frozen.Content.Language);
        var total = words.Money(signature.Total, frozen.Content.Currency);
        foreach (var signer in (await db.SignaturesOf(signature.RevisionId, stop)).Where(row => row.MemberId is null))
        {
            var letter = Letter(
                words,
                frozen,
                account.Settings.BrandColour,
                words["Signing.Copy.Body", signer.Name, frozen.Number, frozen.Company.Name, total, frozen.Seller.Name],
                (words["Sending.Mail.View"], links.UrlOf(signer.DeliveryId))
            );
            var toCustomer = new Dispatch(
                signer.Id == signature.Id ? $"signed/{signature.Id}/customer" : $"signed/{signature.Id}/customer/{signer.Id}",
                new Mailbox(signer.Name, signer.Email),
                words["Signing.Copy.Subject", frozen.Number],
                letter
            )
            {
                Attachments = [pdf],
                QuoteId = signature.QuoteId,
                ReplyTo = Mailbox.IsAddress(frozen.Seller.Email) ? new Mailbox(frozen.Seller.Name, frozen.Seller.Email) : null,
                Automatic = true,
            };
            await post.Add(toCustomer, account, stop);
        }
        var ours = texts.In(account.Locale);
        var seller = Mailbox.IsAddress(frozen.Seller.Email) ? frozen.Seller.Email : account.Profile.Email;
        if (Mailbox.IsAddress(seller))
            await post.Add(
                new Dispatch(
                    $"signed/{signature.Id}/seller",
                    new Mailbox(frozen.Seller.Name, seller),
                    ours["Signing.Told.Subject", signature.Name, frozen.Number],
                    Letter(
                        ours,
                        frozen,
                        account.Settings.BrandColour,
                        ours["Signing.Told.Body", signature.Name, frozen.Number, frozen.Content.Title, total],
                        (ours["Signing.Told.Open"], $"{settings.PublicUrl}/quotes/{signature.QuoteId}")
                    )
                )
                {
                    Attachments = [pdf],
                    QuoteId = signature.QuoteId,
                    Automatic = true,
                },
                account,
                stop
            );
        await db.SaveChangesAsync(stop);
    }

    private static Letter Letter(Texts words, FrozenQuote frozen, string brand, string body, (string, string) button) =>
        new()
        {
            Language = words.Language,
            Company = frozen.Company.Name,
            Brand = brand,
            Heading = frozen.Content.Title,
            Body = body,
            Buttons = [button],
            Foot = words["Signing.Copy.Foot"],
        };
}
