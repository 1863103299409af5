using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Verify;

namespace Paraphe.Tests.Portal;

/// <summary>What members see and do around a sent quote.</summary>
public sealed class OfficeSideTests(World world)
{
    [Fact, Trait("Spec", "SN 1")]
    public async Task What_is_missing_is_listed_and_nothing_is_sent()
    {
        var office = await world.Office();
        var content = Offers.Garden();
        var bare = content with
        {
            Items =
            [
                .. content.Items.Select(item => item is QuoteLine { Name: "Dallage en pierre" } line ? line with { Vat = null } : item),
            ],
        };
        var id = await office.Draft(bare);
        var page = await office.Get($"/quotes/{id}/send");
        page.TextOf(".missing").ShouldContain("Dallage en pierre");
        page.One("#send button.main").HasAttribute("disabled").ShouldBeTrue();
        (await page.Submit("#send")).Url.ShouldEndWith("/send");
        (await office.Quote(id)).RevisionCount.ShouldBe(0);
    }

    [Fact, Trait("Spec", "SN 1")]
    public async Task A_wrong_address_is_told_beside_it_and_what_was_typed_stays()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var page = await office.Get($"/quotes/{id}/send");
        var again = await page.Submit(
            "#send",
            new() { ["Input.Recipients[1].Email"] = "nobody at home", ["Input.Subject"] = "Notre offre" }
        );
        again.Has(".to .error").ShouldBeTrue();
        again.One("input[name='Input.Recipients[1].Email']").GetAttribute("value").ShouldBe("nobody at home");
        again.One("#Input_Subject").GetAttribute("value").ShouldBe("Notre offre");
        (await office.Quote(id)).RevisionCount.ShouldBe(0);
    }

    [Fact, Trait("Spec", "SN 1")]
    public async Task Each_recipient_has_a_link_of_his_own_and_a_copy_cannot_sign()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var page = await office.Get($"/quotes/{id}/send");
        await page.Submit(
            "#send",
            new()
            {
                ["Input.Recipients[1].Name"] = "Paul",
                ["Input.Recipients[1].Email"] = "paul@fontanel.example",
                ["Input.Recipients[1].Role"] = "Copy",
            }
        );
        await office.Settle();
        var deliveries = await office.Db(db => db.Deliveries.Where(row => row.QuoteId == id).ToListAsync());
        deliveries.Select(delivery => delivery.Role).ShouldBe([RecipientRole.Signer, RecipientRole.Copy], ignoreOrder: true);
        deliveries.Select(delivery => Convert.ToHexString(delivery.TokenHash)).Distinct().Count().ShouldBe(2);
        var paul = await office.Db(db => db.OutgoingMails.SingleAsync(mail => mail.ToAddress == "paul@fontanel.example"));
        var raw = await world.Services.GetRequiredService<Platform.Files.FileStore>().Read(paul.RawHash);
        var text = System.Text.Encoding.ASCII.GetString(raw).Replace("=\r\n", "", StringComparison.Ordinal);
        var link = text.Substring(text.IndexOf("/q/", StringComparison.Ordinal), 46);
        var copy = await Page.Get(world.Visitor(), link);
        copy.Text.ShouldContain("Vous êtes en copie");
        (await Page.Get(world.Visitor(), link + "/sign")).Url.ShouldBe(link);
    }

    [Fact]
    public async Task Another_accounts_quote_is_not_found_and_a_viewer_cannot_send()
    {
        var office = await world.Office();
        var id = await office.Draft();
        await office.Send(id);
        var stranger = await world.Office();
        foreach (var room in new[] { "send", "preview", "pdf", "signed.pdf", "events.json" })
            (await stranger.Browser.GetAsync($"/quotes/{id}/{room}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, room);
        var viewer = await office.With(Role.Viewer);
        (await viewer.Browser.GetAsync($"/quotes/{id}/send")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await viewer.Get($"/quotes/{id}/preview")).TextOf("h1").ShouldContain("Une terrasse");
    }

    [Fact]
    public async Task A_draft_can_be_previewed_and_printed_before_it_is_sent()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var preview = await office.Get($"/quotes/{id}/preview");
        preview.Text.ShouldContain("copie de travail");
        preview.Has("button.main.big").ShouldBeFalse();
        var pdf = await office.Browser.GetAsync($"/quotes/{id}/pdf");
        pdf.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        (await Pdf.Tools.Text(await pdf.Content.ReadAsByteArrayAsync())).ShouldContain("Une terrasse et un jardin");
    }

    [Fact]
    public async Task The_history_can_be_taken_away_and_checked()
    {
        var office = await world.Office();
        var id = await office.Draft();
        await office.Send(id);
        var json = await office.Browser.GetByteArrayAsync($"/quotes/{id}/events.json");
        var quote = await office.Quote(id);
        EventChain.VerifyJson(json, quote.EventHead, quote.EventCount).Intact.ShouldBeTrue();
    }

    [Fact, Trait("Spec", "OP 4")]
    public async Task A_quote_won_by_a_member_without_being_sent_makes_its_order()
    {
        var office = await world.Office();
        var id = await office.Draft(kind: CustomerKind.Company);
        var page = await office.Get($"/quotes/{id}/status/Accepted");
        await page.Submit("form.sheet", new() { ["Input.How"] = "phone" });
        var quote = await office.Quote(id);
        (quote.Stage, quote.RevisionCount).ShouldBe((Stage.Won, 1));
        (await office.Db(db => db.WorkOrders.SingleAsync(row => row.QuoteId == id))).Lines.Length.ShouldBe(4);
    }

    [Fact]
    public async Task A_work_order_is_planned_and_done_and_a_stale_form_changes_nothing()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var sign = await Page.Get(world.Visitor(), await office.Send(id) + "/sign");
        await sign.Submit("form.sheet", RoadTests.Signed());
        var order = await office.Db(db => db.WorkOrders.Select(row => row.Id).SingleAsync());
        (await office.Get("/work-orders")).Text.ShouldContain("Une terrasse et un jardin");
        var page = await office.Get($"/work-orders/{order}");
        var planned = await page.Submit("form.plan", new() { ["Input.Team"] = office.Member.Id.ToString() });
        planned.Text.ShouldContain("Planifié");
        var stale = await page.Submit("form[action$='Done']");
        stale.Text.ShouldContain("entre-temps");
        (await State()).ShouldBe(WorkOrderState.Scheduled);
        await planned.Submit("form[action$='Done']");
        (await State()).ShouldBe(WorkOrderState.Done);
        (await (await world.Office()).Browser.GetAsync($"/work-orders/{order}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        Task<WorkOrderState> State() => office.Db(async db => (await db.WorkOrders.AsNoTracking().SingleAsync()).State);
    }

    [Fact]
    public async Task Anybody_can_verify_a_signed_pdf_and_a_flipped_byte_shows()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        await (await Page.Get(world.Visitor(), link + "/sign")).Submit("form.sheet", RoadTests.Signed());
        await office.Settle();
        var pdf = await office.Browser.GetByteArrayAsync($"/quotes/{id}/signed.pdf");

        (await Verified(pdf)).ShouldContain("Intact");
        var flipped = pdf.ToArray();
        flipped[2_000] ^= 1;
        (await Verified(flipped)).ShouldContain("Modifié");
        (await Verified("hello"u8.ToArray())).ShouldContain("Aucun cachet trouvé");

        var file = Path.Combine(world.Data, $"{id:N}.pdf");
        await File.WriteAllBytesAsync(file, pdf);
        var output = new StringWriter();
        (await VerifyCommand.Run(file, output, TextWriter.Null)).ShouldBe(0);
        output.ToString().ShouldContain("intact yes");
        output.ToString().ShouldContain("chain-intact yes");
        await File.WriteAllBytesAsync(file, flipped);
        (await VerifyCommand.Run(file, new StringWriter(), TextWriter.Null)).ShouldBe(1);
        (await VerifyCommand.Run(file + ".none", TextWriter.Null, TextWriter.Null)).ShouldBe(2);
    }

    private async Task<string> Verified(byte[] pdf)
    {
        using var visitor = world.Visitor();
        visitor.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("fr"));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(pdf), "pdf", "signed.pdf" } };
        var answer = await visitor.PostAsync("/verify", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }
}
