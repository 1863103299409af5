using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Documents;

/// <summary>PDFs of quotes: one of each revision, made once and kept; drafts made when asked for. Called by jobs, never while a customer waits.</summary>
public sealed class PrintedQuotes(Db db, RenderWorker worker, FileStore files, Texts texts)
{
    public const string Template = "quote.typ";

    // Two jobs often want the same revision at the same moment, and the renderer makes one document at a time anyway.
    private static readonly SemaphoreSlim Turn = new(1, 1);

    /// <summary>The number as the name of a file.</summary>
    public static string FileName(string number, bool signed = false) =>
        string.Concat(number.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'))
        + (signed ? "-signed.pdf" : ".pdf");

    /// <summary>The revision's PDF as it is kept; rendered first when there is none yet.</summary>
    public async Task<Document> Of(Guid revisionId, CancellationToken stop)
    {
        if (await Find(revisionId, stop) is { } made)
            return made;
        await Turn.WaitAsync(stop);
        try
        {
            return await Find(revisionId, stop) ?? await Make(revisionId, stop);
        }
        finally
        {
            Turn.Release();
        }
    }

    private async Task<Document> Make(Guid revisionId, CancellationToken stop)
    {
        var revision = await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == revisionId, stop);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var frozen = revision.Read();
        var print = new QuotePrint(frozen, frozen.Content.Preselected(), texts.In(frozen.Content.Language), account.Settings.BrandColour);
        var pdf = await Render(print.Document(), frozen, account, [], revision.SentAt, stop);
        var (hash, size) = await files.Put(pdf.Bytes, stop);
        var document = new Document
        {
            Id = db.NewId(),
            AccountId = db.AccountId,
            QuoteId = revision.QuoteId,
            RevisionId = revision.Id,
            Kind = "revision",
            SourceId = revision.Id,
            FileHash = hash,
            Size = size,
            Notice = pdf.Notice ?? "",
            CreatedAt = db.Now,
        };
        db.Documents.Add(document);
        try
        {
            await db.SaveChangesAsync(stop);
            return document;
        }
        catch (DbUpdateException) when (!stop.IsCancellationRequested)
        {
            // Another node was quicker; both rendered the same.
            db.ChangeTracker.Clear();
            return await Find(revisionId, stop) ?? throw new NotYetException("The revision's PDF was not kept", TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>The working copy as it would look, marked as a draft; not kept.</summary>
    public Task<RenderedPdf> Draft(FrozenQuote frozen, Account account, CancellationToken stop)
    {
        var words = texts.In(frozen.Content.Language);
        var print = new QuotePrint(frozen, frozen.Content.Preselected(), words, account.Settings.BrandColour);
        return Render(print.Document() with { Watermark = words["Documents.draft"] }, frozen, account, [], frozen.SentAt, stop);
    }

    /// <summary>A revision as a letter; the address stands in the window of the sender's country's envelope. Always by our template.</summary>
    public Task<RenderedPdf> Letter(FrozenQuote frozen, Account account, CancellationToken stop)
    {
        var print = new QuotePrint(frozen, frozen.Content.Preselected(), texts.In(frozen.Content.Language), account.Settings.BrandColour);
        var home = frozen.Company.Address.Country;
        var document = print.Document() with
        {
            Window = PostalWindow.Of(home),
            Addressee = new PrintedParty(
                frozen.Customer.Name,
                [.. frozen.Customer.Address.Block(home, texts.In(frozen.Content.Language).Culture)]
            ),
        };
        return Render(document, frozen, account, [], frozen.SentAt, stop);
    }

    /// <summary>Tries a template of the account's own.</summary>
    /// <exception cref="RenderFailedException">It cannot be used; the message says why.</exception>
    public async Task Try(string template, FrozenQuote frozen, Account account, CancellationToken stop)
    {
        var print = new QuotePrint(frozen, frozen.Content.Preselected(), texts.In(frozen.Content.Language), account.Settings.BrandColour);
        var (document, pictures) = await Dressed(print.Document(), frozen, account, stop);
        var options = new PdfOptions
        {
            Date = frozen.SentAt,
            Pictures = pictures,
            OwnTemplate = template,
        };
        await worker.Pdf(Template, document.ToJson(), [], options, stop);
    }

    public async Task<RenderedPdf> Render(
        QuoteDocument document,
        FrozenQuote frozen,
        Account account,
        IReadOnlyList<PdfAttachment> attachments,
        DateTime date,
        CancellationToken stop
    )
    {
        (document, var pictures) = await Dressed(document, frozen, account, stop);
        var options = new PdfOptions { Date = date, Pictures = pictures };
        if (account.Settings.OwnTemplate is { } own && document.Window is null)
            try
            {
                var template = System.Text.Encoding.UTF8.GetString(await files.Read(own, stop));
                return await worker.Pdf(Template, document.ToJson(), attachments, options with { OwnTemplate = template }, stop);
            }
            catch (RenderFailedException broken)
            {
                // It worked when it was tried, but not with this quote: better ours than none.
                var ours = await worker.Pdf(Template, document.ToJson(), attachments, options, stop);
                return ours with { Notice = $"The account's own template failed, ours was used: {broken.Message}" };
            }
        return await worker.Pdf(Template, document.ToJson(), attachments, options, stop);
    }

    /// <summary>With layout, logo and pictures; and the bytes of these.</summary>
    private async Task<(QuoteDocument Document, Dictionary<string, byte[]> Pictures)> Dressed(
        QuoteDocument document,
        FrozenQuote frozen,
        Account account,
        CancellationToken stop
    )
    {
        var pictures = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        document = document with { Layout = account.Settings.Layout.ToString().ToLowerInvariant() };
        if (account.Settings.Layout == DocumentLayout.Pictures)
            document = document with
            {
                Pictures =
                [
                    .. frozen
                        .Content.Enclosures.Where(one => one is { Kind: EnclosureKind.Image, Hash: not null })
                        .Select(one => new PrintedPicture(one.Hash!, one.Caption)),
                ],
            };
        if (account.Settings.Logo is { } logo)
        {
            pictures["logo"] = await files.Read(logo, stop);
            document = document with { Logo = "logo" };
        }
        var named = frozen
            .Content.Lines.Select(line => line.Picture)
            .OfType<string>()
            .Concat(document.Pictures.Select(picture => picture.Picture));
        foreach (var hash in named.Distinct())
            pictures[hash] = await files.Read(hash, stop);
        return (document, pictures);
    }

    private Task<Document?> Find(Guid revisionId, CancellationToken stop) =>
        db.Documents.AsNoTracking().SingleOrDefaultAsync(row => row.SourceId == revisionId && row.Kind == "revision", stop);
}

/// <summary>Prints a revision after it was sent, so that its PDF is there when somebody asks for it.</summary>
public sealed record RenderRevision(Guid RevisionId) : IJob;

public sealed class RenderRevisionHandler(PrintedQuotes prints) : IHandle<RenderRevision>
{
    public async Task Run(RenderRevision job, CancellationToken stop)
    {
        try
        {
            await prints.Of(job.RevisionId, stop);
        }
        catch (RenderUnavailableException away)
        {
            throw new NotYetException(away.Message, TimeSpan.FromSeconds(5));
        }
    }
}
