using System.Net;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices;
using Paraphe.Tests.Pdf;
using Paraphe.Tests.Webhooks;

namespace Paraphe.Tests.EInvoicing;

/// <summary>From the issued invoice to whoever takes it on to a network.</summary>
[Trait("Spec", "IN 3")]
public sealed class HandOverTests(World world)
{
    [Fact]
    public async Task An_issued_invoice_is_downloaded_in_three_formats()
    {
        var office = await world.Office();
        await office.Company();
        var id = await office.Invoice();
        var page = await office.Get($"/invoices/{id}/e-invoice");
        page.Text.ShouldContain("Factur-X");
        XElement
            .Parse(await office.Browser.GetStringAsync(page.One("a[href$=ubl]").GetAttribute("href")))
            .Name.LocalName.ShouldBe("Invoice");
        var cii = await office.Browser.GetAsync($"/invoices/{id}/cii");
        cii.Content.Headers.ContentDisposition!.FileName!.ShouldContain(".cii.xml");
        var pdf = await office.Browser.GetByteArrayAsync($"/invoices/{id}/pdf");
        (await Tools.Run("pdfdetach", pdf, "-list", "FILE")).Output.ShouldContain("factur-x.xml");
        (await Tools.Run("pdfinfo", pdf, "-meta", "FILE")).Output.ShouldContain("<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>");
        (await Tools.Run("qpdf", pdf, "--check", "FILE")).Code.ShouldBe(0);
        // Nothing of others, nothing of drafts.
        var other = await world.Office();
        foreach (var path in (string[])["e-invoice", "ubl", "cii"])
            (await other.Browser.GetAsync($"/invoices/{id}/{path}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
    }

    [Fact]
    public async Task The_page_tells_what_a_network_would_turn_away_by_the_number_of_the_rule()
    {
        var office = await world.Office();
        await office.Company();
        var id = await office.Invoice(customer: Issued.Bakery with { CompanyNumber = "", VatNumber = "" });
        var page = await office.Get($"/invoices/{id}/e-invoice");
        page.Text.ShouldContain("PEPPOL-EN16931-R010");
        page.Has("a[href^='/customers/']").ShouldBeTrue();
        var good = await office.Get($"/invoices/{await office.Invoice()}/e-invoice");
        good.Text.ShouldContain("Aucune règle");
    }

    [Fact]
    public async Task A_service_finds_the_whole_file_in_the_folder_of_the_account()
    {
        var office = await world.Office();
        await office.Company();
        await office.Door(new HandOverSettings { Door = HandOverDoor.Folder });
        var id = await office.Invoice();
        var page = await (await office.Get($"/invoices/{id}/e-invoice")).Submit("form[action$=e-invoice]");
        page.Text.ShouldContain("En attente");
        await office.RunJobs();
        var folder = Path.Combine(world.Data, "outgoing", office.AccountId.ToString("N"));
        var file = Directory.GetFiles(folder).ShouldHaveSingleItem();
        file.ShouldEndWith(".ubl.xml");
        XElement.Load(file).Name.LocalName.ShouldBe("Invoice");
        (await office.Get($"/invoices/{id}/e-invoice")).Text.ShouldContain("Transmise");
    }

    [Fact]
    public async Task However_often_and_whoever_clicks_one_is_on_its_way()
    {
        var office = await world.Office();
        await office.Company();
        await office.Door(new HandOverSettings { Door = HandOverDoor.Folder });
        var id = await office.Invoice();
        var page = await office.Get($"/invoices/{id}/e-invoice");
        var clicks = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => page.Submit("form[action$=e-invoice]"))));
        clicks.ShouldAllBe(shown => shown.Text.Contains("En attente"));
        (await office.Db(db => db.HandOvers.CountAsync())).ShouldBe(1);
        // Nothing but the database can promise it.
        await Should.ThrowAsync<DbUpdateException>(() =>
            office.Db(async db =>
            {
                db.HandOvers.Add(new HandOver(db.NewId(), db.AccountId, id, HandOverDoor.Folder, HandOverFormat.Ubl, db.Now));
                await db.SaveChangesAsync();
            })
        );
        await office.RunJobs();
        await (await office.Get($"/invoices/{id}/e-invoice")).Submit("form[action$=e-invoice]");
        (await office.Db(db => db.HandOvers.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task It_leaves_by_itself_when_wanted_but_only_to_companies()
    {
        var office = await world.Office();
        await office.Company();
        await office.Door(new HandOverSettings { Door = HandOverDoor.Folder, Automatic = true });
        var id = await office.Invoice();
        await office.Invoice(customer: Issued.Bakery with { Kind = CustomerKind.Person, VatNumber = "", CompanyNumber = "" });
        await office.RunJobs();
        (await office.Db(db => db.HandOvers.AsNoTracking().ToListAsync())).ShouldHaveSingleItem().InvoiceId.ShouldBe(id);
    }

    [Fact]
    public async Task A_server_is_posted_the_file_with_the_secret_that_no_page_shows()
    {
        await using var server = await Receiver.Start();
        var office = await world.Office();
        await office.Company();
        var page = await office.Get("/settings/e-invoices");
        page = await page.Submit(
            "form.form",
            new()
            {
                ["Input.Door"] = "Post",
                ["Input.Format"] = "Ubl",
                ["Input.Url"] = server.Url,
                ["Input.Secret"] = "Bearer s3cret-key",
                ["Input.Headers"] = "X-Tenant: vallon",
            }
        );
        page.Html.ShouldNotContain("s3cret-key");
        (await office.Account()).Settings.HandOver.ProtectedSecret.ShouldNotContain("s3cret");
        // Saved again without typing it, it stays.
        await page.Submit("form.form");
        var id = await office.Invoice();
        await (await office.Get($"/invoices/{id}/e-invoice")).Submit("form[action$=e-invoice]");
        await office.RunJobs();
        var heard = server.All.ShouldHaveSingleItem();
        heard.Headers["authorization"].ShouldBe("Bearer s3cret-key");
        heard.Headers["x-tenant"].ShouldBe("vallon");
        heard.Headers["content-type"].ShouldBe("application/xml");
        heard.Headers["idempotency-key"].ShouldNotBeEmpty();
        XElement.Parse(heard.Body).Name.LocalName.ShouldBe("Invoice");
        (await office.Get($"/invoices/{id}/e-invoice")).Text.ShouldContain("Transmise");
    }

    [Fact]
    public async Task A_refusal_is_shown_in_the_servers_words_and_silence_is_tried_again_under_the_same_key()
    {
        await using var own = new World();
        var codes = new Queue<int>([503, 422]);
        await using var server = await Receiver.Start(async http =>
        {
            http.Response.StatusCode = codes.Dequeue();
            await http.Response.Body.WriteAsync("BR-CO-15: le total est faux"u8.ToArray());
        });
        var office = await own.Office();
        await office.Company();
        await office.Door(new HandOverSettings { Door = HandOverDoor.Post, Url = server.Url });
        var id = await office.Invoice();
        await (await office.Get($"/invoices/{id}/e-invoice")).Submit("form[action$=e-invoice]");
        await own.RunJobs();
        var page = await office.Get($"/invoices/{id}/e-invoice");
        page.Text.ShouldContain("En attente");
        page.Text.ShouldContain("503");
        own.Clock.Move(TimeSpan.FromMinutes(1));
        await own.RunJobs();
        page = await office.Get($"/invoices/{id}/e-invoice");
        page.Text.ShouldContain("Refusée");
        page.Text.ShouldContain("422");
        page.Text.ShouldContain("BR-CO-15: le total est faux");
        server.All.Count.ShouldBe(2);
        server.All.Select(heard => heard.Headers["idempotency-key"]).Distinct().ShouldHaveSingleItem();
        (await office.Db(db => db.Notices.SingleAsync(row => row.Kind == "handOverRefused"))).Url.ShouldBe($"/invoices/{id}/e-invoice");
        // It may be tried anew by hand.
        page.Has("form[action$=e-invoice]").ShouldBeTrue();
    }

    [Fact]
    public async Task No_post_goes_into_the_network_of_the_installation()
    {
        var office = await world.Office();
        await office.Company();
        var page = await (await office.Get("/settings/e-invoices")).Submit(
            "form.form",
            new() { ["Input.Door"] = "Post", ["Input.Url"] = "https://169.254.169.254/latest" }
        );
        page.TextOf("[id*=Url-error]").ShouldNotBeEmpty();
        await office.Door(new HandOverSettings { Door = HandOverDoor.Post, Url = "https://10.0.0.1:9/" });
        var id = await office.Invoice();
        await (await office.Get($"/invoices/{id}/e-invoice")).Submit("form[action$=e-invoice]");
        await office.RunJobs();
        var tried = await office.Db(db => db.HandOvers.SingleAsync(row => row.InvoiceId == id));
        (tried.Tries, tried.State).ShouldBe((1, HandOverState.Refused), tried.Words);
    }

    [Fact]
    public async Task Who_may_only_look_hands_nothing_over()
    {
        var office = await world.Office();
        await office.Company();
        await office.Door(new HandOverSettings { Door = HandOverDoor.Folder });
        var id = await office.Invoice();
        var viewer = await office.With(Role.Viewer);
        (await viewer.Get($"/invoices/{id}/e-invoice")).Has("form[action$=e-invoice]").ShouldBeFalse();
        (await viewer.Browser.GetAsync("/settings/e-invoices")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
