using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Invoices.Checking;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;
using Paraphe.Features.Demo;
using Paraphe.Platform.Data;

namespace Paraphe.Tests.Commands;

public sealed class DemoTests(World world)
{
    [Theory, Trait("Spec", "AC 1")]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("de")]
    [InlineData("nl")]
    public async Task A_demo_account_shows_quotes_in_every_state(string language)
    {
        var (office, _) = await world.Demo(language);

        await office.Db(async db =>
        {
            var standings = await db.Quotes.GroupBy(quote => quote.Standing).Select(group => group.Key).ToListAsync();
            standings.Order().ShouldBe([Standing.Draft, Standing.Open, Standing.Accepted, Standing.Rejected, Standing.Closed]);
            (await db.Customers.CountAsync()).ShouldBe(12);
            (await db.WorkOrders.CountAsync()).ShouldBeGreaterThan(5);
            await ShouldBill(db);
            var requests = await db.Requests.Select(request => request.Status).ToListAsync();
            requests.Order().ShouldBe([RequestStatus.Received, RequestStatus.Answered, RequestStatus.QuoteSent]);
            await db.ShouldHold();
        });
        (await office.Account()).Language.ShouldBe(language);
    }

    // One of each state; and the next number follows.
    private static async Task ShouldBill(Db db)
    {
        var today = (await db.Accounts.SingleAsync()).Today(db.Now);
        var invoices = await db.Invoices.AsNoTracking().Include(invoice => invoice.Payments).ToListAsync();
        invoices
            .Select(invoice => invoice.Status(today))
            .Distinct()
            .Order()
            .ShouldBe([InvoiceStatus.Draft, InvoiceStatus.Sent, InvoiceStatus.PartlyPaid, InvoiceStatus.Overdue, InvoiceStatus.Paid]);
        invoices.Count(invoice => invoice.IsCreditNote).ShouldBe(1);
        invoices.Where(invoice => !invoice.IsDraft).ShouldAllBe(invoice => !InvoiceCheck.Refusals(invoice.Read()).Any());
        foreach (var series in invoices.Where(invoice => !invoice.IsDraft).GroupBy(invoice => invoice.Number![..^5]))
            series.Select(invoice => int.Parse(invoice.Number![^4..])).Order().ShouldBe(Enumerable.Range(1, series.Count()));
    }

    [Fact]
    public async Task Nothing_of_a_demo_is_mailed()
    {
        var (office, _) = await world.Demo("fr");

        await office.Db(async db =>
        {
            (await db.OutgoingMails.CountAsync()).ShouldBe(0);
            var jobs = await db.Jobs.Select(job => job.Kind + job.Payload).Distinct().ToListAsync();
            jobs.Where(job => !job.StartsWith("PlanContract", StringComparison.Ordinal))
                .ShouldAllBe(job => job.Contains("SealSignedQuote") && job.Contains("\"quietly\":true"));
            var addresses = await db.Deliveries.Select(delivery => delivery.Email).ToListAsync();
            addresses.ShouldAllBe(address => address.EndsWith(".example"));
        });
    }

    [Fact]
    public async Task Numbers_of_a_demo_have_no_gaps_and_the_next_one_follows()
    {
        var (office, _) = await world.Demo("fr");

        await office.Db(async db =>
        {
            var numbers = await db.Quotes.Where(q => q.Number != null && q.Kind == QuoteKind.Offer).Select(q => q.Number!).ToListAsync();
            var counters = numbers.GroupBy(number => number[..^5], number => int.Parse(number[^4..]));
            foreach (var year in counters)
                year.Order().ShouldBe(Enumerable.Range(1, year.Count()));
            var drafts = await db.Quotes.CountAsync();
            (await db.InTransaction(() => db.Draw("draft"))).ShouldBe(drafts + 1);
        });
    }

    [Fact, Trait("Spec", "AC 1")]
    public async Task The_first_visitor_may_take_a_demo_account_in_his_language()
    {
        await using var alone = new World();
        using var visitor = alone.Visitor();
        visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd("nl");

        var ready = await (await Page.Get(visitor, "/setup")).Submit("form#demo");

        var email = ready.TextOf("#demo-email");
        email.ShouldEndWith(".example");
        (await Page.Get(visitor, "/quotes")).Text.ShouldContain("Hotel Het Blauwe Meer");
        await using var scope = alone.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        var owner = await members.FindByEmailAsync(email);
        (await members.CheckPasswordAsync(owner!, ready.TextOf("#demo-password"))).ShouldBeTrue();
        (await Page.Get(visitor, "/setup")).Has("form#demo").ShouldBeFalse();
    }

    [Fact]
    public async Task Asked_again_the_demo_gets_a_new_password()
    {
        await using var alone = new World();

        var first = await alone.Run("--demo", "--only", "--language", "fr");
        var second = await alone.Run("--demo", "--only");

        (first.Exit, second.Exit).ShouldBe((0, 0));
        second["sign-in"].ShouldBe(first["sign-in"]);
        second["password"].ShouldNotBe(first["password"]);
        await using var scope = alone.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<Member>>();
        var owner = await members.FindByEmailAsync(first["sign-in"]);
        (await members.CheckPasswordAsync(owner!, second["password"])).ShouldBeTrue();
        (await members.CheckPasswordAsync(owner!, first["password"])).ShouldBeFalse();
        (await scope.ServiceProvider.GetRequiredService<Db>().Accounts.IgnoreQueryFilters().CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task The_sample_has_a_link_for_each_quote_that_was_sent()
    {
        var (office, made) = await world.Demo("en");

        var hash = Platform.Web.Tokens.Hash(made.Links[Sample.Terrace]);
        var quote = await office.Db(db => db.Deliveries.Where(delivery => delivery.TokenHash == hash).Select(d => d.QuoteId).SingleAsync());
        quote.ShouldBe(made.Quotes[Sample.Terrace]);
    }
}
