using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Documents;
using Paraphe.Features.Mail;
using Paraphe.Features.Portal;
using Paraphe.Features.Requests.Replying;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;
using Paraphe.Platform.Pdf;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Sending;

/// <summary>Writes the mail of one delivery. Its link is protected by the key ring, and gone with the job's payload once it has run.</summary>
public sealed record ComposeQuoteMail(
    Guid DeliveryId,
    string ProtectedToken,
    string Subject,
    string Body,
    bool AttachPdf,
    bool ViaRequest = false,
    IReadOnlyList<EnclosedFile>? Files = null
) : IJob;

public sealed class ComposeQuoteMailHandler(
    Db db,
    Post post,
    PrintedQuotes prints,
    FileStore files,
    PortalLinks links,
    MailPixels pixels,
    IDataProtectionProvider protection,
    QuoteInThread thread,
    Texts texts,
    ILogger<ComposeQuoteMailHandler> log
) : IHandle<ComposeQuoteMail>
{
    private const string Purpose = "quote link";

    /// <summary>The mail waits that long for its PDF, then leaves without: the quote itself is on its page.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static string Protect(IDataProtectionProvider protection, string token) => protection.CreateProtector(Purpose).Protect(token);

    // Sent via its request, it meets whatever else is happening to that.
    public Task Run(ComposeQuoteMail job, CancellationToken stop) => db.Afresh(() => Compose(job, stop));

    private async Task Compose(ComposeQuoteMail job, CancellationToken stop)
    {
        var delivery = await db.Deliveries.AsNoTracking().SingleAsync(row => row.Id == job.DeliveryId, stop);
        var revision = await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == delivery.RevisionId, stop);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var frozen = revision.Read();
        var words = texts.In(frozen.Content.Language);
        var mail = new QuoteMail(frozen, account, job.Subject, job.Body);
        var to = new Recipient(delivery.Name, delivery.Email, delivery.Role);
        var dispatch = new Dispatch(
            $"quote/{delivery.Id}",
            new Mailbox(delivery.Name.Length > 0 ? delivery.Name : null, delivery.Email),
            mail.SubjectFor(to, words),
            mail.LetterFor(to, UrlOf(job), words) with
            {
                Pixel = account.Settings.Mail.TellsDisplay ? pixels.UrlOf(delivery.Id) : null,
            }
        )
        {
            QuoteId = delivery.QuoteId,
            DeliveryId = delivery.Id,
            ReplyTo = Mailbox.IsAddress(frozen.Seller.Email) ? new Mailbox(frozen.Seller.Name, frozen.Seller.Email) : null,
            Attachments = [.. job.AttachPdf ? await Pdf(delivery, revision, frozen, stop) : [], .. await Enclosed(job.Files ?? [], stop)],
        };
        if (job.ViaRequest && await thread.Of(delivery, frozen, account, stop) is { } going)
            dispatch = dispatch with { RequestId = going.Request.Id, Thread = going.Thread };
        var sent = await post.Add(dispatch, account, stop);
        if (dispatch.RequestId is not null)
            await thread.Write(dispatch, sent, frozen, stop);
        await db.SaveChangesAsync(stop);
    }

    private async Task<IReadOnlyList<OutgoingFile>> Enclosed(IReadOnlyList<EnclosedFile> enclosed, CancellationToken stop)
    {
        var read = new List<OutgoingFile>();
        foreach (var file in enclosed)
            read.Add(new OutgoingFile(file.Name, file.Type, await files.Read(file.Hash, stop)));
        return read;
    }

    private string UrlOf(ComposeQuoteMail job)
    {
        try
        {
            return links.UrlOf(protection.CreateProtector(Purpose).Unprotect(job.ProtectedToken));
        }
        catch (CryptographicException)
        {
            // Restored beside another secret: the mail carries a link that this installation can make.
            return links.UrlOf(job.DeliveryId);
        }
    }

    private async Task<IReadOnlyList<OutgoingFile>> Pdf(Delivery delivery, Revision revision, FrozenQuote frozen, CancellationToken stop)
    {
        try
        {
            var document = await prints.Of(revision.Id, stop);
            return [new OutgoingFile(PrintedQuotes.FileName(frozen.Number), "application/pdf", await files.Read(document.FileHash, stop))];
        }
        catch (RenderUnavailableException away)
        {
            if (db.Now - delivery.CreatedAt > Patience)
            {
                log.LogError(away, "The mail of delivery {Delivery} leaves without its PDF", delivery.Id);
                return [];
            }
            throw new NotYetException(away.Message, TimeSpan.FromSeconds(5));
        }
        catch (RenderFailedException broken)
        {
            // Better a mail without the PDF than none.
            log.LogError(broken, "The PDF of revision {Revision} cannot be made", revision.Id);
            return [];
        }
    }
}
