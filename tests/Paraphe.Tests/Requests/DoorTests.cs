using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Paraphe.Domain.Requests;
using Paraphe.Features.Requests.Incoming;
using Paraphe.Platform.Mail;
using Paraphe.Tests.Mail;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Requests;

/// <summary>The doors that the settings open: SMTP under TLS, and a folder that a mail server delivers into.</summary>
public class DoorTests(World world)
{
    [Fact, Trait("Spec", "RQ 2")]
    public async Task With_a_certificate_SMTP_offers_TLS()
    {
        var office = await world.Office();
        var file = Path.Combine(world.Data, "smtp.pem");
        await File.WriteAllTextAsync(
            file,
            Listening.Certificate.ExportCertificatePem() + "\n" + Listening.Certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()
        );
        var end = new IPEndPoint(IPAddress.Loopback, FreePort());
        await using var door = Door(new() { ["PARAPHE_SMTP_CERTIFICATE"] = file }, end.ToString());
        await door.StartAsync(CancellationToken.None);

        await using var line = await SmtpClientLine.OpenAsync(end);
        await line.StartTlsAsync();
        (await line.SayAsync("EHLO relay.example")).ShouldContain("SIZE");
        (await line.SayAsync("MAIL FROM:<helene@mel.example>")).ShouldStartWith("250");
        (await line.SayAsync($"RCPT TO:<{(await office.Account()).RequestName}@paraphe.example>")).ShouldStartWith("250");
        (await line.SayAsync("DATA")).ShouldStartWith("354");
        await line.SendAsync(Letters.Ask().ReplaceLineEndings("\r\n") + "\r\n.\r\n");
        (await line.HearAsync()).ShouldStartWith("250");
        await office.Settle();
        (await office.Db(db => db.Requests.SingleAsync())).Name.ShouldBe("Hélène Perret");
    }

    [Theory, Trait("Spec", "RQ 2")]
    [InlineData("", "127.0.0.1", true)]
    [InlineData("", "10.1.2.3", false)]
    [InlineData("10.1.0.0/16, 192.0.2.7,2001:db8::/32", "10.1.2.3", true)]
    [InlineData("10.1.0.0/16, 192.0.2.7,2001:db8::/32", "::ffff:192.0.2.7", true)]
    [InlineData("10.1.0.0/16, 192.0.2.7,2001:db8::/32", "2001:db8::1", true)]
    [InlineData("10.1.0.0/16, 192.0.2.7,2001:db8::/32", "10.2.0.1", false)]
    public void Relays_that_are_named_are_not_held_to_a_clients_share(string setting, string client, bool trusted) =>
        SmtpDoor.Relays(setting)(IPAddress.Parse(client)).ShouldBe(trusted);

    [Fact]
    public async Task Turned_off_it_stays_closed()
    {
        await using var closed = Door([], "off");
        await closed.StartAsync(CancellationToken.None);
        await closed.StopAsync(CancellationToken.None);
    }

    [Fact, Trait("Spec", "RQ 2")]
    public async Task A_Maildir_is_emptied_and_what_is_for_nobody_stays_out_of_the_way()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        var folder = Path.Combine(world.Data, $"maildir-{Guid.NewGuid():N}");
        foreach (var name in new[] { "new", "cur", "tmp" })
            Directory.CreateDirectory(Path.Combine(folder, name));
        Task Put(string name, string raw) => File.WriteAllTextAsync(Path.Combine(folder, "new", name), raw, new UTF8Encoding(false));
        await Put("1.a.host", $"Delivered-To: {box.Address}\nReturn-Path: <helene@mel.example>\n" + Letters.Ask());
        await Put("2.b.host", Letters.Ask("Pour un autre", "<x@y.example>").Replace("demandes@", "nobody@", StringComparison.Ordinal));
        await Put(
            "3.c.host",
            Letters.Ask("Sans en-tête", "<z@y.example>").Replace("demandes@paraphe.example", box.Address, StringComparison.Ordinal)
        );
        using var maildir = ActivatorUtilities.CreateInstance<MaildirDoor>(
            world.Services,
            new ConfigurationManager(),
            NullLogger<MaildirDoor>.Instance
        );

        await maildir.Empty(folder, CancellationToken.None);
        await maildir.Empty(folder, CancellationToken.None);
        await office.Settle();

        (await box.Requests()).Select(request => request.Subject).ShouldBe(["Taille de deux tilleuls", "Sans en-tête"], ignoreOrder: true);
        Directory.GetFiles(Path.Combine(folder, "new")).ShouldBeEmpty();
        Directory
            .GetFiles(Path.Combine(folder, "cur"))
            .Select(Path.GetFileName)
            .Order()
            .ShouldBe(["1.a.host:2,S", "2.b.host:2,S", "3.c.host:2,S"]);
        (await office.Db(db => db.InboundMails.Select(mail => mail.Sender).ToListAsync())).ShouldContain("helene@mel.example");
    }

    [Fact, Trait("Spec", "RQ 2")]
    public async Task The_same_mail_through_two_doors_is_one_request()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask());
        await box.Deliver(Letters.Ask());
        await box.Only();
    }

    [Theory, Trait("Spec", "RQ 2")]
    [InlineData("")]
    [InlineData("No headers, just words.")]
    [InlineData("From: <>\nSubject: \n\n")]
    [InlineData("From: a@b.example, c@d.example\nFrom: e@f.example\nSubject: one\nSubject: two\n\nx")]
    [InlineData("From: \"x\" <a@b.example>\nContent-Type: multipart/mixed; boundary=none\n\nwords without a boundary")]
    [InlineData("From: a@b.example\nContent-Type: text/plain; charset=martian\nContent-Transfer-Encoding: x-unknown\n\nwords")]
    [InlineData("From: a@b.example\nSubject: \0\0\n\n\0words\0")]
    public async Task What_cannot_be_understood_is_shown_with_its_source(string raw)
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        await box.Deliver(raw + "\n");
        var request = await box.Only();
        var page = await office.Get($"/requests/{request.Id}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        var source = await office.Browser.GetAsync(page.One("a[href$='/source']").GetAttribute("href"));
        (await source.Content.ReadAsStringAsync()).ShouldContain(raw.ReplaceLineEndings("\r\n").TrimEnd());
        (await office.Get("/requests")).TextOf("table.requests").Length.ShouldBeGreaterThan(10);
    }

    [Fact, Trait("Spec", "RQ 2")]
    public async Task Whoever_was_accepted_and_then_removed_is_answered_that_it_was_not_kept()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        await using var line = await SmtpClientLine.OpenAsync(box.Endpoint);
        await line.SayAsync("MAIL FROM:<helene@mel.example>");
        (await line.SayAsync($"RCPT TO:<{box.Address}>")).ShouldStartWith("250");

        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeSettings(account.Settings with { Apps = [] });
            await db.SaveChangesAsync();
        });

        (await line.SayAsync("DATA")).ShouldStartWith("354");
        await line.SendAsync(Letters.Ask().ReplaceLineEndings("\r\n") + "\r\n.\r\n");
        (await line.HearAsync()).ShouldStartWith("451");
    }

    [Fact, Trait("Spec", "RQ 2")]
    public async Task Mail_of_a_flood_is_kept_first_and_read_when_it_is_over()
    {
        // Its clock is moved.
        await using var own = new World();
        var office = await own.Office();
        var door = own.Services.GetRequiredService<Door>();
        var to = $"{(await office.Account()).RequestName}@paraphe.example";
        var letters = Enumerable
            .Range(0, 120)
            .Select(number =>
                Encoding.UTF8.GetBytes(Letters.Ask($"Demande {number}", $"<{number}@mel.example>").ReplaceLineEndings("\r\n"))
            );
        await Task.WhenAll(
            letters.Select(async raw => (await door.Keep([], new MemoryStream(raw), raw.Length, "", [to], default)).ShouldBe(1))
        );
        await office.Settle();
        (await office.Db(db => db.InboundMails.CountAsync())).ShouldBe(120);
        (await office.Db(db => db.InboundMails.CountAsync(mail => mail.ReadAt == null))).ShouldBeGreaterThan(0);

        own.Clock.Move(TimeSpan.FromSeconds(11));
        await office.Settle();
        (await office.Db(db => db.Requests.CountAsync())).ShouldBe(120);
    }

    [Fact, Trait("Spec", "RQ 2")]
    public async Task Small_and_large_mail_end_in_the_file_store_and_not_in_the_database()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask());
        await box.Deliver(Letters.Ask("Photos", "<a2@mel.example>", text: string.Concat(Enumerable.Repeat("une longue lettre\n", 5_000))));

        var mails = await office.Db(db => db.InboundMails.AsNoTracking().ToListAsync());
        mails.Count.ShouldBe(2);
        var files = world.Services.GetRequiredService<Platform.Files.FileStore>();
        foreach (var mail in mails)
        {
            mail.Raw.ShouldBeNull();
            var raw = await files.Read(mail.RawHash);
            raw.Length.ShouldBe((int)mail.Size);
            Encoding.UTF8.GetString(raw).ShouldContain("Message-ID: <a");
        }
    }

    [Fact, Trait("Spec", "RQ 2")]
    public async Task An_emoji_where_a_text_is_cut_costs_nobody_the_mail()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        var (subject, text) = (new string('a', 299) + "🌳", new string('b', 599) + "🌳 and more");

        await box.Deliver(Letters.Ask(subject, "<e1@mel.example>", text: text));

        var request = await box.Only();
        (request.Subject, request.Begins).ShouldBe((new string('a', 299), new string('b', 599)));
        (await box.Messages(request)).Single().Text.ShouldBe(text);
    }

    private SmtpDoor Door(Dictionary<string, string?> configuration, string listen) =>
        ActivatorUtilities.CreateInstance<SmtpDoor>(
            world.Services,
            world.Services.GetRequiredService<Platform.Settings>() with
            {
                SmtpListen = listen,
            },
            new ConfigurationBuilder().AddInMemoryCollection(configuration).Build(),
            NullLogger<SmtpListener>.Instance
        );

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
