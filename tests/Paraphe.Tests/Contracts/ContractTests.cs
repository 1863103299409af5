using System.Net;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Quotes;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Contracts;

/// <summary>Contracts as members see them, and how they come and go.</summary>
public sealed class ContractTests(World world)
{
    [Fact, Trait("Spec", "OP 4")]
    public async Task A_contract_quote_won_by_hand_activates_its_contract_and_makes_no_work_order()
    {
        var office = await world.Office();
        var contract = await office.Contract();

        contract.Number.ShouldBe("CT-2026-0001");
        contract.State(new DateOnly(2026, 11, 21)).ShouldBe(ContractState.Active);
        contract.PerYear.ShouldBe((14 * 145) + (12 * 80));
        contract.PropertyId.ShouldNotBeNull();
        contract.Options.Single().Name.ShouldBe(Agreements.Leaves);
        (await office.Db(db => db.WorkOrders.CountAsync(order => order.QuoteId == contract.QuoteId))).ShouldBe(0);
        (await office.Get($"/quotes/{contract.QuoteId}")).Text.ShouldContain(contract.Number);
    }

    [Fact, Trait("Spec", "OP 2")]
    public async Task The_customer_sees_the_options_of_a_contract_cannot_tick_them_and_signs_it_without()
    {
        var office = await world.Office();
        var quote = await office.ContractDraft();
        var link = await office.Send(quote);
        var page = await Page.Get(world.Visitor(), link);
        page.Text.ShouldContain(Agreements.Leaves);
        page.One("fieldset.options").HasAttribute("disabled").ShouldBeTrue();

        // Ticked by force all the same: the choice is not the customer's on a contract.
        var line = (await office.Quote(quote)).Content.Lines.Single(one => one.IsOption).Key;
        var forced = await Page.Get(world.Visitor(), $"{link}/sign?c=1&o={line:N}");
        forced.Url.ShouldNotContain("/sign");
        await (await Page.Get(world.Visitor(), link + "/sign")).Submit("form.sheet", RoadTests.Signed());

        var contract = await office.ContractOf(quote);
        contract.Services.Length.ShouldBe(2);
        contract.State(new DateOnly(2026, 11, 21)).ShouldBe(ContractState.Active);
        (await office.Db(db => db.Signatures.SingleAsync(row => row.QuoteId == quote))).Choice.Quantities.ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "OP 6")]
    public async Task The_list_finds_contracts_by_state_and_by_any_word()
    {
        var office = await world.Office();
        await office.Contract("Claire Fontanel");
        var later = Agreements.Care() with { StartsAt = new DateTime(2027, 4, 1), EndsAt = null, Title = "Entretien des haies" };
        await office.Contract("Hôtel du Lac", later);
        var old = Agreements.Care() with { StartsAt = new DateTime(2025, 1, 1), EndsAt = new DateTime(2025, 12, 31) };
        await office.Contract("Mairie", old);

        var all = await office.Get("/contracts");
        all.All("tbody tr").Count.ShouldBe(3);
        (await office.Get("/contracts?state=active")).TextOf("tbody").ShouldContain("Claire Fontanel");
        (await office.Get("/contracts?state=upcoming")).TextOf("tbody").ShouldContain("Hôtel du Lac");
        (await office.Get("/contracts?state=ended")).TextOf("tbody").ShouldContain("Mairie");
        (await office.Get("/contracts?q=hotel+HAIES")).All("tbody tr").Count.ShouldBe(1);
        (await office.Get("/contracts?ends=2025-12-31")).All("tbody tr").Count.ShouldBe(1);
        (await office.Get("/contracts?q=nobody")).Text.ShouldContain("Aucun contrat trouvé");
        (await (await world.Office()).Get("/contracts")).Text.ShouldContain("Aucun contrat");
    }

    [Fact, Trait("Spec", "OP 6")]
    public async Task A_contract_is_cancelled_from_a_day_with_its_reason_and_runs_until_then()
    {
        var office = await world.Office();
        var contract = await office.Contract();
        var page = await office.Get($"/contracts/{contract.Id}");

        var refused = await page.Submit("#cancel form", new() { ["Input.On"] = "2026-12-31", ["Input.Why"] = " " });
        page.Has("dialog[data-open=yes]").ShouldBeFalse("it opens when asked for");
        refused.Has("dialog[data-open=yes] .error").ShouldBeTrue();
        refused.One("#Input_On").GetAttribute("value").ShouldBe("2026-12-31");

        var done = await refused.Submit("#cancel form", new() { ["Input.On"] = "2026-12-31", ["Input.Why"] = "Vend sa maison" });
        done.Text.ShouldContain("Vend sa maison");
        var kept = await office.ContractOf(contract.QuoteId);
        kept.State(new DateOnly(2026, 12, 30)).ShouldBe(ContractState.Active);
        kept.State(new DateOnly(2026, 12, 31)).ShouldBe(ContractState.Cancelled);
        // The page from before knows nothing of it.
        (await page.Submit("#renew")).Text.ShouldContain("entre-temps");
        done.Has("#renew").ShouldBeFalse();
    }

    [Fact, Trait("Spec", "OP 6")]
    public async Task Before_it_ends_the_sellers_bell_rings_once_and_a_renewal_puts_it_off()
    {
        await using var own = new World();
        var office = await own.Office();
        var contract = await office.Contract();
        await office.Settle();
        own.Clock.Set(new DateTimeOffset(2027, 9, 2, 8, 0, 0, TimeSpan.Zero));
        await office.Settle();
        office = Again(own, office);
        (await office.Get("/notices")).Text.ShouldContain($"Le contrat {contract.Number}");

        var renewed = await (await office.Get($"/contracts/{contract.Id}")).Submit("#renew", new() { ["Input.Until"] = "2028-10-31" });
        renewed.Text.ShouldContain("31 octobre 2028");
        own.Clock.Set(new DateTimeOffset(2028, 9, 2, 8, 0, 0, TimeSpan.Zero));
        await office.Settle();
        office = Again(own, office);
        (await office.Db(db => db.Notices.CountAsync(notice => notice.Kind == "contractEnding"))).ShouldBe(2);
        (await (await office.Get($"/contracts/{contract.Id}")).Submit("#renew", new() { ["Input.Until"] = "2028-10-31" }))
            .Has("#Input_Until-error")
            .ShouldBeTrue();
    }

    [Fact, Trait("Spec", "OP 6")]
    public async Task It_ends_with_the_day_of_the_accounts_own_time_zone()
    {
        await using var own = new World();
        var office = await own.Office();
        var content = Agreements.Care() with { EndsAt = new DateTime(2026, 11, 21) };
        var contract = await office.Contract("Claire Fontanel", content);
        own.Clock.Set(new DateTimeOffset(2026, 11, 21, 22, 30, 0, TimeSpan.Zero));
        (await office.Get("/contracts?state=active")).All("tbody tr").Count.ShouldBe(1);
        // In Paris it is half past midnight; in UTC the 21st has half an hour left.
        own.Clock.Set(new DateTimeOffset(2026, 11, 21, 23, 30, 0, TimeSpan.Zero));
        (await office.Get("/contracts?state=active")).All("tbody tr").Count.ShouldBe(0);
        (await office.Get($"/contracts/{contract.Id}")).Text.ShouldContain("Échu");
    }

    [Fact, Trait("Spec", "OP 4")]
    public async Task Undoing_the_win_withdraws_the_contract()
    {
        var office = await world.Office();
        var contract = await office.Contract();
        var page = await office.Get($"/quotes/{contract.QuoteId}/revise");
        await page.Submit("form.sheet", new() { ["Input.Why"] = "Une erreur" });
        (await office.ContractOf(contract.QuoteId)).State(new DateOnly(2026, 11, 21)).ShouldBe(ContractState.Withdrawn);
        (await office.Get("/contracts?state=active")).All("tbody tr").Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_viewer_reads_contracts_and_changes_none_and_strangers_find_none()
    {
        var office = await world.Office();
        var contract = await office.Contract();
        var viewer = await office.With(Role.Viewer);
        var page = await viewer.Get($"/contracts/{contract.Id}");
        page.Has("form#renew").ShouldBeFalse();
        (await (await world.Office()).Browser.GetAsync($"/contracts/{contract.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    // Months later the session has ended.
    private static Office Again(World own, Office office) => new(own, office.AccountId, office.Member, own.SignedIn(office.Member));
}
