using System.Net;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Portal;

namespace Paraphe.Tests.Portal;

/// <summary>Everything that must not be taken for a signature, and what the customer is told instead.</summary>
public sealed class RefusalTests(World world)
{
    [Theory]
    [InlineData("", "[]")]
    [InlineData("draw", "")]
    [InlineData("draw", """{"width":640,"height":240,"strokes":[[[20,40],[21,41]]]}""")]
    [InlineData("draw", "not a drawing")]
    public async Task A_blank_or_tiny_signature_is_refused_and_the_name_stays(string how, string strokes)
    {
        var office = await world.Office();
        var id = await office.Draft();
        var sign = await Page.Get(world.Visitor(), await office.Send(id) + "/sign");
        var form = RoadTests.Signed();
        (form["how"], form["strokes"], form["name"]) = (how, strokes, how.Length == 0 ? " " : "Claire F.");
        var again = await sign.Submit("form.sheet", form);
        again.Has(".error").ShouldBeTrue();
        again.One("#name").GetAttribute("value")!.Trim().ShouldBe(how.Length == 0 ? "" : "Claire F.");
        (await office.Quote(id)).SignedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Without_consent_nothing_is_signed()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var sign = await Page.Get(world.Visitor(), await office.Send(id) + "/sign");
        var again = await sign.Submit("form.sheet", new() { ["name"] = "Claire Fontanel" });
        again.Has("#consent-error").ShouldBeTrue();
        (await office.Quote(id)).SignedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_forged_form_key_a_changed_total_and_a_foreign_line_are_refused()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var other = await (await world.Office()).SentGarden();
        var visitor = world.Visitor();
        var foreignKey = (await Page.Get(visitor, other + "/sign")).One("input[name=k]").GetAttribute("value");
        var sign = await Page.Get(visitor, link + "/sign");

        foreach (
            var (field, value) in new (string, object?)[]
            {
                ("k", foreignKey),
                ("k", new string('A', 48)),
                ("k", null),
                ("total", "1.00"),
                ("hash", new string('0', 64)),
                ("o", Guid.NewGuid().ToString("N")),
            }
        )
        {
            var form = RoadTests.Signed();
            form[field] = value;
            var again = await sign.Submit("form.sheet", form);
            again.Text.ShouldNotContain("Merci, c’est signé", customMessage: field);
            (await office.Quote(id)).SignedAt.ShouldBeNull(field);
        }
        // What was refused can still be signed.
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
    }

    [Fact, Trait("Spec", "PO 8")]
    public async Task An_old_link_leads_to_the_newest_revision_and_cannot_sign()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var old = await office.Send(id);
        var visitor = world.Visitor();
        var staleForm = await Page.Get(visitor, old + "/sign");
        var renewed = await office.Send(id);
        renewed.ShouldNotBe(old);

        var page = await Page.Get(visitor, old);
        page.Text.ShouldContain("version plus récente");
        page.Has("button.main.big").ShouldBeFalse();
        var newest = await page.Click(".bar a.btn");
        newest.Has("button.main.big").ShouldBeTrue();
        (await staleForm.Submit("form.sheet", RoadTests.Signed())).Text.ShouldContain("version plus récente");
        (await office.Quote(id)).SignedAt.ShouldBeNull();
        // The link made for the notice signs as well as the mailed one.
        var sign = await newest.Submit("form.sheet");
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
        (await Page.Get(visitor, renewed)).Text.ShouldContain("Signé par Claire Fontanel");
    }

    [Fact, Trait("Spec", "PO 5")]
    public async Task Declining_needs_a_reason_and_closes_the_quote()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var reject = await (await Page.Get(world.Visitor(), link)).Click(".two a[href$='/reject']");
        var again = await reject.Submit("main form", new() { ["reason"] = "other", ["comment"] = " " });
        again.Has(".error").ShouldBeTrue();
        (await office.Quote(id)).RejectedAt.ShouldBeNull();
        var done = await again.Submit("main form", new() { ["reason"] = "price", ["comment"] = "Trop cher" });
        done.Text.ShouldContain("Vous avez refusé ce devis");
        var quote = await office.Quote(id);
        (quote.Standing, quote.Refusal!.Reason, quote.Refusal.Comment).ShouldBe((Standing.Rejected, "price", "Trop cher"));
        (await Page.Get(world.Visitor(), link + "/sign")).Url.ShouldEndWith(link);
    }

    [Fact]
    public async Task Unknown_links_are_not_found()
    {
        var office = await world.Office();
        var link = await office.SentGarden();
        foreach (
            var path in new[]
            {
                "/q/x",
                "/q/" + new string('a', 43),
                link[..^1] + (link[^1] == 'A' ? 'B' : 'A'),
                "/q/~" + new string('a', 65),
            }
        )
        foreach (var room in new[] { "", "/sign", "/reject", "/thanks", "/quote.pdf", "/signed.pdf" })
            (await world.Visitor().GetAsync(path + room)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Trait("Spec", "SN 4")]
    public async Task Only_the_pages_own_request_counts_as_opened_and_programs_do_not()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var person = world.Visitor();
        person.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/605.1.15");
        var page = await Page.Get(person, link);
        (await Opened()).ShouldBeNull();
        var seen = page.One("img.seen").GetAttribute("src")!;

        var scanner = world.Visitor();
        scanner.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (compatible; bingbot/2.0)");
        (await scanner.GetAsync(seen)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var prefetch = new HttpRequestMessage(HttpMethod.Get, seen);
        prefetch.Headers.Add("Sec-Purpose", "prefetch");
        await person.SendAsync(prefetch);
        await person.GetAsync($"{link}/seen.gif?k={new string('A', 48)}");
        (await Opened()).ShouldBeNull();

        await person.GetAsync(seen);
        (await Opened()).ShouldNotBeNull();
        await person.GetAsync(seen);
        (await office.Db(db => db.Deliveries.SingleAsync(row => row.QuoteId == id))).SeenCount.ShouldBe(1);

        async Task<DateTime?> Opened() =>
            (await office.Db(db => db.Deliveries.AsNoTracking().SingleAsync(row => row.QuoteId == id))).OpenedAt;
    }

    [Fact]
    public void Who_guesses_many_links_is_not_answered_for_a_while()
    {
        var clock = new TestClock();
        var guesses = new Guesses(clock);
        var (one, neighbour, other) = (
            IPAddress.Parse("2001:db8:1:2::1"),
            IPAddress.Parse("2001:db8:1:2::ffff"),
            IPAddress.Parse("2001:db8:1:3::1")
        );
        for (var count = 0; count < Guesses.Most; count++)
            guesses.Wrong(one);
        guesses.IsTooMany(neighbour).ShouldBeTrue();
        guesses.IsTooMany(other).ShouldBeFalse();
        clock.Move(TimeSpan.FromMinutes(11));
        guesses.IsTooMany(one).ShouldBeFalse();
    }

    [Fact, Trait("Spec", "PO 8")]
    public async Task An_expired_quote_can_be_looked_at_but_not_signed()
    {
        await using var later = new World();
        var office = await later.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var form = await Page.Get(later.Visitor(), link + "/sign");
        later.Clock.Move(TimeSpan.FromDays(31));
        var page = await Page.Get(later.Visitor(), link);
        page.Text.ShouldContain("Ce devis était valable jusqu’au 21 décembre 2026");
        page.Has(".bar a[href$='/ask?update=true']").ShouldBeTrue();
        (await form.Submit("form.sheet", RoadTests.Signed())).Text.ShouldContain("Ce devis était valable");
        (await office.Quote(id)).SignedAt.ShouldBeNull();
    }
}
