using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Tests.Mail;

namespace Paraphe.Tests.Portal;

/// <summary>Mail on its way to a real conversation with a server, and what is told of it (SN 2, SN 3).</summary>
public sealed class MailOutTests
{
    [Fact, Trait("Spec", "SN 2")]
    public async Task A_mail_that_the_server_took_is_sent_and_its_words_are_kept()
    {
        await using var server = new ScriptedServer(("RCPT", "250 2.1.5 welcome"), ("DATA", "354 go on"));
        await using var world = WorldWith(server);
        var office = await world.Office();
        var id = await office.Draft();
        await office.Send(id);
        var mail = await Mail(office, id);
        (mail.State, mail.MaybeTwice, mail.Attempts).ShouldBe((MailState.Sent, false, 1));
        server.Heard.ShouldContain(line => line.StartsWith("RCPT TO:<claire@fontanel.example>", StringComparison.Ordinal));
        (await office.Db(db => db.Events.AnyAsync(row => row.QuoteId == id && row.What == "mail.sent"))).ShouldBeTrue();
    }

    [Fact, Trait("Spec", "SN 2")]
    public async Task A_mail_found_in_the_middle_of_its_conversation_goes_again_with_the_same_id_and_says_so()
    {
        await using var server = new ScriptedServer(("DATA", "354 go on"));
        await using var world = WorldWith(server);
        var office = await world.Office();
        var id = await office.Draft();
        await (await office.Get($"/quotes/{id}/send")).Submit("#send");
        // The process is killed between the server's acceptance and our record of it.
        while (await office.Db(db => db.OutgoingMails.CountAsync()) == 0)
            await world.Services.GetRequiredService<Platform.Jobs.JobRunner>().RunNext(CancellationToken.None);
        var before = await Mail(office, id);
        before.State.ShouldBe(MailState.Pending);
        await office.Db(db => db.OutgoingMails.ExecuteUpdateAsync(mail => mail.SetProperty(m => m.State, MailState.Sending)));
        await office.Settle();
        var after = await Mail(office, id);
        (after.State, after.MaybeTwice, after.MessageId).ShouldBe((MailState.Sent, true, before.MessageId));
        (await office.Db(db => db.OutgoingMails.CountAsync())).ShouldBe(1);
    }

    [Fact, Trait("Spec", "SN 3")]
    public async Task A_refused_address_is_told_with_the_servers_words_and_holds_up_nothing()
    {
        await using var server = new ScriptedServer(("RCPT", "550 5.1.1 No such address here"));
        await using var world = WorldWith(server);
        var office = await world.Office();
        await office.Db(async db =>
        {
            // The scripted server takes one call only.
            (await db.Users.SingleAsync()).Notices = new NoticeChoices { NoMail = ["deliveryFailed"] };
            await db.SaveChangesAsync();
        });
        var id = await office.Draft();
        var link = await office.Send(id);
        (await Mail(office, id)).State.ShouldBe(MailState.Failed);
        var delivery = await office.Db(db => db.Deliveries.SingleAsync(row => row.QuoteId == id));
        (delivery.State, delivery.ServerWords).ShouldBe((DeliveryState.Failed, "5.1.1 No such address here"));
        var notice = await office.Db(db => db.Notices.SingleAsync(row => row.MemberId == office.Member.Id));
        notice.Kind.ShouldBe("deliveryFailed");
        var sign = await Page.Get(world.Visitor(), link + "/sign");
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
    }

    [Fact, Trait("Spec", "SN 2")]
    public async Task A_server_that_is_away_is_asked_again_later()
    {
        await using var server = new ScriptedServer(("RCPT", "451 4.3.0 try again later"));
        await using var world = WorldWith(server);
        var office = await world.Office();
        var id = await office.Draft();
        await (await office.Get($"/quotes/{id}/send")).Submit("#send");
        await office.RunJobs();
        (await Mail(office, id)).State.ShouldBe(MailState.Pending);
        var job = await office.Db(db => db.Jobs.SingleAsync(row => row.Kind == "TransmitMail"));
        job.RunAt.ShouldBeGreaterThan(world.Clock.GetUtcNow().UtcDateTime);
    }

    private static World WorldWith(ScriptedServer server) => new() { Settings = { ["PARAPHE_SMTP_URL"] = server.Route().ToString() } };

    private static Task<OutgoingMail> Mail(Office office, Guid quote) =>
        office.Db(db => db.OutgoingMails.AsNoTracking().SingleAsync(row => row.QuoteId == quote && row.DeliveryId != null));
}
