using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Requests;
using Paraphe.Features.Mail;
using Paraphe.Features.Requests.Replying;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Mail;
using Paraphe.Platform.Web;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Requests;

/// <summary>A request with its conversation (RQ 4): read, answered, noted upon.</summary>
[Needs(Permission.Read)]
public sealed class DetailsModel(Db db, MailPlaces places, FileStore files, Texts texts) : RequestsPage(db)
{
    private const int Beside = 40;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "")]
    public RequestFilter Filter { get; set; } = new();

    [BindProperty]
    public ReplyInput Input { get; set; } = new();

    public new Request Request { get; private set; } = null!;

    public IReadOnlyList<Entry> Entries { get; private set; } = [];

    public IReadOnlyList<RequestRow> Rows { get; private set; } = [];

    public Customer? Customer { get; private set; }

    public IReadOnlyList<QuoteLink> Quotes { get; private set; } = [];

    public (Guid Id, string Subject)? Perhaps { get; private set; }

    public IReadOnlyDictionary<Guid, string> Members { get; private set; } = new Dictionary<Guid, string>();

    public string Address { get; private set; } = "";

    /// <summary>Somebody wrote into the conversation while the reply was being typed.</summary>
    public bool IsOvertaken { get; private set; }

    public IReadOnlyList<SavedReply> SavedReplies =>
        [
            .. Account.Settings.Requests.Replies.Where(saved =>
                saved.Language.Length == 0 || Request.Language.Length == 0 || saved.Language == Request.Language
            ),
        ];

    public sealed record Entry(Message Message, OutgoingMail? Mail);

    public sealed record QuoteLink(Guid Id, string Number, string Title, Domain.Quotes.Standing Standing, DateOnly? ValidUntil)
    {
        public string Status(DateOnly today) =>
            Standing == Domain.Quotes.Standing.Draft ? "Draft" : Domain.Quotes.Quote.StatusOf(Standing, ValidUntil, today).ToString();
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await Find(Id, stop) is not { } request)
            return NotFound();
        Request = request;
        // Reading is the one thing a GET may note; a live refresh of an open page is not somebody reading.
        if (MayAnswer && !HttpContext.Request.Headers.ContainsKey("X-Live") && request.Read())
            await Seen(stop);
        await Prepare(stop);
        Input = ReplyInput.AnswerTo(Entries.Select(entry => entry.Message).ToList(), request);
        return Page();
    }

    [Needs(Permission.EditRequests)]
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await Find(Id, stop) is not { } request)
            return NotFound();
        Request = request;
        await Prepare(stop);
        if (Input.Use is { } use)
            return Insert(use);
        var writing = new Writing(Db, files, places, texts, Me, Account);
        if (Input.IsNote)
        {
            if (await writing.Note(request, Input, ModelState, stop))
                return Redirect(Here + "#last");
            return Page();
        }
        IsOvertaken = Input.Seen is { } seen && seen != LastMail;
        if (IsOvertaken)
        {
            Input = Input with { Seen = LastMail };
            ModelState.Remove("Input.Seen");
            return Page();
        }
        if (!await writing.Reply(request, Input, Entries.Select(entry => entry.Message).ToList(), ModelState, stop))
            return Page();
        this.Toast(texts["Requests.ReplyGoes"]);
        return Redirect(Here + "#last");
    }

    public string Here => $"/requests/{Id}{Filter.Query()}";

    public Guid? LastMail =>
        Entries.Select(entry => entry.Message).LastOrDefault(message => message.Kind is MessageKind.In or MessageKind.Out)?.Id;

    public DateOnly Today => Account.Today(Now);

    /// <summary>A saved text with what this request fills in.</summary>
    public string Filled(SavedReply saved) =>
        ReplyPlaceholders.Fill(
            saved.Text,
            Request,
            Account,
            Me.Name,
            texts.In(Request.Language.Length > 0 ? Request.Language : Account.Locale)
        );

    private IActionResult Insert(Guid saved)
    {
        var filled = Account.Settings.Requests.Replies.FirstOrDefault(reply => reply.Id == saved) is { } found ? Filled(found) : "";
        Input = Input with
        {
            Text = string.Join("\n\n", new[] { Input.Text?.TrimEnd(), filled }.Where(part => !string.IsNullOrEmpty(part))),
        };
        ModelState.Clear();
        return Page();
    }

    private async Task Seen(CancellationToken stop)
    {
        Db.Announce($"account:{Db.AccountId}", "requests");
        try
        {
            await Db.SaveChangesAsync(stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Something arrived in this very moment: it stays unread, which is true.
            Db.ChangeTracker.Clear();
        }
    }

    private async Task Prepare(CancellationToken stop)
    {
        Address = places.RequestsOf(Account);
        var messages = await Db
            .Messages.AsNoTracking()
            .Include(row => row.Files)
            .Where(row => row.ConversationId == Request.ConversationId)
            .OrderBy(row => row.At)
            .ThenBy(row => row.Id)
            .AsSplitQuery()
            .ToListAsync(stop);
        var mails = await Db.OutgoingMails.AsNoTracking().Where(row => row.RequestId == Id).ToDictionaryAsync(row => row.Id, stop);
        Entries =
        [
            .. messages.Select(message => new Entry(message, message.OutgoingId is { } mail ? mails.GetValueOrDefault(mail) : null)),
        ];
        Rows = await (await Filter.Of(Db.Requests, Zone, stop)).Rows(Beside, stop);
        Members = await Db
            .Users.Where(row => row.DisabledAt == null || row.Id == Request.AssigneeId)
            .OrderBy(row => row.Name)
            .Select(row => new { row.Id, row.Name })
            .ToDictionaryAsync(row => row.Id, row => row.Name, stop);
        if (Request.CustomerId is { } customer)
            Customer = await Db.Customers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == customer, stop);
        Quotes = await Db
            .Quotes.Where(row => row.RequestId == Id)
            .OrderBy(row => row.Id)
            .Select(row => new QuoteLink(row.Id, row.Number ?? row.DraftNumber, row.Title, row.Standing, row.ValidUntil))
            .ToListAsync(stop);
        if (Request.PerhapsOfId is { } perhaps)
            Perhaps = await Db
                .Requests.Where(row => row.Id == perhaps)
                .Select(row => new { row.Id, row.Subject })
                .SingleOrDefaultAsync(stop)
                is { } found
                ? (found.Id, found.Subject)
                : null;
    }
}
