using System.Net;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.WorkOrders;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Quotes;

/// <summary>What a member decides by hand, and takes back.</summary>
public sealed class ReviseTests(World world)
{
    [Fact, Trait("Spec", "QU 10")]
    public async Task Revising_a_signed_quote_voids_the_signature_and_asks_a_new_one()
    {
        var office = await world.Office();
        var (id, link) = await Signed(office);
        var page = await office.Get($"/quotes/{id}");
        page.Has($"a[href='/quotes/{id}/edit']").ShouldBeFalse();
        var asks = await page.Click($".qhead a[href='/quotes/{id}/revise']");
        asks.Text.ShouldContain("Claire Fontanel");
        asks.One("[name='Input.Tell']").HasAttribute("checked").ShouldBeTrue();

        // Without a reason nothing happens.
        var again = await asks.Submit("form.sheet");
        again.Has("#Input_Why-error").ShouldBeTrue(again.Text);
        (await office.Quote(id)).SignedAt.ShouldNotBeNull();

        var editor = await again.Submit("form.sheet", new() { ["Input.Why"] = "Une marche de plus", ["Input.Tell"] = "true" });
        editor.Url.ShouldBe($"/quotes/{id}/edit");
        await office.Settle();
        var order = await office.Db(db => db.WorkOrders.SingleAsync(o => o.QuoteId == id));
        (order.State, order.CancelReason).ShouldBe((WorkOrderState.Cancelled, "Une marche de plus"));
        (await office.Db(db => db.Signatures.SingleAsync(s => s.QuoteId == id))).VoidedAt.ShouldNotBeNull();
        page = await office.Get($"/quotes/{id}");
        page.TextOf(".past").ShouldContain("Une marche de plus");
        page.TextOf(".facts").ShouldContain("Signature annulée");
        (await office.Db(db => db.OutgoingMails.Where(m => m.QuoteId == id).Select(m => m.Subject).ToListAsync())).ShouldContain(subject =>
            subject.Contains("votre signature")
        );
        var customer = world.Visitor();
        (await Page.Get(customer, link)).Text.ShouldContain("retir");
        (await Page.Get(customer, link + "/sign")).Url.ShouldBe(link);

        // The next revision is signed anew.
        var newest = await office.Send(id);
        await Sign(office, newest);
        var quote = await office.Quote(id);
        (quote.Standing, quote.RevisionCount).ShouldBe((Standing.Accepted, 2));
        (await office.Db(db => db.Signatures.CountAsync(s => s.QuoteId == id && s.VoidedAt == null))).ShouldBe(1);
        (await office.Db(db => db.WorkOrders.CountAsync(o => o.QuoteId == id))).ShouldBe(2);
    }

    [Fact, Trait("Spec", "QU 10")]
    public async Task Once_the_work_has_begun_a_quote_is_not_revised()
    {
        var office = await world.Office();
        var (id, _) = await Signed(office);
        await office.Db(async db =>
        {
            (await db.WorkOrders.SingleAsync(o => o.QuoteId == id)).Start(db.Now);
            await db.SaveChangesAsync();
        });
        var asks = await office.Get($"/quotes/{id}/revise");
        asks.One("form.sheet button.main").HasAttribute("disabled").ShouldBeTrue();
        var refused = await asks.Submit("form.sheet", new() { ["Input.Why"] = "Trop tard" });
        refused.TextOf("[role=alert]").ShouldContain("commencé");
        (await office.Quote(id)).SignedAt.ShouldNotBeNull();
        (await office.Db(db => db.Signatures.SingleAsync(s => s.QuoteId == id))).VoidedAt.ShouldBeNull();
    }

    [Fact, Trait("Spec", "QU 10")]
    public async Task Only_a_locked_quote_is_revised_and_a_viewer_revises_none()
    {
        var office = await world.Office();
        var id = await office.Draft();
        (await office.Get($"/quotes/{id}/revise")).Status.ShouldBe(HttpStatusCode.NotFound);
        await (await office.Get($"/quotes/{id}/status/accepted")).Submit("form.sheet", new() { ["Input.How"] = "phone" });
        var viewer = await office.With(Role.Viewer);
        (await viewer.Get($"/quotes/{id}/revise")).Status.ShouldBe(HttpStatusCode.NotFound);
        var asks = await office.Get($"/quotes/{id}/revise");
        // Nobody has a link yet: there is nobody to tell.
        asks.Has("[name='Input.Tell']").ShouldBeFalse();
        (await asks.Submit("form.sheet", new() { ["Input.Why"] = "Erreur" })).Url.ShouldBe($"/quotes/{id}/edit");
        (await office.Quote(id)).WonAt.ShouldBeNull();
    }

    [Fact, Trait("Spec", "QU 8")]
    public async Task A_win_keeps_its_proof_for_members_only()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var refused = await Win(office, id, "order.pdf", "<svg onload=alert(1)>"u8.ToArray());
        refused.TextOf("#proof-error").ShouldContain("PDF");
        (await office.Quote(id)).WonAt.ShouldBeNull();
        var tooLarge = new byte[(10 << 20) + 1];
        "%PDF-1.7"u8.CopyTo(tooLarge);
        (await Win(office, id, "order.pdf", tooLarge)).TextOf("#proof-error").ShouldContain("10");
        var bytes = "%PDF-1.7 signed on paper"u8.ToArray();
        (await Win(office, id, "order.pdf", bytes)).Url.ShouldBe($"/quotes/{id}");
        var page = await office.Get($"/quotes/{id}");
        var proof = await office.Browser.GetAsync(page.One(".facts a[href$='/proof']").GetAttribute("href"));
        proof.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        (await proof.Content.ReadAsByteArrayAsync()).ShouldBe(bytes);
        (await (await world.Office()).Get($"/quotes/{id}/proof")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, Trait("Spec", "QU 8")]
    [InlineData("rejected", "clos")]
    [InlineData("withdrawn", "retiré")]
    [InlineData("expired", "expiré")]
    [InlineData("validity", "délai")]
    public async Task The_customer_is_told_only_if_the_member_says_so(string act, string said)
    {
        var office = await world.Office();
        foreach (var tell in new[] { false, true })
        {
            var id = await office.Draft();
            await office.Send(id);
            await (await office.Get($"/quotes/{id}/status/{act}")).Submit(
                "form.sheet",
                new() { ["Input.Reason"] = "price", ["Input.Tell"] = tell ? "true" : null }
            );
            await office.Settle();
            var subjects = await office.Db(db =>
                db.OutgoingMails.Where(m => m.QuoteId == id && m.Purpose.StartsWith("told/")).Select(m => m.Subject).ToListAsync()
            );
            subjects.Count.ShouldBe(tell ? 1 : 0);
            if (tell)
                subjects[0].ShouldContain(said);
        }
    }

    [Fact, Trait("Spec", "QU 9")]
    public async Task Extending_never_overwrites_a_decision()
    {
        var office = await world.Office();
        var id = await office.Draft();
        await office.Send(id);
        var late = await office.Get($"/quotes/{id}/status/validity");
        await (await office.Get($"/quotes/{id}/status/rejected")).Submit("form.sheet", new() { ["Input.Reason"] = "price" });
        var refused = await late.Submit("form.sheet", new() { ["Input.Until"] = "2027-06-30" });
        refused.Has("[role=alert]").ShouldBeTrue(refused.Text);
        var quote = await office.Quote(id);
        (quote.Standing, quote.ValidUntil).ShouldBe((Standing.Rejected, new DateOnly(2026, 12, 21)));
    }

    private static async Task<(Guid Id, string Link)> Signed(Office office)
    {
        var id = await office.Draft();
        var link = await office.Send(id);
        await Sign(office, link);
        (await office.Quote(id)).SignedAt.ShouldNotBeNull();
        return (id, link);
    }

    private static async Task Sign(Office office, string link)
    {
        var sheet = await (await Page.Get(office.World.Visitor(), link)).Submit("form.sheet");
        (await sheet.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
        await office.Settle();
    }

    private static async Task<Page> Win(Office office, Guid id, string name, byte[] proof)
    {
        var page = await office.Get($"/quotes/{id}/status/accepted");
        using var form = new MultipartFormDataContent();
        foreach (var (field, value) in page.FieldsOf("form.sheet").Where(field => field.Key != "Input.How"))
            form.Add(new StringContent(value), field);
        form.Add(new StringContent("paper"), "Input.How");
        form.Add(new ByteArrayContent(proof), "Input.Proof", name);
        return await page.Post($"/quotes/{id}/status/accepted", form);
    }
}
