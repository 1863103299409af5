using System.Globalization;
using System.Security.Cryptography;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Demo.Seeding;

/// <summary>The numbers that one quote will bear, drawn before it is built.</summary>
internal sealed record Numbered(int Place, Fate Fate, QuoteKind Kind, string Draft, string Number, string Order);

/// <summary>Quotes by their place in the row, built side by side: each from its own dice.</summary>
internal sealed class SeededQuotes
{
    // Contents are shared by several quotes: what is written of them is computed once.
    private const int Contents = 240;
    private const int LinesEach = 5;

    /// <summary>Quotes spread over three years, closer together the younger they are.</summary>
    private const int Days = 3 * 365;

    private static readonly string[] Reasons = ["hiddenCosts", "notSuitable", "price", "timing", "another"];

    private readonly SampleCompany company;
    private readonly SampleCatalogue catalogue;
    private readonly Account account;
    private readonly SeedRound round;
    private readonly IReadOnlyList<Customer> customers;
    private readonly IReadOnlyList<Member> sellers;
    private readonly QuoteContent[] offers;
    private readonly QuoteContent[] contracts;

    public SeededQuotes(
        SampleCompany company,
        SampleCatalogue catalogue,
        Account account,
        SeedRound round,
        IReadOnlyList<Customer> customers,
        IReadOnlyList<Member> sellers
    )
    {
        (this.company, this.catalogue, this.account) = (company, catalogue, account);
        (this.round, this.customers, this.sellers) = (round, customers, sellers);
        offers = [.. Enumerable.Range(0, Contents).Select(place => Content(place, contract: false))];
        contracts = [.. Enumerable.Range(Contents, Contents / 8).Select(place => Content(place, contract: true))];
    }

    /// <summary>Plans quotes and draws their numbers; inside a transaction.</summary>
    public async Task<IReadOnlyList<Numbered>> Plan(Db db, int from, int count, int total, CancellationToken stop)
    {
        var plans = Enumerable.Range(from, count).Select(place => Plan(place, total)).ToList();
        var numbers = new SeriesBlocks(account);
        foreach (var (fate, kind) in plans)
            numbers.Count(fate, kind);
        await numbers.Draw(db, stop);
        return [.. plans.Select((plan, i) => numbers.Number(from + i, plan.Fate, plan.Kind))];
    }

    /// <summary>Plans contracts that run today; inside a transaction.</summary>
    public async Task<IReadOnlyList<Numbered>> PlanContracts(Db db, int from, int count, CancellationToken stop)
    {
        var begun = round.Now.AddDays(-40);
        var won = new Fate(begun, begun.AddHours(2), null, begun.AddDays(1), Ending.WonByHand, begun.AddDays(2));
        var numbers = new SeriesBlocks(account);
        for (var i = 0; i < count; i++)
            numbers.Count(won, QuoteKind.Contract);
        await numbers.Draw(db, stop);
        return [.. Enumerable.Range(from, count).Select(place => numbers.Number(place, won, QuoteKind.Contract))];
    }

    /// <summary>Each customer's own; all list the same services.</summary>
    public Course BuildContract(Numbered plan)
    {
        var dice = round.Dice(SeedRound.Contracts, plan.Place);
        var begins = account.Today(round.Now).AddDays(-30);
        var content = contracts[0] with
        {
            StartsAt = begins.ToDateTime(TimeOnly.MinValue),
            EndsAt = begins.AddYears(1).AddDays(-1).ToDateTime(TimeOnly.MinValue),
        };
        return Build(plan, customers[plan.Place % customers.Count], content, SeedRound.Contracts, ref dice);
    }

    private (Fate Fate, QuoteKind Kind) Plan(int place, int total)
    {
        var dice = round.Dice(SeedRound.Quotes, place);
        var distance = 1 - (place + 0.5) / total;
        var made = round.Now.AddDays(-Days * distance * distance);
        return (Fate.Of(ref dice, made, round.Now, account.Settings.ValidityDays), dice.Chance(5) ? QuoteKind.Contract : QuoteKind.Offer);
    }

    public Course Build(Numbered plan)
    {
        var dice = round.Dice(SeedRound.Quotes + 1, plan.Place);
        var content = dice.One(plan.Kind == QuoteKind.Contract ? contracts : offers);
        return Build(plan, dice.One(customers), content, SeedRound.Quotes, ref dice);
    }

    private Course Build(Numbered plan, Customer customer, QuoteContent content, int what, ref Dice dice)
    {
        var ids = round.Ids(what, plan.Place);
        var (fate, at) = (plan.Fate, plan.Fate.Made);
        var course = new Course(account, customer, dice.One(sellers), plan.Kind, plan.Draft, content, fate.Made, () => ids.Id(at));
        if (fate.Sent is not { } sent)
            return course;
        at = sent;
        course.Send(plan.Number, Unlinked(), sent);
        if (fate.Again is { } again)
        {
            at = again;
            course.Quote.ChangeHeader(content with { Discount = Discount.OfPercent(3) }, again.AddMinutes(-10));
            course.Send(plan.Number, Unlinked(), again);
        }
        if (fate.Opened is { } opened)
            course.Open(opened);
        at = fate.Ended;
        End(course, fate, dice.One(Reasons));
        if (plan.Order.Length > 0 && plan.Kind == QuoteKind.Contract)
            course.Activate(plan.Order, fate.Ended);
        else if (plan.Order.Length > 0)
        {
            var order = course.Order(plan.Order, fate.Ended);
            if (fate.Ended < round.Now.AddDays(-40))
                order.Finish(fate.Ended.AddDays(30));
        }
        return course;
    }

    // Nobody knows the token of a seeded link: it would open the page to whoever knows the seed.
    private static byte[] Unlinked() => RandomNumberGenerator.GetBytes(32);

    private void End(Course course, Fate fate, string reason)
    {
        switch (fate.Ending)
        {
            case Ending.Signed:
                course.Sign(company.Words["consent"], fate.Ended);
                break;
            case Ending.WonByHand:
                course.WinByTelephone(fate.Ended);
                break;
            case Ending.Rejected:
                course.Reject(reason, "", fate.Ended);
                break;
            case Ending.Lost:
                course.Lose(reason, "", fate.Ended);
                break;
            case Ending.Withdrawn:
                course.Withdraw(fate.Ended);
                break;
            case Ending.ExpiredByHand:
                course.Expire(fate.Ended);
                break;
        }
    }

    private QuoteContent Content(int place, bool contract)
    {
        var (dice, ids) = (round.Dice(SeedRound.Contents, place), round.Ids(SeedRound.Contents, place));
        var services = company.Services.Keys.ToList();
        var words = new List<string>();
        for (var line = 0; line < LinesEach; line++)
        {
            var service = dice.One(services);
            services.Remove(service);
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{(line >= 3 ? "?" : "")}{service}*{1 + dice.Below(40)}"));
        }
        var lines = new SampleLines(company, catalogue, account.Language, () => ids.Id(round.Now));
        var items = lines.Of(string.Join(' ', words), contract);
        return new QuoteContent
        {
            Title = ((QuoteLine)items[0]).Name,
            Introduction = company.Words["introduction"],
            Language = account.Locale,
            Currency = account.Currency,
            Prices = account.Settings.Prices,
            Rounding = account.Settings.Rounding,
            Discount = dice.Chance(20) ? Discount.OfPercent(1 + dice.Below(10)) : null,
            Items = items,
        };
    }
}
