using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Legal;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Mail;
using Paraphe.Platform.Web;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Sending;

/// <summary>Send: the mail as it will look, to whom it goes, what is missing before it can (SN 1).</summary>
[Needs(Permission.EditQuotes), RequestSizeLimit(25_000_000), RequestFormLimits(MultipartBodyLengthLimit = 25_000_000)]
public sealed class SendModel(Db db, QuoteParties parties, QuoteSending sending, AddedFiles enclosures, Texts texts) : OfficePage
{
    private const int MostRecipients = 20;

    [BindProperty]
    public SendInput Input { get; set; } = new();

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    /// <summary>Files that the form has already, with what it carries of them.</summary>
    public IReadOnlyList<(string Name, long Size, string Sealed)> Kept { get; private set; } = [];

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Account.TimeZone);

    /// <summary>A saved mail that takes the place of the standard text.</summary>
    [BindProperty(SupportsGet = true, Name = "text")]
    public Guid? TextId { get; set; }

    public Quote Quote { get; private set; } = null!;

    public Account Account { get; private set; } = null!;

    public CustomerDetails? Customer { get; private set; }

    public SellerDetails Seller { get; private set; } = null!;

    public IReadOnlyList<BrokenRuleException> Missing { get; private set; } = [];

    /// <summary>What the law of the company's country asks for and is missing: told, and no hindrance.</summary>
    public IReadOnlyList<LegalFinding> Legal { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (!await Load(id, stop))
            return NotFound();
        Input = await Proposed(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!await Load(id, stop))
            return NotFound();
        // The same form again, by a double click or "back": what it asked for is done.
        if (IsReplay || Quote.Planned is not null)
            return Redirect($"/quotes/{id}");
        var recipients = Chosen();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            var plan = await Plan(recipients, stop);
            if (plan.At > db.Now)
                await SendLater(plan);
            else
                await SendNow(plan);
            return Redirect($"/quotes/{id}");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, nameof(Input));
        }
        catch (DbUpdateException)
        {
            ModelState.AddModelError("", texts["Sending.ChangedMeanwhile"]);
        }
        db.ChangeTracker.Clear();
        await Load(id, stop);
        return IsReplay ? Redirect($"/quotes/{id}") : Page();
    }

    private bool IsReplay => Input.Revisions is { } shown && shown != Quote.RevisionCount;

    /// <summary>The mail as HTML, alone: shown in a frame beside the form.</summary>
    public async Task<IActionResult> OnGetLookAsync(Guid id, CancellationToken stop)
    {
        if (!await Load(id, stop))
            return NotFound();
        Input = await Proposed(stop);
        return Look();
    }

    public async Task<IActionResult> OnPostLookAsync(Guid id, CancellationToken stop) => await Load(id, stop) ? Look() : NotFound();

    private ContentResult Look()
    {
        var frozen = Frozen();
        var words = texts.In(frozen.Content.Language);
        var first = Input.Recipients.Find(row => row.Goes) ?? new RecipientInput { Name = Customer?.Name ?? "" };
        var mail = new QuoteMail(frozen, Account, Input.Subject ?? "", Input.Body ?? "");
        // A page of its own without script; it alone may bring its styles along, as mail must.
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
        return Content(mail.LetterFor(first.ToRecipient(), "#", words).ToHtml(), "text/html; charset=utf-8");
    }

    private async Task<bool> Load(Guid id, CancellationToken stop)
    {
        if (await db.Quotes.SingleOrDefaultAsync(row => row.Id == id, stop) is not { } quote)
            return false;
        Quote = quote;
        Account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        (Customer, Seller) = await parties.Of(quote, Account, stop);
        Missing = [.. quote.MissingToSend(Account, Customer)];
        Legal = LegalCheck.Of(Frozen());
        return true;
    }

    private FrozenQuote Frozen() => Quote.Foresee(Account, Customer ?? new(), Seller, Input.ValidUntil ?? Account.Today(db.Now), db.Now);

    /// <summary>Those it went to last time; else the customer and his contacts, the first ticked.</summary>
    private async Task<SendInput> Proposed(CancellationToken stop)
    {
        var rows = new List<RecipientInput>();
        var last = await db
            .Deliveries.AsNoTracking()
            .Where(row => row.QuoteId == Quote.Id && row.RevisionId == Quote.CurrentRevisionId && row.RevokedAt == null)
            .OrderBy(row => row.CreatedAt)
            .ToListAsync(stop);
        rows.AddRange(
            last.Select(row => new RecipientInput
            {
                Goes = true,
                IsKnown = true,
                Name = row.Name,
                Email = row.Email,
                Role = row.Role,
                ContactId = row.ContactId,
            })
        );
        var contacts = await db
            .Contacts.AsNoTracking()
            .Where(row => row.CustomerId == Quote.CustomerId)
            .OrderBy(row => row.Id)
            .ToListAsync(stop);
        var known = contacts
            .SelectMany(row =>
                row.Details.Emails.Select(email => new RecipientInput
                {
                    Name = row.Details.Name,
                    Email = email,
                    ContactId = row.Id,
                    IsKnown = true,
                })
            )
            .ToList();
        if (Customer is { Email.Length: > 0 } customer)
            known.Add(
                new RecipientInput
                {
                    Name = customer.Kind == CustomerKind.Person ? customer.Name : "",
                    Email = customer.Email,
                    IsKnown = true,
                }
            );
        foreach (var row in known.Where(row => !rows.Exists(other => Same(other.Email, row.Email))))
            rows.Add(row with { Goes = rows.Count == 0 });
        if (
            Quote.RequestId is { } request
            && await Requester(request, stop) is { } asked
            && !rows.Exists(row => Same(row.Email, asked.Email))
        )
            rows.Insert(0, asked with { Goes = !rows.Exists(row => row.Goes) });
        // Room to type others.
        rows.AddRange([new RecipientInput(), new RecipientInput()]);
        var today = Account.Today(db.Now);
        var input = new SendInput
        {
            Recipients = rows,
            ValidUntil =
                Quote.ValidUntil is { } until && until > today ? until : today.AddDays(Quote.ValidDays ?? Account.Settings.ValidityDays),
            AttachPdf = Account.Settings.AttachPdf,
            AllSign = Account.Settings.Policies.AllSignersSign,
            ViaRequest = Quote.RequestId is not null && Request.Query["via"] == "request",
        };
        var standard = QuoteMail.Standard(Quote.Foresee(Account, Customer ?? new(), Seller, input.ValidUntil.Value, db.Now), Account);
        if (Account.Settings.Phrases.FirstOrDefault(row => row.Id == TextId) is { } saved)
            return input with { Subject = saved.Subject.Length > 0 ? saved.Subject : standard.Subject, Body = saved.Text };
        return input with { Subject = standard.Subject, Body = standard.Body };
    }

    private async Task<RecipientInput?> Requester(Guid request, CancellationToken stop)
    {
        var asked = await db.Requests.Where(row => row.Id == request).Select(row => row.Requester).SingleOrDefaultAsync(stop);
        return asked is not null && Mailbox.IsAddress(asked.Email)
            ? new RecipientInput
            {
                Name = asked.Name,
                Email = asked.Email,
                IsKnown = true,
            }
            : null;
    }

    private List<Recipient> Chosen()
    {
        var chosen = new List<Recipient>();
        for (var place = 0; place < Input.Recipients.Count; place++)
        {
            var row = Input.Recipients[place];
            if (!row.Goes && (row.IsKnown || string.IsNullOrWhiteSpace(row.Email)))
                continue;
            if (!Mailbox.IsAddress(row.Email?.Trim()))
                ModelState.AddModelError($"Input.Recipients[{place}].Email", texts["Shared.Error.Email"]);
            else if (chosen.Exists(other => Same(other.Email, row.Email)))
                ModelState.AddModelError($"Input.Recipients[{place}].Email", texts["Sending.Twice"]);
            else
                chosen.Add(row.ToRecipient());
        }
        if (ModelState.IsValid && chosen.Count == 0)
            ModelState.AddModelError("", texts["Rules.NoRecipient"]);
        if (chosen.Count > MostRecipients)
            ModelState.AddModelError("", texts["Sending.TooMany", MostRecipients]);
        if (ModelState.IsValid && !chosen.Exists(to => to.Role == RecipientRole.Signer))
            ModelState.AddModelError("", texts["Sending.NoSigner"]);
        if (Input.ValidUntil is null)
            ModelState.AddModelError("Input.ValidUntil", texts["Shared.Error.Required"]);
        return chosen;
    }

    private async Task<PlannedSend> Plan(List<Recipient> recipients, CancellationToken stop)
    {
        var enclosed = await enclosures.Keep(Input.Kept, Files, stop);
        Kept = [.. enclosed.Select(file => (file.Name, file.Size, enclosures.Seal(file)))];
        var at = db.Now;
        if (!string.IsNullOrWhiteSpace(Input.Later))
        {
            const DateTimeStyles none = DateTimeStyles.None;
            string[] forms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
            if (!DateTime.TryParseExact(Input.Later, forms, CultureInfo.InvariantCulture, none, out var local))
                throw new BrokenRuleException("Rules.DateMissing", "later");
            at = TimeZoneInfo.ConvertTimeToUtc(Zone.IsInvalidTime(local) ? local.AddHours(1) : local, Zone);
            if (at <= db.Now)
                throw new BrokenRuleException("Rules.PlannedPassed", "later");
        }
        return new PlannedSend(
            db.NewId(),
            at,
            Me.Id,
            Me.Name,
            [.. recipients],
            Input.Subject ?? "",
            Input.Body ?? "",
            Input.ValidUntil!.Value,
            Input.AttachPdf,
            Input.AllSign,
            Input.ViaRequest && Quote.RequestId is not null,
            [.. enclosed]
        );
    }

    private async Task SendNow(PlannedSend plan)
    {
        var links = sending.LinksFor(plan.Recipients);
        await db.InTransaction(() => sending.Send(Quote, Account, (Customer, Seller), plan, links, Me.AsActor), CancellationToken.None);
        this.Toast(texts.Count("Sending.Done", plan.Recipients.Length, Quote.ShownNumber));
    }

    private async Task SendLater(PlannedSend plan)
    {
        Quote.Plan(plan, Account, Customer, Me.AsActor, db.Now);
        db.Enqueue(new SendPlanned(Quote.Id, plan.Key), plan.At);
        await db.SaveChangesAsync(CancellationToken.None);
        this.Toast(texts["Sending.Planned.Done", texts.Moment(plan.At, Zone)]);
    }

    /// <summary>The plan is given up; the quote can be edited and sent again.</summary>
    public async Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken stop)
    {
        if (!await Load(id, stop))
            return NotFound();
        try
        {
            Quote.CancelPlan(Me.AsActor, db.Now);
            await db.SaveChangesAsync(CancellationToken.None);
            this.Toast(texts["Sending.Planned.Cancelled"]);
        }
        catch (Exception other) when (other is BrokenRuleException or DbUpdateException)
        {
            // It has just been sent, or cancelled.
            this.Toast(texts["Sending.ChangedMeanwhile"]);
        }
        return Redirect($"/quotes/{id}");
    }

    private static bool Same(string? one, string? other) => string.Equals(one?.Trim(), other?.Trim(), StringComparison.OrdinalIgnoreCase);
}
