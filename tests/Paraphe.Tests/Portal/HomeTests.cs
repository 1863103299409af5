using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Files;
using Paraphe.Platform.Mail;
using Paraphe.Tests.Contracts;

namespace Paraphe.Tests.Portal;

/// <summary>The portal's home by a mailed one-time link (PO 2), and links passed on.</summary>
public sealed class HomeTests
{
    [Fact, Trait("Spec", "PO 2")]
    public async Task A_mailed_link_opens_once_what_one_account_sent_and_nothing_else()
    {
        await using var world = new World();
        var (office, other) = (await world.Office(), await world.Office());
        var sent = await office.Draft();
        await office.Send(sent);
        await office.Draft();
        await other.SentGarden();
        var visitor = world.Visitor();
        var door = await Page.Get(visitor, $"/portal/{office.AccountId}");
        (await door.Submit("main form", new() { ["email"] = "nobody" })).Has("#email-error").ShouldBeTrue();
        (await door.Submit("main form", new() { ["email"] = "stranger@elsewhere.example" })).Has("[role=status]").ShouldBeTrue();
        (await office.Db(db => db.HomeLinks.CountAsync())).ShouldBe(0);
        (await door.Submit("main form", new() { ["email"] = "Claire@Fontanel.example" })).Has("[role=status]").ShouldBeTrue();
        await office.Settle();

        var link = await LinkIn(office);
        // What only follows links uses nothing up.
        await world.Visitor().GetAsync(link);
        var enter = await Page.Get(visitor, link);
        var home = await enter.Submit("main form");
        home.Url.ShouldBe($"/portal/{office.AccountId}/home");
        home.All(".homes li").Count.ShouldBe(1);
        home.Text.ShouldContain("claire@fontanel.example");
        (await home.Click(".homes a")).TextOf("h1").ShouldBe("Une terrasse et un jardin pour vos soirées d’été");

        (await Page.Get(visitor, $"/portal/{other.AccountId}/home")).Url.ShouldBe($"/portal/{other.AccountId}");
        var late = await Page.Get(world.Visitor(), link);
        late.Text.ShouldContain("This link was used");
        (await enter.Submit("main form")).Text.ShouldContain("This link was used");
        var away = await home.Submit("form[action*='Leave']");
        away.Url.ShouldBe($"/portal/{office.AccountId}");
        (await Page.Get(visitor, $"/portal/{office.AccountId}/home")).Url.ShouldBe($"/portal/{office.AccountId}");
    }

    [Fact, Trait("Spec", "PO 2")]
    public async Task A_contact_sees_what_went_to_a_colleague_and_may_look_not_sign()
    {
        await using var world = new World();
        var office = await world.Office();
        var id = await office.Draft();
        await office.Send(id);
        await office.Db(async db =>
        {
            var customer = await db.Customers.SingleAsync();
            customer.AddContact(
                db.NewId(),
                new ContactDetails { Name = "Paul", Emails = ["p.fontanel@work.example", "Paul@fontanel.example"] }
            );
            await db.SaveChangesAsync();
        });
        var visitor = world.Visitor();
        await (await Page.Get(visitor, $"/portal/{office.AccountId}")).Submit("main form", new() { ["email"] = "paul@fontanel.example" });
        await office.Settle();
        var home = await (await Page.Get(visitor, await LinkIn(office))).Submit("main form");
        var page = await home.Submit("form[action*='Open']");
        page.Text.ShouldContain("Vous êtes en copie");
        page.Has("button.main.big").ShouldBeFalse();
        var stranger = await world.Office();
        var foreign = await stranger.Draft();
        await stranger.Send(foreign);
        (
            await visitor.PostAsync(
                $"/portal/{office.AccountId}/home?handler=Open",
                new FormUrlEncodedContent([new("quote", foreign.ToString())])
            )
        ).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact, Trait("Spec", "PO 2")]
    public async Task Orders_and_contracts_stand_there_and_where_the_Owner_wants_it_each_contact_sees_only_what_went_to_him()
    {
        await using var world = new World();
        var office = await world.Office();
        var (won, care) = (await office.Draft(), await office.ContractDraft());
        await (await Page.Get(world.Visitor(), await office.Send(won) + "/sign")).Submit("form.sheet", RoadTests.Signed());
        await (await Page.Get(world.Visitor(), await office.Send(care) + "/sign")).Submit("form.sheet", RoadTests.Signed());
        var (garden, park) = ((await office.Quote(won)).CustomerId, (await office.Quote(care)).CustomerId);
        await office.Db(async db =>
        {
            foreach (var customer in await db.Customers.ToListAsync())
                customer.AddContact(db.NewId(), new ContactDetails { Name = "Paul", Emails = ["paul@fontanel.example"] });
            await db.SaveChangesAsync();
        });
        garden.ShouldNotBe(park);
        var visitor = world.Visitor();
        await (await Page.Get(visitor, $"/portal/{office.AccountId}")).Submit("main form", new() { ["email"] = "paul@fontanel.example" });
        await office.Settle();
        var home = await (await Page.Get(visitor, await LinkIn(office))).Submit("main form");
        home.All("section[aria-labelledby=quotes] li").Count.ShouldBe(2);
        home.TextOf("section[aria-labelledby=orders]").ShouldContain("Une terrasse et un jardin");
        home.TextOf("section[aria-labelledby=contracts]").ShouldContain("1 November 2026 – 31 October 2027");

        await (await office.Get("/settings/quotes")).Submit("form.form", new() { ["Input.HomeShowsOwnOnly"] = "true" });
        (await Page.Get(visitor, home.Url)).Has("main li").ShouldBeFalse();
        // A quote that he may no longer look at by himself is not opened either.
        (await home.Submit("form[action*='Open']")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Trait("Spec", "PO 2")]
    public async Task A_link_of_yesterday_opens_nothing_and_says_so()
    {
        await using var world = new World();
        var office = await world.Office();
        await office.SentGarden();
        await (await Page.Get(world.Visitor(), $"/portal/{office.AccountId}")).Submit(
            "main form",
            new() { ["email"] = "claire@fontanel.example" }
        );
        await office.Settle();
        world.Clock.Move(TimeSpan.FromMinutes(31));
        (await Page.Get(world.Visitor(), await LinkIn(office))).Text.ShouldContain("30 minutes");
        (await world.Visitor().GetAsync($"/portal/{Guid.NewGuid()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Trait("Spec", "SN 1")]
    public async Task Where_it_is_allowed_a_link_is_passed_on_as_one_of_its_own_and_can_be_taken_back()
    {
        await using var world = new World();
        var office = await world.Office();
        var closed = await office.SentGarden();
        (await Page.Get(world.Visitor(), closed + "/forward")).Url.ShouldBe(closed);
        await office.Want(policies => policies with { ForwardingAllowed = true });
        var id = await office.Draft();
        var link = await office.Send(id);
        var forward = await (await Page.Get(world.Visitor(), link)).Click("a[href$='/forward']");
        (await forward.Submit("main form", new() { ["email"] = "nobody" })).Has("#email-error").ShouldBeTrue();
        var form = new Dictionary<string, object?> { ["email"] = "paul@fontanel.example", ["name"] = "Paul" };
        (await forward.Submit("main form", form)).Has("[role=status]").ShouldBeTrue();
        await forward.Submit("main form", form);
        await office.Settle();
        var passed = await office.Db(db => db.Deliveries.SingleAsync(row => row.QuoteId == id && row.Email == "paul@fontanel.example"));
        passed.ForwardedFromId.ShouldNotBeNull();
        var theirs = await office.LinkTo("paul@fontanel.example", id);
        theirs.ShouldNotBe(link);
        var page = await office.Get($"/quotes/{id}");
        page.Text.ShouldContain("transmis");
        await office.Browser.PostAsync(
            $"/quotes/{id}/links?handler=Revoke",
            new FormUrlEncodedContent([
                new("delivery", passed.Id.ToString()),
                new("_token", page.One("input[name=_token]").GetAttribute("value")!),
            ])
        );
        (await Page.Get(world.Visitor(), theirs)).TextOf("h1").ShouldBe("Ce lien ne fonctionne plus");
        (await Page.Get(world.Visitor(), link)).Has("button.main.big").ShouldBeTrue();
    }

    private static async Task<string> LinkIn(Office office)
    {
        var mail = await office.Db(db => db.OutgoingMails.SingleAsync(row => row.Purpose.StartsWith("secret/home/")));
        var text = MimeReader.Read(await office.World.Services.GetRequiredService<FileStore>().Read(mail.RawHash)).Text;
        return text.Substring(text.IndexOf("/portal/enter/", StringComparison.Ordinal), "/portal/enter/".Length + 43);
    }
}
