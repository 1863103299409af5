using Paraphe.Domain.Quotes;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Customers;

/// <summary>The live link (CU 8) and its end (CU 9), on quotes of every status.</summary>
public sealed class EveryStatusTests(World world)
{
    [Theory, Trait("Spec", "CU 8"), Trait("Spec", "CU 9")]
    [InlineData("draft")]
    [InlineData("sent")]
    [InlineData("signed")]
    [InlineData("rejected")]
    public async Task The_page_follows_the_customer_until_he_is_deleted_and_what_was_sent_never_does(string status)
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = status == "draft" ? null : await office.Send(id);
        if (status == "signed")
            await (await Page.Get(world.Visitor(), link + "/sign")).Submit("form.sheet", RoadTests.Signed());
        if (status == "rejected")
            await (await Page.Get(world.Visitor(), link + "/reject")).Submit("main form", new() { ["reason"] = "price", ["comment"] = "" });
        await office.Settle();
        (await office.Quote(id)).Standing.ShouldBe(
            status switch
            {
                "draft" => Standing.Draft,
                "sent" => Standing.Open,
                "signed" => Standing.Accepted,
                _ => Standing.Rejected,
            }
        );
        var sealedBefore = await Papers(office, id);

        var customer = (await office.Quote(id)).CustomerId!.Value;
        await (await office.Get($"/customers/{customer}/edit")).Submit(
            "form.sheet",
            People.Typed("Nouveau Nom", ("Phone", "+33 6 11 22 33 44"))
        );
        var page = await office.Get($"/quotes/{id}");
        page.TextOf(".facts").ShouldContain("Nouveau Nom");
        page.Has("a[href='tel:+33611223344']").ShouldBeTrue(page.TextOf(".facts"));
        (await office.Get("/quotes?q=nouveau")).TextOf(".quotes").ShouldContain("Nouveau Nom");
        if (link is not null)
        {
            (await office.Db(db => db.Revisions.SingleAsync(r => r.QuoteId == id))).Read().Customer.Name.ShouldBe("Claire Fontanel");
            (await Page.Get(world.Visitor(), link)).Text.ShouldNotContain("Nouveau Nom");
        }

        await (await office.Get($"/customers/{customer}")).Submit("#delete form");
        page = await office.Get($"/quotes/{id}");
        page.TextOf(".facts").ShouldContain("Nouveau Nom");
        page.Has($"a[href='/customers/{customer}']").ShouldBeFalse();
        await office.Settle();
        (await Papers(office, id)).ShouldBe(sealedBefore);
        if (link is not null)
            (await Page.Get(world.Visitor(), link)).Text.ShouldContain("Claire Fontanel");
    }

    // Content hashes: the bytes of the PDFs are the same.
    private static async Task<string> Papers(Office office, Guid id) =>
        string.Join(
            ' ',
            await office.Db(db => db.Documents.Where(d => d.QuoteId == id).OrderBy(d => d.Id).Select(d => d.FileHash).ToListAsync())
        );
}
