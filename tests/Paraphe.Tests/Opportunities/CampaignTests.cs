using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Campaigns;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Opportunities;
using Paraphe.Platform.Data;
using Paraphe.Tests.Contracts;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Opportunities;

/// <summary>An optional service offered to every property whose contract lists it.</summary>
public sealed class CampaignTests(World world)
{
    [Fact, Trait("Spec", "OP 7")]
    public async Task A_campaign_makes_a_quote_for_each_ticked_property_at_the_price_of_its_contract()
    {
        // In the shared world another test may run the campaign's work before this one looks.
        await using var own = new World();
        var office = await own.Office();
        var manager = await office.With(Role.Manager);
        await office.Contract("Claire Fontanel", manager: manager.Member.Id);
        await office.Contract("Hôtel du Lac");
        await office.Contract("Mairie");
        var preview = await Preview(office);
        preview.All("tbody tr").Count.ShouldBe(3);
        preview.Text.ShouldContain("3 cochées sur 3");
        var campaign = await preview.Submit("#preview", Without(preview, "Mairie"), "#make");
        campaign.Text.ShouldContain("0 devis sur 2");
        await office.Settle();

        var quotes = await Quotes(office);
        quotes.Select(quote => quote.CustomerName).ShouldBe(["Claire Fontanel", "Hôtel du Lac"], ignoreOrder: true);
        quotes.ShouldAllBe(quote =>
            quote.Kind == QuoteKind.WorkOrder && quote.TotalNet == 290 && quote.Stage == Stage.Draft && quote.PropertyId != null
        );
        quotes.Single(quote => quote.CustomerName == "Claire Fontanel").SellerId.ShouldBe(manager.Member.Id);
        quotes.Single(quote => quote.CustomerName == "Hôtel du Lac").SellerId.ShouldBe(office.Member.Id);
        var shown = await office.Get(campaign.Url);
        shown.All("tbody tr").Count.ShouldBe(2);
        (await office.Get($"/quotes/{quotes[0].Id}")).Text.ShouldContain(Agreements.Leaves);
    }

    [Fact, Trait("Spec", "OP 7")]
    public async Task Run_twice_it_offers_nothing_twice_and_a_decided_quote_gives_the_property_free()
    {
        var office = await world.Office();
        await office.Contract("Claire Fontanel");
        await office.Contract("Hôtel du Lac");
        var preview = await Preview(office);
        await preview.Submit("#preview", button: "#make");
        // The same form once more, as a double click would.
        (await preview.Submit("#preview", button: "#make")).Status.ShouldBe(HttpStatusCode.OK);
        await office.Settle();
        (await Quotes(office)).Count.ShouldBe(2);
        (await office.Db(db => db.Set<Campaign>().CountAsync())).ShouldBe(1);

        var again = await Preview(office);
        again.All("input[name=Take]").Count.ShouldBe(0);
        again.All("tbody a[href^='/quotes/']").Count.ShouldBe(2);
        (await again.Submit("#preview", button: "#make")).Has("[role=alert]").ShouldBeTrue();

        var lost = (await Quotes(office))[0];
        await (await office.Get($"/quotes/{lost.Id}/status/Rejected")).Submit("form.sheet", new() { ["Input.Reason"] = "price" });
        var third = await Preview(office);
        third.All("input[name=Take]").Count.ShouldBe(1);
        await third.Submit("#preview", button: "#make");
        await office.Settle();
        (await Quotes(office)).Count.ShouldBe(3);
    }

    [Fact, Trait("Spec", "OP 7")]
    public async Task Two_people_at_once_make_one_quote_for_each_property()
    {
        await using var own = new World();
        var office = await own.Office();
        for (var i = 0; i < 6; i++)
            await office.Contract($"Client {i}");
        var (mine, theirs) = (await Preview(office), await Preview(office));
        await mine.Submit("#preview", button: "#make");
        var second = await theirs.Submit("#preview", button: "#make");
        var campaigns = await office.Db(db => db.Set<Campaign>().Select(one => one.Id).ToListAsync());
        await Task.WhenAll(campaigns.Select(id => Make(own, office, id)));
        await office.Settle();
        (await Quotes(office)).Count.ShouldBe(6);
        (await office.Db(db => db.Set<Campaign>().AsNoTracking().ToListAsync())).ShouldAllBe(one => one.MadeAt != null);
        (
            await office.Db(db => db.Quotes.Where(quote => quote.Claim != null).Select(quote => quote.Claim).Distinct().CountAsync())
        ).ShouldBe(6);
        // Whichever was quicker, each property was left out by the other.
        var leftOut = 0;
        foreach (var campaign in campaigns)
            leftOut += (await office.Db(db => db.Set<Campaign>().AsNoTracking().SingleAsync(one => one.Id == campaign))).Skipped.Length;
        leftOut.ShouldBe(6);
    }

    [Fact, Trait("Spec", "OP 7")]
    public async Task What_changed_between_looking_and_making_is_left_out_and_told()
    {
        var office = await world.Office();
        var ended = await office.Contract("Claire Fontanel");
        var gone = await office.Contract("Hôtel du Lac");
        await office.Contract("Mairie");
        var preview = await Preview(office);
        await (await office.Get($"/contracts/{ended.Id}")).Submit(
            "#cancel form",
            new() { ["Input.On"] = "2026-11-21", ["Input.Why"] = "Vente" }
        );
        await (await office.Get($"/customers/{gone.CustomerId}")).Submit("#delete form");
        var again = await preview.Submit("#preview", button: "#make");
        again.TextOf("[role=alert]").ShouldContain("La liste a changé");
        again.All("tbody tr").Count.ShouldBe(1);
        (await office.Db(db => db.Set<Campaign>().CountAsync())).ShouldBe(0);
        var campaign = await again.Submit("#preview", button: "#make");
        await office.Settle();
        (await Quotes(office)).Select(quote => quote.CustomerName).ShouldBe(["Mairie"]);
        (await office.Get(campaign.Url)).Text.ShouldContain("Mairie");
    }

    [Fact, Trait("Spec", "OP 7")]
    public async Task A_property_deleted_between_looking_and_making_is_left_out_and_told()
    {
        await using var own = new World();
        var office = await own.Office();
        await office.Contract("Claire Fontanel");
        var (early, late) = (await office.Contract("Hôtel du Lac"), await office.Contract("Mairie"));
        var preview = await Preview(office);
        // Before the button is pressed the list is shown again; after it, the property is named with its reason.
        await (await office.Get($"/customers/{early.CustomerId}/properties/{early.PropertyId}")).Submit(
            "form.sheet",
            button: "button.stop"
        );
        var again = await preview.Submit("#preview", button: "#make");
        again.TextOf("[role=alert]").ShouldContain("La liste a changé");
        var campaign = await again.Submit("#preview", button: "#make");
        await (await office.Get($"/customers/{late.CustomerId}/properties/{late.PropertyId}")).Submit("form.sheet", button: "button.stop");
        await office.Settle();
        (await Quotes(office)).Select(quote => quote.CustomerName).ShouldBe(["Claire Fontanel"]);
        var told = await office.Get(campaign.Url);
        told.TextOf(".skipped").ShouldContain("Mairie");
        told.TextOf(".skipped").ShouldNotContain("Hôtel du Lac");
    }

    [Fact, Trait("Spec", "OP 7")]
    public async Task A_contract_that_ended_today_where_the_account_is_offers_nothing_though_in_UTC_it_runs()
    {
        await using var own = new World();
        var office = await own.Office();
        await office.Contract("Claire Fontanel", Agreements.Care() with { EndsAt = new DateTime(2026, 11, 21) });
        await office.Contract("Hôtel du Lac");
        own.Clock.Set(new DateTimeOffset(2026, 11, 21, 22, 30, 0, TimeSpan.Zero));
        var preview = await Preview(office);
        preview.All("tbody tr").Count.ShouldBe(2);
        var campaign = await preview.Submit("#preview", button: "#make");
        // In Paris the day is over when the quotes are made.
        own.Clock.Set(new DateTimeOffset(2026, 11, 21, 23, 30, 0, TimeSpan.Zero));
        (await Preview(office)).All("tbody tr").Count.ShouldBe(1);
        await office.Settle();
        (await Quotes(office)).Select(quote => quote.CustomerName).ShouldBe(["Hôtel du Lac"]);
        (await office.Get(campaign.Url)).TextOf(".skipped").ShouldContain("le contrat ne court plus");
    }

    [Fact, Trait("Spec", "OP 7")]
    public async Task A_property_that_goes_while_the_quotes_are_made_is_named_with_the_reason()
    {
        var office = await world.Office();
        await office.Contract("Claire Fontanel");
        var gone = await office.Contract("Hôtel du Lac");
        var campaign = await (await Preview(office)).Submit("#preview", button: "#make");
        await office.Db(db =>
            db.Contracts.Where(c => c.Id == gone.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.CancelledOn, new DateOnly(2026, 11, 21)))
        );
        await office.Settle();
        (await Quotes(office)).Count.ShouldBe(1);
        var told = await office.Get(campaign.Url);
        told.TextOf(".skipped").ShouldContain("Hôtel du Lac");
        told.TextOf(".skipped").ShouldContain("le contrat ne court plus");
    }

    [Fact, Trait("Spec", "OP 7")]
    public async Task Stopped_in_the_middle_nothing_is_made_and_it_begins_again()
    {
        await using var own = new World();
        var office = await own.Office();
        for (var i = 0; i < 3; i++)
            await office.Contract($"Client {i}");
        await (await Preview(office)).Submit("#preview", button: "#make");
        var id = await office.Db(db => db.Set<Campaign>().Select(one => one.Id).SingleAsync());
        // The draft numbers that it will draw are taken: the last row of the bulk is refused by the database.
        await office.Db(db => db.InTransaction(async () => await db.Draw("draft")));
        var last = await office.Db(async db => (await db.Set<NumberSeries>().SingleAsync(row => row.Series == "draft")).Last);
        var blocker = await office.Draft();
        var taken = $"D-{last + 3:0000}";
        await office.Db(db => db.Quotes.Where(q => q.Id == blocker).ExecuteUpdateAsync(set => set.SetProperty(q => q.DraftNumber, taken)));
        await Should.ThrowAsync<Exception>(() => Make(own, office, id, swallow: false));
        (await Quotes(office)).ShouldBeEmpty();
        (await office.Db(db => db.Projects.CountAsync(project => project.Title == Agreements.Leaves))).ShouldBe(0);

        await office.Db(db => db.Quotes.Where(q => q.Id == blocker).ExecuteUpdateAsync(set => set.SetProperty(q => q.DraftNumber, "D-X")));
        await office.Settle();
        (await Quotes(office)).Count.ShouldBe(3);
    }

    [Fact, Trait("Spec", "OP 7")]
    public async Task Sending_all_is_a_second_act_and_the_funnel_follows_to_the_won_order()
    {
        var office = await world.Office();
        await office.Contract("Claire Fontanel");
        await office.Contract("Hôtel du Lac");
        var campaign = await (await Preview(office)).Submit("#preview", button: "#make");
        await office.Settle();
        (await Quotes(office)).ShouldAllBe(quote => quote.RevisionCount == 0);

        var send = await office.Get($"{campaign.Url}/send");
        send.All("tbody tr").Count.ShouldBe(2);
        (await office.Browser.GetStringAsync($"{campaign.Url}/send?handler=Look")).ShouldContain(Agreements.Leaves);
        await send.Submit("#send");
        (await send.Submit("#send")).Status.ShouldBe(HttpStatusCode.OK);
        await office.Settle();
        var quotes = await Quotes(office);
        quotes.ShouldAllBe(quote => quote.RevisionCount == 1 && quote.Stage == Stage.Delivered);
        (await office.Db(db => db.OutgoingMails.CountAsync(mail => mail.QuoteId != null))).ShouldBe(2);

        var link = await office.LinkOf(quotes[0].Id);
        await (await Page.Get(world.Visitor(), link + "/sign")).Submit("form.sheet", RoadTests.Signed());
        await (await office.Get($"/quotes/{quotes[1].Id}/status/Rejected")).Submit("form.sheet", new() { ["Input.Reason"] = "price" });
        var page = await office.Get(campaign.Url);
        Step(page, "quotes").ShouldBe("2");
        Step(page, "sent").ShouldBe("2");
        Step(page, "signed").ShouldBe("1");
        Step(page, "won").ShouldBe("1");
        Step(page, "lost").ShouldBe("1");
        page.TextOf(".funnel .value").ShouldContain("290,00");
        (await office.Db(db => db.WorkOrders.SingleAsync(order => order.QuoteId == quotes[0].Id))).PropertyId.ShouldBe(
            quotes[0].PropertyId
        );
    }

    [Fact, Trait("Spec", "OP 7")]
    public async Task Before_all_are_sent_those_that_must_stay_are_counted_among_all_also_beyond_what_is_shown()
    {
        var office = await world.Office();
        var id = await office.Db(async db =>
        {
            var campaign = new Campaign(db.NewId(), db.AccountId, "=x", "Feuilles", [db.NewId()], office.Member.Id, "Léa", db.Now);
            campaign.WasMade(305, [], db.Now);
            db.Add(campaign);
            var (reached, unreached) = (Customer(db, "Claire Fontanel"), Customer(db, "Mairie", ""));
            db.Customers.AddRange(reached, unreached);
            for (var i = 0; i < 305; i++)
            {
                // The last two have no address, the one before has no VAT rate.
                var line = Paraphe.Tests.Quotes.Desk.Line(Agreements.Leaves, 1, 290) with
                {
                    Vat = i == 302 ? null : Vat.Standard(20),
                };
                var content = Paraphe.Tests.Quotes.Desk.Content(line);
                var quote = new Quote(db.NewId(), db.AccountId, QuoteKind.WorkOrder, $"D-{i}", content, office.Member.AsActor, db.Now);
                quote.ForCustomer(i > 302 ? unreached : reached, null, db.Now);
                quote.ForOpportunity(campaign.Id, "=x", db.NewId());
                db.Quotes.Add(quote);
            }
            await db.SaveChangesAsync();
            return campaign.Id;
        });
        var page = await office.Get($"/opportunities/{id}/send");
        page.All("tbody tr").Count.ShouldBe(300);
        page.TextOf("h1").ShouldContain("305");
        page.Text.ShouldContain("2 clients n’ont pas d’adresse e-mail");
        page.Text.ShouldContain("1 devis est incomplet");
        page.Has("#send button[disabled]").ShouldBeFalse();
    }

    [Fact, Trait("Spec", "OP 7")]
    public async Task A_quote_made_by_a_member_for_the_same_service_starts_unticked_and_may_be_ticked()
    {
        var office = await world.Office();
        var contract = await office.Contract("Claire Fontanel");
        await office.Contract("Hôtel du Lac");
        await office.Db(db =>
            db.InTransaction(async () =>
            {
                var customer = await db.Customers.Include(c => c.Properties).SingleAsync(c => c.Id == contract.CustomerId);
                var line = contract.Options.Single().Line with { Key = Guid.CreateVersion7() };
                var content = Agreements.Care(contract.PropertyId) with { Items = [line] };
                await Paraphe.Features.Quotes.QuoteDrafts.AddDraft(db, QuoteKind.Offer, content, customer, office.Member.AsActor);
                await db.SaveChangesAsync();
            })
        );
        var preview = await Preview(office);
        preview.All("input[name=Take]").Count.ShouldBe(2);
        preview.All("input[name=Take][checked]").Count.ShouldBe(1);
        preview.All("tbody a[href^='/quotes/']").Count.ShouldBe(1);
        var turned = await preview.Submit(
            "#preview",
            new() { ["Take"] = preview.All("input[name=Take]").Select(box => box.GetAttribute("value")!) },
            "#filter"
        );
        turned.All("input[name=Take][checked]").Count.ShouldBe(2);
        var filtered = await turned.Submit("#preview", new() { ["q"] = "hotel" }, "#filter");
        filtered.All("tbody tr").Count.ShouldBe(1);
    }

    [Fact, Trait("Spec", "OP 7")]
    public async Task Only_owners_and_managers_find_it_and_a_service_that_no_contract_lists_is_not_there()
    {
        var office = await world.Office();
        await office.Contract();
        (await office.Get("/opportunities?q=feuilles")).TextOf("tbody").ShouldContain(Agreements.Leaves);
        (await office.Get("/opportunities?q=piscine")).Text.ShouldContain("Aucun contrat en cours ne liste");
        (await office.Browser.GetAsync("/opportunities/preview?service=nobody")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await office.With(Role.Manager)).Get("/opportunities")).TextOf("tbody").ShouldContain(Agreements.Leaves);
        foreach (var role in new[] { Role.Estimator, Role.Viewer })
        {
            var member = await office.With(role);
            (await member.Browser.GetAsync("/opportunities")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await member.Get("/quotes")).Text.ShouldNotContain("Opportunités de prestations");
        }
        (await (await world.Office()).Get("/opportunities")).Text.ShouldNotContain(Agreements.Leaves);
    }

    private static Domain.Customers.Customer Customer(Db db, string name, string email = "claire@fontanel.example") =>
        new(db.NewId(), db.AccountId, Customers.People.Details(name) with { Email = email }, prospect: false, db.Now);

    private static string Step(Page page, string step) => page.TextOf($".funnel .{step} dd");

    private static async Task<Page> Preview(Office office) => await (await office.Get("/opportunities?q=ramassage")).Click("tbody a.go");

    // As a person unticks a box: the others go along.
    private static Dictionary<string, object?> Without(Page page, string customer) =>
        new()
        {
            ["Take"] = page.All("tbody tr")
                .Where(row => !row.TextContent.Contains(customer, StringComparison.Ordinal))
                .Select(row => row.QuerySelector("input[name=Take]")!.GetAttribute("value")!)
                .ToList(),
        };

    private static Task<List<Quote>> Quotes(Office office) =>
        office.Db(db => db.Quotes.AsNoTracking().Where(quote => quote.CampaignId != null).OrderBy(quote => quote.Id).ToListAsync());

    private static async Task Make(World world, Office office, Guid campaign, bool swallow = true)
    {
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().Enter(office.AccountId);
        try
        {
            await ActivatorUtilities
                .CreateInstance<MakeCampaignHandler>(scope.ServiceProvider)
                .Run(new MakeCampaign(campaign), CancellationToken.None);
        }
        catch (Platform.Jobs.NotYetException) when (swallow)
        {
            // The other was quicker; the job is tried again.
        }
    }
}
