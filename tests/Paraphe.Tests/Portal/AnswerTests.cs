using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Files;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Portal;

/// <summary>What a customer may do besides signing: decline, change the time, ask, keep a note (PO 5–9).</summary>
public sealed class AnswerTests(World world)
{
    [Fact, Trait("Spec", "PO 5")]
    public async Task A_refusal_may_wait_for_a_member_and_members_read_its_reason()
    {
        var office = await world.Office();
        await office.Want(policies => policies with { RejectionCloses = false });
        var id = await office.Draft();
        var link = await office.Send(id);
        var reject = await Page.Get(world.Visitor(), link + "/reject");
        (await reject.Submit("main form", [])).TextOf("[role=alert]").ShouldNotBeEmpty();
        await reject.Submit("main form", new() { ["reason"] = "other", ["comment"] = "Nous déménageons" });
        (await office.Quote(id)).Standing.ShouldBe(Standing.RejectedWaiting);
        var page = await office.Get($"/quotes/{id}");
        page.Text.ShouldContain("Nous déménageons");
        await office.Settle();
        (await office.Db(db => db.Notices.SingleAsync(row => row.QuoteId == id))).Kind.ShouldBe("quoteRejected");
    }

    [Fact, Trait("Spec", "PO 6")]
    public async Task A_proposed_time_holds_at_once_and_price_and_status_stay()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var before = await office.Quote(id);
        var visitor = world.Visitor();
        var time = await (await Page.Get(visitor, link)).Click(".two a[href$='/time']");
        time.Text.ShouldContain("lundi 8 mars 2027");
        var form = new Dictionary<string, object?>
        {
            ["date"] = "2027-03-15",
            ["hour"] = "14:30",
            ["name"] = "Claire Fontanel",
        };
        var page = await time.Submit("main form", form);
        page.TextOf("#time").ShouldContain("Lundi 15 mars 2027, 14 h 30");
        await time.Submit("main form", form);

        var quote = await office.Quote(id);
        (quote.Time!.StartsAt, quote.Time.Agreed).ShouldBe((new DateTime(2027, 3, 15, 14, 30, 0), true));
        (quote.Total, quote.Standing).ShouldBe((before.Total, before.Standing));
        (await office.Db(db => db.Events.CountAsync(row => row.QuoteId == id && row.What == "quote.timeProposed"))).ShouldBe(1);
        (await office.Get($"/quotes/{id}")).Text.ShouldContain("lundi 15 mars 2027");
        await office.Settle();
        (await office.Db(db => db.Notices.SingleAsync(row => row.QuoteId == id))).Kind.ShouldBe("timeProposed");

        var calendar = await visitor.GetAsync(link + "/time.ics");
        calendar.Content.Headers.ContentType!.MediaType.ShouldBe("text/calendar");
        var lines = await calendar.Content.ReadAsStringAsync();
        lines.ShouldContain("DTSTART:20270315T133000Z\r\n");
        lines.ShouldContain("STATUS:CONFIRMED");
        lines.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);

        var sign = await Page.Get(visitor, link + "/sign");
        await sign.Submit("form.sheet", RoadTests.Signed());
        (await office.Db(db => db.WorkOrders.SingleAsync(row => row.QuoteId == id))).StartsAt.ShouldBe(
            new DateTime(2027, 3, 15, 14, 30, 0)
        );
        (await Page.Get(visitor, link + "/time")).Url.ShouldBe(link);
    }

    [Theory, Trait("Spec", "PO 6")]
    [InlineData(true, "confirmée")]
    [InlineData(false, "À propos de la date")]
    public async Task Where_it_waits_a_member_answers_and_the_customer_is_told(bool agree, string subject)
    {
        var office = await world.Office();
        await office.Want(policies => policies with { TimeAppliesAtOnce = false });
        var id = await office.Draft();
        var link = await office.Send(id);
        var time = await Page.Get(world.Visitor(), link + "/time");
        var page = await time.Submit(
            "main form",
            new()
            {
                ["date"] = "2027-03-15",
                ["hour"] = "",
                ["name"] = "Claire",
            }
        );
        page.TextOf("#time").ShouldContain("à confirmer");
        (await (await office.With(Role.Viewer)).Browser.GetAsync($"/quotes/{id}/time")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var answer = await (await office.Get($"/quotes/{id}")).Click("a[href$='/time']");
        await answer.Submit("form.sheet", new() { ["agree"] = agree ? "true" : "false" });
        var quote = await office.Quote(id);
        quote.Time?.Agreed.ShouldBe(agree);
        (quote.Time is null).ShouldBe(!agree);
        await office.Settle();
        var mail = await office.Db(db => db.OutgoingMails.SingleAsync(row => row.QuoteId == id && row.Purpose.StartsWith("time/")));
        mail.Subject.ShouldContain(subject);
        var read = MimeReader.Read(await world.Services.GetRequiredService<FileStore>().Read(mail.RawHash));
        read.Files.Count.ShouldBe(agree ? 1 : 0);
    }

    [Theory, Trait("Spec", "PO 6")]
    [InlineData("2026-11-20", "10:00", "date")]
    [InlineData("", "", "date")]
    [InlineData("2031-01-01", "", "date")]
    [InlineData("2027-03-15", "25:99", "hour")]
    public async Task A_time_that_cannot_be_is_told_at_its_field_and_what_was_typed_stays(string date, string hour, string field)
    {
        var office = await world.Office();
        var id = await office.Draft();
        var time = await Page.Get(world.Visitor(), await office.Send(id) + "/time");
        var again = await time.Submit(
            "main form",
            new()
            {
                ["date"] = date,
                ["hour"] = hour,
                ["name"] = "Claire F.",
            }
        );
        again.One($"#{field}").GetAttribute("aria-invalid").ShouldBe("true");
        again.One("#name").GetAttribute("value").ShouldBe("Claire F.");
        (await office.Quote(id)).Time.ShouldBeNull();
    }

    [Fact, Trait("Spec", "PO 7")]
    public async Task A_question_becomes_a_conversation_that_can_be_answered_and_rings_once()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var ask = await (await Page.Get(world.Visitor(), link)).Click(".two a[href$='/ask']");
        (await ask.Submit("main form", new() { ["text"] = " ", ["name"] = "Claire" })).Has("#text-error").ShouldBeTrue();
        var form = new Dictionary<string, object?> { ["text"] = "Quelle pierre prévoyez-vous ?", ["name"] = "Claire Fontanel" };
        var done = await ask.Submit("main form", form);
        done.TextOf("[role=status]").ShouldContain("claire@fontanel.example");
        done.Text.ShouldContain("Quelle pierre prévoyez-vous ?");
        await ask.Submit("main form", form);

        var quote = await office.Quote(id);
        var request = await office.Db(db => db.Requests.SingleAsync(row => row.Id == quote.RequestId));
        (request.CustomerId, request.AssigneeId, request.IsUnread).ShouldBe((quote.CustomerId, quote.SellerId, true));
        var message = await office.Db(db =>
            db.Messages.SingleAsync(row => row.ConversationId == request.ConversationId && row.Kind == MessageKind.In)
        );
        (message.Text, message.FromEmail).ShouldBe(("Quelle pierre prévoyez-vous ?", "claire@fontanel.example"));
        await office.Settle();
        (await office.Db(db => db.Notices.SingleAsync(row => row.QuoteId == id))).Kind.ShouldBe("questionAsked");
        (await office.Get($"/requests/{request.Id}")).Text.ShouldContain("Quelle pierre prévoyez-vous ?");
        quote.Standing.ShouldBe(Standing.Open);

        // The next one goes on with it.
        var second = await Page.Get(world.Visitor(), link + "/ask");
        await second.Submit("main form", new() { ["text"] = "Et pour les joints ?", ["name"] = "Claire" });
        (
            await office.Db(db => db.Messages.CountAsync(row => row.ConversationId == request.ConversationId && row.Kind == MessageKind.In))
        ).ShouldBe(2);
    }

    [Fact, Trait("Spec", "PO 8")]
    public async Task Of_an_expired_quote_one_asks_for_an_update()
    {
        await using var later = new World();
        var office = await later.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        later.Clock.Move(TimeSpan.FromDays(40));
        var ask = await (await Page.Get(later.Visitor(), link)).Click(".bar a.btn");
        ask.TextOf("textarea").ShouldContain("mise à jour du devis");
        (await ask.Submit("main form", [])).TextOf("[role=status]").ShouldContain("Jardins du Vallon");
        (await office.Db(db => db.Events.AnyAsync(row => row.QuoteId == id && row.What == "quote.updateAsked"))).ShouldBeTrue();
        (await Page.Get(later.Visitor(), link + "/time")).Url.ShouldBe(link);
    }

    [Fact, Trait("Spec", "PO 9")]
    public async Task A_private_note_is_seen_by_nobody_else_and_follows_to_the_next_revision()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var send = await office.Get($"/quotes/{id}/send");
        await send.Submit("#send", new() { ["Input.Recipients[1].Email"] = "paul@fontanel.example" });
        await office.Settle();
        var (claire, paul) = (await office.LinkTo("claire@fontanel.example", id), await office.LinkTo("paul@fontanel.example", id));
        var visitor = world.Visitor();
        var notes = await (await Page.Get(visitor, claire)).Click("a[href$='/notes']");
        await notes.Submit("main form", new() { ["note"] = "Trop cher ? Comparer avec Dupont." });
        (await Page.Get(visitor, claire + "/notes")).TextOf("#note").ShouldBe("Trop cher ? Comparer avec Dupont.");
        (await Page.Get(visitor, paul + "/notes")).TextOf("#note").ShouldBeEmpty();
        foreach (var room in new[] { "", "/preview", "/send", "/events.json" })
            (await office.Browser.GetStringAsync($"/quotes/{id}{room}")).ShouldNotContain("Dupont");
        await (await office.Get($"/quotes/{id}/send")).Submit("#send");
        await office.Settle();
        var next = await office.LinkTo("claire@fontanel.example", id);
        next.ShouldNotBe(claire);
        (await Page.Get(visitor, next + "/notes")).TextOf("#note").ShouldContain("Dupont");
        var tooLong = await Page.Get(visitor, next + "/notes");
        (await tooLong.Submit("main form", new() { ["note"] = new string('x', 10_001) })).Has("[role=alert]").ShouldBeTrue();
        (await Page.Get(visitor, next + "/notes")).TextOf("#note").ShouldContain("Dupont");
    }

    [Fact]
    public async Task Small_forms_cannot_be_forged_or_sent_from_another_link()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var other = await (await world.Office()).SentGarden();
        var visitor = world.Visitor();
        foreach (var room in new[] { "ask", "time", "notes", "reject" })
        {
            var foreign = (await Page.Get(visitor, $"{other}/{room}")).One("input[name=k]").GetAttribute("value");
            var page = await Page.Get(visitor, $"{link}/{room}");
            foreach (var key in new[] { foreign, "x", null })
            {
                var form = new Dictionary<string, object?>
                {
                    ["k"] = key,
                    ["text"] = "Bonjour",
                    ["note"] = "Bonjour",
                    ["name"] = "Claire",
                    ["date"] = "2027-05-05",
                    ["reason"] = "price",
                };
                (await page.Submit("main form", form)).Has(".bar [role=alert]").ShouldBeTrue($"{room} {key}");
            }
        }
        var quote = await office.Quote(id);
        (quote.Time, quote.RejectedAt, quote.RequestId).ShouldBe((null, null, null));
        (await office.Db(db => db.CustomerNotes.CountAsync())).ShouldBe(0);
    }
}
