using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Features.Portal;
using Paraphe.Features.Shared;
using Paraphe.Features.WorkOrders;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Signing;

/// <summary>Where the customer signs (PO 3, PO 4): what is signed, who signs, consent. Only the submitted form accepts.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, RequestSizeLimit(1_000_000)]
public sealed class SignModel(Texts texts, Shell shell, Winning winning, OneTimeCodes codes, ILogger<SignModel> log) : PortalPage
{
    public SignInput Input { get; private set; } = new();

    public QuoteView View { get; private set; } = null!;

    public string ConsentText { get; private set; } = "";

    public bool IsConsumer => Consent.IsConsumer(Frozen);

    /// <summary>The words to type; empty when none are asked for.</summary>
    public string Mention => Consent.Mention(Quote, texts);

    public string Certification => Consent.Certification(Frozen, texts);

    public bool AsksCode => Quote.Policies.CodeToSign;

    /// <summary>Where a code went, just now.</summary>
    public string? CodeSentTo { get; private set; }

    public string BackHref => $"{Here}?{ChosenOptions.Query(Frozen.Content, View.Choice)}";

    public string? ErrorOf(string field) =>
        ModelState.TryGetValue(field, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    /// <summary>Key of what to say when a wish was not answered, or not even sent: signing accepts the quote as it stands (CR 11).</summary>
    public string? Unanswered { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (Quote.WhyNotAnswerable(Delivery, Today) is not null || !Delivery.MaySign)
            return Redirect(Here);
        Input = new SignInput
        {
            Name = IsConsumer || Delivery.Name != Frozen.Customer.Name ? Delivery.Name : "",
            Company = IsConsumer ? "" : Frozen.Customer.Name,
        };
        await FindUnanswered();
        return Show(Quote.Partly?.Choice ?? ChosenOptions.Read(Frozen.Content, Request.Query), fresh: true);
    }

    /// <summary>Mails the one-time code; what was typed so far stays.</summary>
    public async Task<IActionResult> OnPostCodeAsync()
    {
        Input = SignInput.Read(Request.Form);
        if (!AsksCode || Quote.WhyNotAnswerable(Delivery, Today) is not null || !Delivery.MaySign)
            return Redirect(Here);
        await FindUnanswered();
        var choice = ChosenOptions.Read(Frozen.Content, Request.Form);
        if (Keys.MadeAt(Input.Key, Delivery.Id, Purpose(Input.Language)) is null)
        {
            ModelState.AddModelError("", texts["Signing.FormTooOld"]);
            return Show(choice, fresh: true);
        }
        try
        {
            await codes.Ask(Delivery.Id);
            CodeSentTo = OneTimeCodes.Masked(Delivery.Email);
        }
        catch (BrokenRuleException broken)
        {
            ModelState.AddModelError("code", texts.Say(broken));
        }
        await Open();
        return Show(choice, fresh: false);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Input = SignInput.Read(Request.Form);
        if (await IsReplay())
            return Redirect(Here + "/thanks");
        if (Quote.WhyNotAnswerable(Delivery, Today) is not null || !Delivery.MaySign)
            return Redirect(Here);
        await FindUnanswered();
        var choice = ChosenOptions.Read(Frozen.Content, Request.Form);
        if (Keys.MadeAt(Input.Key, Delivery.Id, Purpose(Input.Language)) is not { } shownAt)
        {
            ModelState.AddModelError("", texts["Signing.FormTooOld"]);
            return Show(choice, fresh: true);
        }
        try
        {
            DateTime? confirmed = AsksCode ? await codes.Confirm(Delivery, Input.Code) : null;
            await Sign(choice, shownAt, confirmed);
            return Redirect(Here + "/thanks");
        }
        catch (BrokenRuleException broken)
        {
            log.LogInformation("Signing refused: {Rule}", broken.Rule);
            if (Quote.WhyNotAnswerable(Delivery, Today) is not null)
                return Redirect(Here);
            ModelState.AddModelError(broken.Field?.ToLowerInvariant() ?? "", texts.Say(broken));
            return Show(choice, fresh: false);
        }
    }

    private async Task FindUnanswered()
    {
        var draft = await Db
            .ChangeRequests.AsNoTracking()
            .SingleOrDefaultAsync(row => row.QuoteId == Quote.Id && row.SubmittedAt == null, Stop);
        Unanswered =
            Quote.HasOpenChanges ? "Signing.OpenChanges"
            : draft is { Wishes.Length: > 0 } ? "Signing.UnsentChanges"
            : null;
    }

    private async Task Sign(Choice choice, DateTime shownAt, DateTime? confirmed)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Db.InTransaction(() => SignOnce(choice, shownAt, confirmed), CancellationToken.None);
                return;
            }
            catch (DbUpdateException) when (attempt < 5)
            {
                // Somebody changed the quote in between, or the same form came twice at once: look again.
                Db.ChangeTracker.Clear();
                if (!await Open() || await IsReplay())
                    return;
            }
        }
    }

    private async Task SignOnce(Choice choice, DateTime shownAt, DateTime? confirmed)
    {
        var signature = Quote.Sign(Act(choice, shownAt, confirmed), Shown.Revision, Delivery, Today, Db.Now);
        Db.Signatures.Add(signature);
        if (Quote.WonAt is not null)
            await winning.Order(Quote, Shown.Revision, choice, Account, CancellationToken.None);
        await Db.SaveChangesAsync(CancellationToken.None);
    }

    private SigningAct Act(Choice choice, DateTime shownAt, DateTime? confirmed)
    {
        var totals = Pricing.Compute(Frozen.Content, choice);
        return new SigningAct
        {
            Name = Input.Name,
            Function = Input.Function,
            Company = Input.Company,
            Method = Input.Draws ? SigningMethod.Drawn : SigningMethod.Typed,
            Strokes = Input.Draws ? Strokes.Path(Input.Strokes) : "",
            Choice = choice,
            ShownHash = Input.Hash,
            ShownTotal = Input.Total,
            ConsentText = Consent.Text(Frozen, totals, texts.In(Input.Language)),
            ConsentVersion = Consent.Version,
            Consented = Input.Consent,
            AskedMention = Consent.Mention(Quote, texts.In(Input.Language)),
            Mention = Input.Mention,
            Certification = Consent.Certification(Frozen, texts.In(Input.Language)),
            Certified = Input.Certified,
            FormKey = Input.Key,
            ShownAt = shownAt,
            CodeConfirmedAt = confirmed,
            Ip = HttpContext.Connection.RemoteIpAddress?.ToString() ?? "",
            UserAgent = Request.Headers.UserAgent.ToString(),
        };
    }

    private Task<bool> IsReplay() => Db.Signatures.AnyAsync(row => row.QuoteId == Quote.Id && row.FormKey == Input.Key);

    private IActionResult Show(Choice choice, bool fresh)
    {
        Totals totals;
        try
        {
            Frozen.Content.CheckChoice(choice, Frozen.Kind != QuoteKind.Contract);
            totals = Pricing.Compute(Frozen.Content, choice);
        }
        catch (BrokenRuleException broken) when (HttpMethods.IsGet(Request.Method))
        {
            log.LogInformation("Choice refused: {Rule}", broken.Rule);
            return Redirect($"{Here}{Request.QueryString}");
        }
        catch (BrokenRuleException)
        {
            // The reason is among the messages; shown again with what the company offers first.
            choice = Frozen.Content.Preselected();
            totals = Pricing.Compute(Frozen.Content, choice);
        }
        View = new QuoteView
        {
            Frozen = Frozen,
            Choice = choice,
            Totals = totals,
            Today = Today,
            Here = Here,
        };
        // On a phone the way back needs the room.
        shell.PdfHref = null;
        ConsentText = Consent.Text(Frozen, totals, texts);
        // What was typed and drawn stays; what the page itself carries is made anew.
        Input = Input with
        {
            Hash = Shown.Revision.Hash,
            Total = totals.Gross,
            Consent = false,
            Certified = false,
        };
        if (fresh || Input.Language != texts.Culture.Name)
            Input = Input with { Language = texts.Culture.Name, Key = Keys.New(Delivery.Id, Purpose(texts.Culture.Name)) };
        return Page();
    }

    // The language is part of the key: the consent that is stored is the one that was read.
    private static string Purpose(string language) => "sign " + language;
}
