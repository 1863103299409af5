using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Quotes;
using Paraphe.Features.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <param name="How">phone, mail, paper, inPerson or other; not needed when the customer has signed.</param>
/// <param name="Reference">The customer's order number, if there is one.</param>
/// <param name="Proof">Id of an uploaded file that proves it: a PDF or a picture.</param>
/// <param name="Tell">Writes to the customer.</param>
public sealed record WinWish(
    [property: StringLength(20)] string? How = null,
    [property: StringLength(200)] string Reference = "",
    Guid? Proof = null,
    bool Tell = false
);

/// <param name="Reason">hiddenCosts, notSuitable, price, timing, another or other.</param>
/// <param name="Tell">Writes to the customer.</param>
public sealed record LoseWish(
    [property: Required, StringLength(20)] string? Reason,
    [property: StringLength(5_000)] string Comment = "",
    bool Tell = false
);

/// <param name="Why">Stays in the history.</param>
/// <param name="Tell">Writes to who signed that it no longer counts.</param>
public sealed record ReviseWish([property: Required, StringLength(2_000)] string? Why, bool Tell = false);

/// <param name="Until">The last day on which it can be signed.</param>
/// <param name="Tell">Writes to the customer.</param>
public sealed record UntilWish([property: Required] DateOnly? Until, bool Tell = false);

/// <param name="Tell">Writes to the customer.</param>
public sealed record TellWish(bool Tell = false);

/// <summary>What a member does to a quote's status by hand.</summary>
internal static class QuoteActsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var quote = api.MapGroup("/quotes/{id:guid}").WithTags("Quotes");
        Act<WinWish>(quote.MapPost("/win", Win), "winQuote", "Win a quote that was signed, or accepted outside the portal");
        Act<LoseWish>(quote.MapPost("/lose", Lose), "loseQuote", "Lose a quote, with the reason");
        Act<ReviseWish>(
            quote.MapPost("/revise", Revise),
            "reviseQuote",
            "Take a signature or a win back",
            "So that the quote can be edited and sent again; orders not yet begun are withdrawn."
        );
        Act<UntilWish>(quote.MapPost("/extend", Extend), "extendQuote", "Put the last day off");
        Act<UntilWish>(quote.MapPost("/reopen", Reopen), "reopenQuote", "Open a quote that was lost, withdrawn or expired");
        Act<TellWish>(quote.MapPost("/withdraw", Withdraw), "withdrawQuote", "Withdraw a quote that is open");
        Act<TellWish>(quote.MapPost("/expire", Expire), "expireQuote", "Let a quote expire at once");
        quote
            .MapPost("/remind", Remind)
            .WithName("remindCustomer")
            .Needs(Scopes.QuotesWrite, "Remind the customer of a quote that waits for his answer")
            .Gives<QuoteWhole>()
            .Versioned();
    }

    private static void Act<T>(RouteHandlerBuilder route, string name, string summary, string description = "")
        where T : class => route.WithName(name).Needs(Scopes.QuotesWrite, summary, description).Takes<T>().Gives<QuoteWhole>().Versioned();

    private static async Task<Answer> Win(
        Guid id,
        Body<WinWish> body,
        HttpContext http,
        Db db,
        Winning winning,
        ApiFiles uploaded,
        FileStore files,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var quote = await QuotesApi.Find(db, http, id, stop);
        OfflineAcceptance? offline = null;
        if (quote.SignedAt is null)
        {
            if (wish.How is not ("phone" or "mail" or "paper" or "inPerson" or "other"))
                throw new BrokenRuleException("Rules.HowAccepted", "how");
            var proof = wish.Proof is { } named
                ? await Proof.Keep(await uploaded.AsFormFile(await uploaded.Named(named, "/proof", stop), stop), files, stop)
                : null;
            offline = new OfflineAcceptance(wish.How, wish.Reference.Trim(), proof);
        }
        await Tell(wish.Tell, quote, QuoteAct.Accepted.ToString(), db, stop);
        await winning.Win(quote, offline, Me.Of(http.User)!.AsActor, stop);
        return await QuotesApi.Whole(quote, db, stop);
    }

    private static async Task<Answer> Lose(Guid id, Body<LoseWish> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var wish = body.Valid(texts);
        var quote = await QuotesApi.Find(db, http, id, stop);
        quote.Lose(wish.Reason!, wish.Comment, Me.Of(http.User)!.AsActor, db.Now);
        return await Done(quote, wish.Tell, QuoteAct.Rejected.ToString(), db, stop);
    }

    private static async Task<Answer> Revise(
        Guid id,
        Body<ReviseWish> body,
        HttpContext http,
        Db db,
        Revising revising,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var quote = await QuotesApi.Find(db, http, id, stop);
        await revising.Revise(quote, wish.Why!, Me.Of(http.User)!.AsActor, stop);
        return await Done(quote, wish.Tell, TellCustomer.Revised, db, stop);
    }

    private static async Task<Answer> Extend(Guid id, Body<UntilWish> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var wish = body.Valid(texts);
        var quote = await QuotesApi.Find(db, http, id, stop);
        quote.Extend(wish.Until!.Value, await db.Today(stop), Me.Of(http.User)!.AsActor, db.Now);
        return await Done(quote, wish.Tell, QuoteAct.Validity.ToString(), db, stop);
    }

    private static async Task<Answer> Reopen(Guid id, Body<UntilWish> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var wish = body.Valid(texts);
        var quote = await QuotesApi.Find(db, http, id, stop);
        quote.Reopen(wish.Until!.Value, await db.Today(stop), Me.Of(http.User)!.AsActor, db.Now);
        return await Done(quote, wish.Tell, QuoteAct.Open.ToString(), db, stop);
    }

    private static async Task<Answer> Withdraw(Guid id, Body<TellWish> body, HttpContext http, Db db, CancellationToken stop)
    {
        var wish = body.Value;
        var quote = await QuotesApi.Find(db, http, id, stop);
        quote.Withdraw(Me.Of(http.User)!.AsActor, db.Now);
        return await Done(quote, wish.Tell, QuoteAct.Withdrawn.ToString(), db, stop);
    }

    private static async Task<Answer> Expire(Guid id, Body<TellWish> body, HttpContext http, Db db, CancellationToken stop)
    {
        var wish = body.Value;
        var quote = await QuotesApi.Find(db, http, id, stop);
        quote.ExpireByHand(Me.Of(http.User)!.AsActor, db.Now);
        return await Done(quote, wish.Tell, QuoteAct.Expired.ToString(), db, stop);
    }

    private static async Task<Answer> Remind(Guid id, HttpContext http, Db db, CancellationToken stop)
    {
        var quote = await QuotesApi.Find(db, http, id, stop);
        quote.Remind(Me.Of(http.User)!.AsActor, db.Now);
        return await Done(quote, tell: true, TellCustomer.Reminder, db, stop);
    }

    private static async Task<Answer> Done(Quote quote, bool tell, string act, Db db, CancellationToken stop)
    {
        await Tell(tell, quote, act, db, stop);
        await db.SaveChangesAsync(stop);
        return await QuotesApi.Whole(quote, db, stop);
    }

    // Whoever has a link to be written to; the caller saves.
    private static async Task Tell(bool tell, Quote quote, string act, Db db, CancellationToken stop)
    {
        if (tell && await db.HasReaders(quote, stop))
            db.Enqueue(new TellCustomer(db.NewId(), quote.Id, act));
    }
}
