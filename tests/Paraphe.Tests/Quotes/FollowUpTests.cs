using Paraphe.Domain.Accounts;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Quotes;

/// <summary>What a seller comes back to: a day he chose; and the times he offers (SN 6, PO 6).</summary>
public sealed class FollowUpTests(World world)
{
    [Fact, Trait("Spec", "SN 6")]
    public async Task A_follow_up_is_listed_rings_in_the_morning_of_its_day_and_is_done_with_a_click()
    {
        await using var own = new World();
        var office = await own.Office();
        var id = await office.Draft();
        await office.Send(id);
        var today = (await office.Account()).Today(own.Clock.GetUtcNow().UtcDateTime);
        var form = await (await office.Get($"/quotes/{id}")).Click("a[href$='/follow-up']");
        (await form.Submit("form.sheet", new() { ["Input.On"] = today.AddDays(-1).ToString("yyyy-MM-dd") })).Has(".error").ShouldBeTrue();
        var saved = await form.Submit(
            "form.sheet",
            new() { ["Input.On"] = today.AddDays(3).ToString("yyyy-MM-dd"), ["Input.Note"] = "Appeler Claire" }
        );
        saved.Text.ShouldContain("Appeler Claire");
        (await office.Get("/quotes/follow-ups")).Text.ShouldContain("Appeler Claire");
        // A colleague sees it among everybody's.
        var colleague = await office.With(Role.Viewer);
        (await colleague.Get("/quotes/follow-ups")).Text.ShouldNotContain("Appeler Claire");
        var all = await colleague.Get("/quotes/follow-ups?all=true");
        all.Text.ShouldContain("Appeler Claire");
        all.Has("form[action*='follow-up']").ShouldBeFalse();

        own.Clock.Move(TimeSpan.FromDays(2));
        await office.Settle();
        (await office.Get("/notices")).Text.ShouldNotContain("Relancer aujourd’hui");
        own.Clock.Move(TimeSpan.FromDays(2));
        await office.Settle();
        (await office.Get("/notices")).Text.ShouldContain("Relancer aujourd’hui");

        var list = await (await office.Get("/quotes/follow-ups")).Submit("form[action*='follow-up']");
        list.Url.ShouldBe("/quotes/follow-ups");
        list.Text.ShouldNotContain("Appeler Claire");
    }

    [Fact, Trait("Spec", "PO 6")]
    public async Task The_customer_chooses_one_of_the_times_on_offer_and_it_is_agreed_even_where_a_wish_must_be_confirmed()
    {
        var office = await world.Office();
        await office.Want(policies => policies with { TimeAppliesAtOnce = false });
        var id = await office.Draft();
        var form = await (await office.Get($"/quotes/{id}")).Click("a[href$='/slots']");
        (await form.Submit("form.sheet", new() { ["Slots"] = new[] { "2020-01-01T08:00" } })).Url.ShouldEndWith("/slots");
        var saved = await form.Submit("form.sheet", new() { ["Slots"] = new[] { "2027-03-16T13:30", "", "2027-03-15T08:00" } });
        saved.Url.ShouldBe($"/quotes/{id}");
        (await office.Quote(id)).Content.Slots.ShouldBe([new DateTime(2027, 3, 15, 8, 0, 0), new DateTime(2027, 3, 16, 13, 30, 0)]);
        var link = await office.Send(id);
        var time = await Page.Get(world.Visitor(), link + "/time");
        time.All("input[name=slot]").Count().ShouldBe(3);
        var done = await time.Submit(
            "form",
            new()
            {
                ["slot"] = "2027-03-16T13:30",
                ["date"] = "",
                ["hour"] = "",
            }
        );
        done.Text.ShouldContain("16 mars 2027");
        var quote = await office.Quote(id);
        (quote.Time!.StartsAt, quote.Time.Agreed).ShouldBe((new DateTime(2027, 3, 16, 13, 30, 0), true));

        // Another time is a wish.
        var other = await Page.Get(world.Visitor(), link + "/time");
        await other.Submit(
            "form",
            new()
            {
                ["slot"] = "",
                ["date"] = "2027-03-20",
                ["hour"] = "09:00",
            }
        );
        (await office.Quote(id)).Time!.Agreed.ShouldBeFalse();
    }
}
