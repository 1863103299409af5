using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Requests.Incoming;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Mail;

namespace Paraphe.Tests.Portal;

/// <summary>Sending later, with more attachments; what is told of each delivery; reminders (SN 1, SN 3–6).</summary>
public sealed class SendingTests
{
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/605.1.15";

    [Fact, Trait("Spec", "SN 1")]
    public async Task A_planned_send_holds_the_quote_and_leaves_at_its_hour_once()
    {
        await using var world = new World();
        var office = await world.Office();
        var id = await office.Draft();
        var send = await office.Get($"/quotes/{id}/send");
        var wrong = await send.Submit("#send", new() { ["Input.Later"] = "2026-11-20T09:00" });
        wrong.Text.ShouldContain("Cette heure est passée");
        // Ten in the morning in Paris is nine by the clock of the world.
        var page = await send.Submit("#send", new() { ["Input.Later"] = "2026-11-22T10:00", ["Input.Subject"] = "Pour dimanche" });
        page.Text.ShouldContain("22 novembre 2026 à 10 h");
        var quote = await office.Quote(id);
        (quote.RevisionCount, quote.Number, quote.Planned!.At).ShouldBe((0, null, new DateTime(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc)));
        await office.Db(async db =>
        {
            var held = await db.Quotes.SingleAsync(row => row.Id == id);
            Should
                .Throw<Domain.BrokenRuleException>(() => held.ChangeHeader(held.Content with { Title = "Autre" }, db.Now))
                .Rule.ShouldBe("Rules.QuotePlanned");
        });
        await office.RunJobs();
        (await office.Quote(id)).RevisionCount.ShouldBe(0);

        world.Clock.Move(TimeSpan.FromHours(25));
        await office.RunJobs();
        quote = await office.Quote(id);
        (quote.RevisionCount, quote.Planned).ShouldBe((1, null));
        var mail = await office.Db(db => db.OutgoingMails.SingleAsync(row => row.DeliveryId != null));
        mail.Subject.ShouldBe("Pour dimanche");
        (await office.Db(db => db.Events.SingleAsync(row => row.What == "quote.sent"))).ActorName.ShouldBe("Léa Morel");
    }

    [Fact, Trait("Spec", "SN 1")]
    public async Task A_cancelled_plan_sends_nothing_and_frees_the_quote()
    {
        await using var world = new World();
        var office = await world.Office();
        var id = await office.Draft();
        await (await office.Get($"/quotes/{id}/send")).Submit("#send", new() { ["Input.Later"] = "2026-11-22T10:00" });
        await (await office.Get($"/quotes/{id}/send")).Submit("form[action*='Cancel']");
        (await office.Quote(id)).Planned.ShouldBeNull();
        world.Clock.Move(TimeSpan.FromHours(25));
        await world.RunJobs();
        (await office.Quote(id)).RevisionCount.ShouldBe(0);
    }

    [Fact, Trait("Spec", "SN 1")]
    public async Task More_files_go_along_known_by_their_content()
    {
        await using var world = new World();
        var office = await world.Office();
        var id = await office.Draft();
        var refused = await Send(office, id, ("virus.pdf", "MZ this is no PDF"u8.ToArray()));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("virus.pdf");
        (await office.Quote(id)).RevisionCount.ShouldBe(0);
        (await Send(office, id, ("plan du jardin.pdf", "%PDF-1.7 plan"u8.ToArray()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await office.Settle();
        var mail = await office.Db(db => db.OutgoingMails.SingleAsync(row => row.DeliveryId != null));
        var read = MimeReader.Read(await world.Services.GetRequiredService<FileStore>().Read(mail.RawHash));
        read.Files.Select(file => file.Name).ShouldContain("plan du jardin.pdf");
        read.Text.ShouldContain("/time");
        read.Html!.ShouldContain("prefers-color-scheme:dark");
    }

    [Fact, Trait("Spec", "SN 3"), Trait("Spec", "SN 4")]
    public async Task The_tracker_tells_people_from_programs_and_finds_by_state_and_word()
    {
        await using var world = new World();
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var scanner = world.Visitor();
        scanner.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (compatible; Barracuda Sentinel)");
        await scanner.GetAsync(link);
        using var head = new HttpRequestMessage(HttpMethod.Head, link);
        await scanner.SendAsync(head);
        var tracker = await office.Get("/tracker");
        tracker.TextOf("tbody").ShouldContain("Un programme a vérifié le lien");
        (await office.Get("/tracker?tab=opened")).Has("tbody").ShouldBeFalse();
        (await office.Get("/tracker?tab=sent")).Has("tbody").ShouldBeTrue();

        await Look(world, link);
        (await office.Get("/tracker?tab=opened")).TextOf("tbody").ShouldNotContain("Un programme");
        (await office.Get("/tracker?q=fontanel.example")).Has("tbody").ShouldBeTrue();
        (await office.Get("/tracker?q=terrasse")).Has("tbody").ShouldBeTrue();
        (await office.Get("/tracker?q=piscine")).Has("tbody").ShouldBeFalse();
        (await (await office.Get("/tracker")).Click("td a[href^='/outbox/']")).Text.ShouldContain("claire@fontanel.example");
        (await (await world.Office()).Get("/tracker")).Has("tbody").ShouldBeFalse();
    }

    [Fact, Trait("Spec", "SN 4")]
    public async Task Only_where_the_Owner_turned_it_on_a_picture_tells_that_the_mail_was_displayed_and_that_is_no_opening()
    {
        await using var world = new World();
        var office = await world.Office();
        var id = await office.Draft();
        await office.Send(id);
        (await Mailed(office, id)).Html!.ShouldNotContain("<img");

        await (await office.Get("/settings/mail")).Submit("form.form", new() { ["Input.TellsDisplay"] = "true" });
        (await office.Get("/settings/mail")).Has("input[name='Input.TellsDisplay'][checked]").ShouldBeTrue();
        id = await office.Draft();
        var link = await office.Send(id);
        var html = (await Mailed(office, id)).Html!;
        var at = html.IndexOf("/m/", StringComparison.Ordinal);
        var pixel = html[at..html.IndexOf('"', at)];
        // A mail program's picture server gets this address: it must not open the quote.
        (await world.Visitor().GetAsync("/q/" + pixel["/m/".Length..^".gif".Length])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.Visitor().GetAsync(pixel.Replace(".gif", "A.gif"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await office.Get($"/quotes/{id}")).Text.ShouldNotContain("E-mail affiché");

        (await world.Visitor().GetAsync(pixel)).Content.Headers.ContentType!.MediaType.ShouldBe("image/gif");
        (await office.Get($"/quotes/{id}")).Text.ShouldContain("E-mail affiché");
        (await office.Get("/tracker?tab=opened")).Has("tbody").ShouldBeFalse();
        (await office.Get("/tracker?tab=sent")).TextOf("tbody").ShouldContain("E-mail affiché");
        (await office.Db(db => db.Deliveries.SingleAsync(row => row.QuoteId == id))).State.ShouldBe(DeliveryState.Sent);
        link.ShouldNotContain(pixel);
    }

    [Fact, Trait("Spec", "SN 4")]
    public async Task Once_turned_off_pictures_on_their_way_tell_nothing_any_more()
    {
        await using var world = new World();
        var office = await world.Office();
        await (await office.Get("/settings/mail")).Submit("form.form", new() { ["Input.TellsDisplay"] = "true" });
        var id = await office.Draft();
        await office.Send(id);
        var html = (await Mailed(office, id)).Html!;
        var at = html.IndexOf("/m/", StringComparison.Ordinal);
        await (await office.Get("/settings/mail")).Submit("form.form", new() { ["Input.TellsDisplay"] = null });
        (await world.Visitor().GetAsync(html[at..html.IndexOf('"', at)])).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await office.Db(db => db.Deliveries.SingleAsync())).DisplayedAt.ShouldBeNull();
    }

    [Fact, Trait("Spec", "SN 5")]
    public async Task Who_has_the_page_open_is_shown_on_the_quote_and_behind_the_bell_until_he_leaves()
    {
        await using var world = new World();
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        (await office.Get($"/quotes/{id}")).Text.ShouldNotContain("consulte en ce moment");
        var (person, seen) = await Look(world, link);
        (await office.Get($"/quotes/{id}")).TextOf(".presence").ShouldContain("le consulte en ce moment");
        (await office.Get("/notices")).TextOf("[data-live-part=presence]").ShouldContain("Claire Fontanel le consulte");
        var before = await office.Quote(id);
        for (var beat = 0; beat < 4; beat++)
        {
            world.Clock.Move(TimeSpan.FromSeconds(20));
            await person.GetAsync(seen);
        }
        (await office.Get($"/quotes/{id}")).Has(".presence").ShouldBeTrue();
        // Nothing is kept of it but when he was last seen; the visit counts once.
        (await office.Quote(id)).EventCount.ShouldBe(before.EventCount);
        (await office.Db(db => db.Deliveries.SingleAsync())).SeenCount.ShouldBe(1);
        world.Clock.Move(TimeSpan.FromMinutes(1));
        (await office.Get($"/quotes/{id}")).Has(".presence").ShouldBeFalse();
        (await office.Get("/notices")).TextOf("[data-live-part=presence]").ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "SN 6")]
    public async Task Reminders_go_before_expiry_and_after_silence_and_the_customer_can_stop_them()
    {
        await using var world = new World();
        var office = await world.Office();
        await Remind(office);
        var (silent, answered, quiet) = (await office.Draft(), await office.Draft(), await office.Draft());
        foreach (var quote in new[] { silent, answered, quiet })
            await (await office.Get($"/quotes/{quote}/send")).Submit("#send");
        await world.RunJobs();
        var ask = await Page.Get(world.Visitor(), await office.LinkOf(answered) + "/ask");
        await ask.Submit("main form", new() { ["text"] = "Une question", ["name"] = "Claire" });
        // As mail programs do it (RFC 8058).
        var one = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        (await world.Visitor().PostAsync(await office.LinkOf(quiet) + "/quiet", one)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        world.Clock.Move(TimeSpan.FromDays(7));
        await world.RunJobs();
        var mails = await Reminders(office);
        mails.Select(mail => mail.QuoteId).ShouldBe([silent]);
        var raw = await world.Services.GetRequiredService<FileStore>().Read(mails[0].RawHash);
        var read = MimeReader.Read(raw);
        read.Headers["List-Unsubscribe"]!.ShouldContain("/quiet>");
        read.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
        read.Text.ShouldContain("attend votre réponse");
        var first = await office.Db(db => db.OutgoingMails.FirstAsync(mail => mail.QuoteId == silent && mail.DeliveryId != null));
        MimeReader
            .Read(await world.Services.GetRequiredService<FileStore>().Read(first.RawHash))
            .Headers["List-Unsubscribe"]
            .ShouldBeNull();

        world.Clock.Move(TimeSpan.FromDays(21));
        await world.RunJobs();
        (await Reminders(office)).Count(mail => mail.QuoteId == silent).ShouldBe(2);
        (await Reminders(office)).ShouldAllBe(mail => mail.QuoteId == silent);
    }

    [Fact, Trait("Spec", "SN 6")]
    public async Task What_expires_soon_is_listed_and_reminded_of_by_hand_once_a_day()
    {
        await using var world = new World();
        var office = await world.Office();
        var id = await office.Draft();
        await (await office.Get($"/quotes/{id}/send")).Submit("#send", new() { ["Input.ValidUntil"] = "2026-11-26" });
        await office.Settle();
        var far = await office.Draft();
        await office.Send(far);
        var list = await office.Get("/tracker?tab=expiring");
        list.All("tbody tr").Count.ShouldBe(1);
        (await list.Submit("form[action*='Remind']")).Url.ShouldBe("/tracker?tab=expiring");
        await list.Submit("form[action*='Remind']");
        await office.Settle();
        (await Reminders(office)).Count.ShouldBe(1);
    }

    [Theory, Trait("Spec", "SN 3")]
    [InlineData("RFC 3464")]
    [InlineData("free")]
    public async Task A_bounce_comes_back_by_itself_and_stands_in_the_tracker(string form)
    {
        await using var world = new World();
        var office = await world.Office();
        var id = await office.Draft();
        await office.Send(id);
        var mail = await office.Db(db => db.OutgoingMails.SingleAsync(row => row.DeliveryId != null));
        var places = world.Services.CreateScope().ServiceProvider.GetRequiredService<Features.Mail.MailPlaces>();
        var to = places.ReturnPath(mail.Id);
        var report =
            form == "free"
                ? $"From: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nSubject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\n\r\nHi. This is the qmail-send program at mx.example.\r\nI'm afraid I wasn't able to deliver your message to the following addresses.\r\n\r\n<claire@fontanel.example>:\r\n550 5.1.1 no mailbox here by that name\r\n\r\n--- Below this line is a copy of the message.\r\n\r\nMessage-ID: <{mail.MessageId}>\r\n"
                : $"From: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nSubject: Delivery failed\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nNot delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; claire@fontanel.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no mailbox here by that name\r\n\r\n--b--\r\n";
        using var content = new MemoryStream(Encoding.ASCII.GetBytes(report));
        (await world.Services.GetRequiredService<Door>().Keep([], content, content.Length, "", [to], default)).ShouldBe(1);
        await office.Settle();
        var failed = await office.Get("/tracker?tab=failed");
        failed.TextOf("tbody").ShouldContain("no mailbox here by that name");
        (await office.Db(db => db.Notices.SingleAsync(row => row.Kind == "deliveryFailed"))).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_revoked_link_explains_itself_and_opens_nothing_any_more()
    {
        await using var world = new World();
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var sign = await Page.Get(world.Visitor(), link + "/sign");
        await (await office.Get($"/quotes/{id}")).Submit("form[action*='Revoke']");
        (await Page.Get(world.Visitor(), link)).TextOf("h1").ShouldBe("Ce lien ne fonctionne plus");
        (await world.Visitor().GetAsync(link + "/quote.pdf")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sign.Submit("form.sheet", RoadTests.Signed())).TextOf("h1").ShouldBe("Ce lien ne fonctionne plus");
        (await office.Quote(id)).SignedAt.ShouldBeNull();
        (await (await office.With(Role.Viewer)).Get($"/quotes/{id}")).Has("form[action*='Revoke']").ShouldBeFalse();
    }

    /// <summary>The mail that carried the quote.</summary>
    private static async Task<MailMessage> Mailed(Office office, Guid quote)
    {
        var mail = await office.Db(db => db.OutgoingMails.SingleAsync(row => row.QuoteId == quote && row.DeliveryId != null));
        return MimeReader.Read(await office.World.Services.GetRequiredService<FileStore>().Read(mail.RawHash));
    }

    private static Task Remind(Office office) =>
        office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeSettings(
                account.Settings with
                {
                    Reminders = new Reminders { BeforeExpiry = true, AfterSilence = true },
                }
            );
            await db.SaveChangesAsync();
        });

    private static Task<List<OutgoingMail>> Reminders(Office office) =>
        office.Db(db => db.OutgoingMails.Where(mail => mail.Purpose.StartsWith("reminder/")).ToListAsync());

    private static async Task<(HttpClient Person, string Seen)> Look(World world, string link)
    {
        var person = world.Visitor();
        person.DefaultRequestHeaders.Add("User-Agent", Phone);
        var seen = (await Page.Get(person, link)).One("img.seen").GetAttribute("src")!;
        await person.GetAsync(seen);
        return (person, seen);
    }

    private static async Task<HttpResponseMessage> Send(Office office, Guid quote, params (string Name, byte[] Bytes)[] files)
    {
        var page = await office.Get($"/quotes/{quote}/send");
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in page.FieldsOf("#send"))
            form.Add(new StringContent(value), name);
        foreach (var (name, bytes) in files)
            form.Add(new ByteArrayContent(bytes), "Files", name);
        return await office.Browser.PostAsync($"/quotes/{quote}/send", form);
    }
}
