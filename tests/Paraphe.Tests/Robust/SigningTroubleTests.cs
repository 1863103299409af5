using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Pdf.Sealing;
using Paraphe.Tests.Pdf;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Robust;

/// <summary>Signing while something around it is broken: the signature is whole or not there, and what could not be done is done later.</summary>
public sealed class SigningTroubleTests
{
    [Fact, Trait("Spec", "PO 4")]
    public async Task A_time_stamp_that_could_not_be_had_is_added_later_and_the_seal_stays_whole()
    {
        await using var authority = await FakeTimestampServer.Start(FakeTimestampServer.Fault.Error500);
        await using var world = new World();
        var office = await world.Office();
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeSettings(account.Settings with { TimestampUrl = authority.Authority.Address.ToString() });
            await db.SaveChangesAsync();
        });
        var (_, link) = await Signed(office);
        await world.RunJobs();
        var before = SealedPdf.Verify(await world.Visitor().GetByteArrayAsync(link + "/signed.pdf"));
        (before.Intact, before.Seals.Single().Level).ShouldBe((true, SealLevel.BB));
        (await SignedDocument(office)).Notice.ShouldNotBeEmpty();

        authority.Doing = FakeTimestampServer.Fault.None;
        world.Clock.Move(TimeSpan.FromMinutes(6));
        await world.RunJobs();
        (await SignedDocument(office)).Notice.ShouldBeEmpty();
        var bytes = await world.Visitor().GetByteArrayAsync(link + "/signed.pdf");
        var after = SealedPdf.Verify(bytes);
        after.Intact.ShouldBeTrue(after.Fault);
        after.Seals.ShouldContain(seal => seal.IsTimestamp && seal.TimestampAt == FakeTimestampServer.Time);
        (await Tools.Run("pdfsig", bytes, "FILE")).Output.ShouldNotContain("Signature is Invalid");
        (await office.Db(db => db.Events.CountAsync(row => row.What == "quote.timestamped"))).ShouldBe(1);
        // The job that finds nothing left to do changes nothing.
        world.Clock.Move(TimeSpan.FromHours(2));
        await world.RunJobs();
        (await office.Db(db => db.Events.CountAsync(row => row.What == "quote.timestamped"))).ShouldBe(1);
    }

    [Fact, Trait("Spec", "SN 2")]
    public async Task Mail_waits_visibly_for_a_dead_server_and_goes_once_when_it_is_back()
    {
        int port;
        await using (var gone = await MailSink.Start(1))
            port = new Uri(gone.Url).Port;
        await using var world = new World { Settings = { ["PARAPHE_SMTP_URL"] = $"smtp://127.0.0.1:{port}" } };
        var office = await world.Office();
        var id = await office.Draft();
        await (await office.Get($"/quotes/{id}/send")).Submit("#send");
        await world.RunJobs();
        (await office.Get($"/quotes/{id}")).TextOf(".mailed").ShouldContain("En partance");
        (await office.Get("/outbox")).Text.ShouldContain("claire@fontanel.example");
        var mail = await office.Db(db => db.OutgoingMails.AsNoTracking().SingleAsync(row => row.DeliveryId != null));
        (mail.State, mail.Attempts).ShouldBe((MailState.Pending, 1));
        mail.ServerWords.ShouldNotBeEmpty();

        await using var sink = await MailSink.Start(1, port);
        for (var round = 0; round < 4; round++)
        {
            world.Clock.Move(TimeSpan.FromHours(1));
            await world.RunJobs();
        }
        sink.Came[$"<{mail.MessageId.Trim('<', '>')}>"].ShouldBe(1);
        (await office.Db(db => db.OutgoingMails.AsNoTracking().SingleAsync(row => row.Id == mail.Id))).State.ShouldBe(MailState.Sent);
        (await office.Get($"/quotes/{id}")).TextOf(".mailed").ShouldContain("Envoyé");
    }

    [Fact, Trait("Spec", "PO 4")]
    public async Task While_the_renderer_is_missing_one_can_send_and_sign_and_the_PDF_follows()
    {
        await using var world = new WithoutRenderer();
        var office = await world.Office();
        var id = await office.Draft();
        await (await office.Get($"/quotes/{id}/send")).Submit("#send");
        await Later(world, TimeSpan.FromMinutes(6));
        var link = await office.LinkOf(id);
        var thanks = await (await Page.Get(world.Visitor(), link + "/sign")).Submit("form.sheet", RoadTests.Signed());
        thanks.Has("[data-look-again]").ShouldBeTrue();
        (await office.Quote(id)).Stage.ShouldBe(Stage.Won);
        (await office.Db(db => db.WorkOrders.CountAsync(row => row.QuoteId == id))).ShouldBe(1);
        await world.RunJobs();
        (await office.Db(db => db.Documents.CountAsync(row => row.Kind == "signed"))).ShouldBe(0);

        world.Bring();
        await Later(world, TimeSpan.FromMinutes(2));
        await Later(world, TimeSpan.FromMinutes(2));
        SealedPdf.Verify(await world.Visitor().GetByteArrayAsync(link + "/signed.pdf")).Intact.ShouldBeTrue();
        (await office.Db(db => db.OutgoingMails.CountAsync(row => row.Purpose.StartsWith("signed/")))).ShouldBe(2);
    }

    [Fact, Trait("Spec", "PO 4")]
    public async Task The_owners_own_key_seals_what_is_signed_from_then_on()
    {
        await using var world = new World();
        var office = await world.Office();
        var page = await office.Get("/settings/seal");
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in page.FieldsOf("form.form[method=post]").Where(field => field.Key != "Input.Password"))
            form.Add(new StringContent(value), name);
        form.Add(new StringContent("secret"), "Input.Password");
        form.Add(new ByteArrayContent(SealFixture.Pkcs12("secret")), "Key", "vallon.p12");
        (await office.Browser.PostAsync("/settings/seal", form)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var (_, link) = await Signed(office);
        await office.Settle();
        var check = SealedPdf.Verify(await world.Visitor().GetByteArrayAsync(link + "/signed.pdf"));
        check.Intact.ShouldBeTrue(check.Fault);
        check.Seals.Single().Signer.ShouldBe("Vallon Seal");
    }

    [Fact, Trait("Spec", "PO 4")]
    public async Task Twenty_who_sign_at_once_make_one_signature()
    {
        await using var world = new World();
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        // Each has opened the page himself: twenty forms, not one sent twenty times.
        var forms = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Page.Get(world.Visitor(), link + "/sign")));
        forms.Select(form => form.One("input[name=k]").GetAttribute("value")).ShouldBeUnique();
        var answers = await Task.WhenAll(forms.Select(form => Task.Run(() => form.Submit("form.sheet", RoadTests.Signed()))));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        answers.ShouldAllBe(answer => answer.Text.Contains("Signé"));
        await office.Settle();
        (await office.Db(db => db.Signatures.CountAsync())).ShouldBe(1);
        (await office.Db(db => db.WorkOrders.CountAsync())).ShouldBe(1);
        (await office.Db(db => db.Documents.CountAsync(row => row.Kind == "signed"))).ShouldBe(1);
        (await office.Db(db => db.OutgoingMails.CountAsync(row => row.Purpose.StartsWith("signed/")))).ShouldBe(2);
        await ChainHolds(office, id);
    }

    [Theory, Trait("Spec", "PO 4")]
    [InlineData("Signatures")]
    [InlineData("Events")]
    [InlineData("WorkOrders")]
    [InlineData("Jobs")]
    public async Task On_a_full_disk_nothing_is_signed_by_halves_and_the_same_form_signs_afterwards(string table)
    {
        await using var world = new World();
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var sign = await Page.Get(world.Visitor(), link + "/sign");
        var before = await office.Quote(id);

        await Fill(office, table);
        (await sign.Submit("form.sheet", RoadTests.Signed())).Status.ShouldBe(HttpStatusCode.InternalServerError);
        var quote = await office.Quote(id);
        (quote.SignedAt, quote.Stage, quote.EventCount).ShouldBe((null, Stage.Delivered, before.EventCount));
        (await office.Db(db => db.Signatures.CountAsync())).ShouldBe(0);
        (await office.Db(db => db.WorkOrders.CountAsync())).ShouldBe(0);

        await Empty(office, table);
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
        await office.Settle();
        (await office.Db(db => db.WorkOrders.SingleAsync())).Number.ShouldEndWith("0001", Case.Sensitive, "no number was lost");
        await ChainHolds(office, id);
    }

    [Fact, Trait("Spec", "PO 4")]
    public async Task While_no_file_can_be_kept_the_signature_stands_and_its_PDF_comes_when_there_is_room()
    {
        FullFiles full = null!;
        await using var world = new Node { Files = disk => full = new FullFiles(disk) };
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        full.IsFull = true;
        var sign = await Page.Get(world.Visitor(), link + "/sign");
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
        await world.RunJobs();
        (await office.Quote(id)).Stage.ShouldBe(Stage.Won);
        (await office.Db(db => db.Documents.CountAsync(row => row.Kind == "signed"))).ShouldBe(0);
        full.IsFull = false;
        await Later(world, TimeSpan.FromHours(1));
        await Later(world, TimeSpan.FromHours(1));
        SealedPdf.Verify(await world.Visitor().GetByteArrayAsync(link + "/signed.pdf")).Intact.ShouldBeTrue();
    }

    private static async Task<(Guid Quote, string Link)> Signed(Office office)
    {
        var id = await office.Draft();
        var link = await office.Send(id);
        var sign = await Page.Get(office.World.Visitor(), link + "/sign");
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
        return (id, link);
    }

    private static Task<Document> SignedDocument(Office office) =>
        office.Db(db => db.Documents.AsNoTracking().SingleAsync(row => row.Kind == "signed"));

    private static async Task Later(World world, TimeSpan by)
    {
        await world.RunJobs();
        world.Clock.Move(by);
        await world.RunJobs();
    }

    private static async Task ChainHolds(Office office, Guid id)
    {
        var quote = await office.Quote(id);
        var events = await office.Db(db => db.Events.AsNoTracking().Where(row => row.QuoteId == id).OrderBy(r => r.Sequence).ToListAsync());
        EventChain.Verify(events, quote.EventHead, quote.EventCount).Intact.ShouldBeTrue();
    }

    // Both databases refuse a row as they do when there is no room for it.
    private static Task Fill(Office office, string table) =>
        office.Db(async db =>
        {
            string[] statements = db.IsSqlite
                ? [$"""CREATE TRIGGER full_disk BEFORE INSERT ON "{table}" BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"""]
                :
                [
                    """
                        CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$
                        """,
                    $"""CREATE TRIGGER full_disk BEFORE INSERT ON "{table}" FOR EACH ROW EXECUTE FUNCTION full_disk()""",
                ];
            foreach (var statement in statements)
                await Execute(db, statement);
        });

    private static Task Empty(Office office, string table) =>
        office.Db(db => Execute(db, db.IsSqlite ? "DROP TRIGGER full_disk" : $"""DROP TRIGGER full_disk ON "{table}" """));

    private static async Task Execute(Db db, string statement)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The program that renders is not where it is looked for, until it is brought.</summary>
    private sealed class WithoutRenderer : World
    {
        private readonly string node = Path.Combine(Directory.CreateTempSubdirectory("node").FullName, "node");

        public void Bring()
        {
            File.WriteAllText(node, "#!/bin/sh\nexec node \"$@\"\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(node, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton(new RenderSettings { Node = node }));
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Directory.Delete(Path.GetDirectoryName(node)!, recursive: true);
        }
    }

    /// <summary>A file store whose disk is full when the test says so.</summary>
    private sealed class FullFiles(FileStore disk) : FileStore
    {
        public bool IsFull { get; set; }

        public override Task<(string Hash, long Size)> Put(Stream content, CancellationToken cancellationToken = default) =>
            IsFull ? throw new IOException("No space left on device") : disk.Put(content, cancellationToken);

        public override Task<Stream> Open(string hash, CancellationToken cancellationToken = default) => disk.Open(hash, cancellationToken);

        public override IAsyncEnumerable<string> All(CancellationToken cancellationToken = default) => disk.All(cancellationToken);
    }
}
