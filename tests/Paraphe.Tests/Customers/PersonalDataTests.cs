using System.IO.Compression;
using System.Net;
using Paraphe.Domain.Accounts;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Customers;

public sealed class PersonalDataTests(World world)
{
    [Fact, Trait("Spec", "CU 13")]
    public async Task Everything_kept_about_a_customer_is_handed_out()
    {
        var office = await world.Office();
        var draft = await office.Draft();
        await office.Send(draft);
        var id = (await office.Quote(draft)).CustomerId!.Value;
        await (await office.Get($"/work-orders/new?pick={id}")).Submit("#new", new() { ["Input.Title"] = "Arbre tombé" });
        await using var bytes = await office.Browser.GetStreamAsync($"/customers/{id}/data?handler=Export");
        await using var zip = new ZipArchive(bytes, ZipArchiveMode.Read);
        async Task<string> Text(string name)
        {
            using var reader = new StreamReader(zip.GetEntry(name)!.Open());
            return await reader.ReadToEndAsync();
        }
        (await Text("customer.json")).ShouldContain("claire@fontanel.example");
        (await Text("customer.json")).ShouldContain("\"Prospect\": ");
        (await Text("quotes.json")).ShouldContain((await office.Quote(draft)).Number!);
        zip.GetEntry("requests.json").ShouldNotBeNull();
        (await Text("orders.json")).ShouldContain("Arbre tombé");
        zip.GetEntry("contracts.json").ShouldNotBeNull();
    }

    [Fact, Trait("Spec", "CU 13")]
    public async Task Erasing_takes_all_but_what_was_signed_and_says_so()
    {
        var office = await world.Office();
        var (signed, open) = (await office.Draft(), await office.Draft());
        await office.Send(signed);
        await office.Db(async db =>
        {
            var quote = await db.Quotes.SingleAsync(q => q.Id == signed);
            quote.Win(new Domain.Quotes.OfflineAcceptance("phone", "", null), office.Member.AsActor, db.Now);
            await db.SaveChangesAsync();
            // Both are of one customer.
            var other = await db.Quotes.SingleAsync(q => q.Id == open);
            other.ForCustomer(await db.Customers.Include(c => c.Contacts).SingleAsync(c => c.Id == quote.CustomerId), null, db.Now);
            await db.SaveChangesAsync();
        });
        var number = (await office.Quote(signed)).Number!;
        var id = (await office.Quote(signed)).CustomerId!.Value;
        await (await office.Get($"/work-orders/new?pick={id}")).Submit("#new", new() { ["Input.Title"] = "Arbre tombé" });
        var page = await office.Get($"/customers/{id}/data");
        page.TextOf(".note").ShouldContain(number);
        page.TextOf(".note").ShouldContain("La loi oblige");
        (await page.Submit("main form")).Has("#Sure, [name=Sure]").ShouldBeTrue();
        (await office.Db(db => db.Customers.AnyAsync(c => c.Id == id))).ShouldBeTrue();

        await page.Submit("main form", new() { ["Sure"] = "true" });
        (await office.Get($"/customers/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await office.Get($"/quotes/{open}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await office.Db(db => db.Events.AnyAsync(e => e.QuoteId == open))).ShouldBeFalse();
        (await office.Db(db => db.WorkOrders.AnyAsync(o => o.Title == "Arbre tombé"))).ShouldBeFalse();
        (await office.Get($"/quotes/{signed}")).Text.ShouldContain("Claire Fontanel");
    }

    [Fact, Trait("Spec", "CU 11")]
    public async Task Winning_a_quote_makes_a_customer_where_the_owner_has_it_so()
    {
        foreach (var wins in new[] { false, true })
        {
            var office = await world.Office();
            var page = await office.Get("/settings/customers");
            await page.Submit("main form", wins ? new() { ["Input.WinningMakesCustomer"] = "true" } : []);
            var draft = await office.Draft();
            await office.Send(draft);
            await office.Db(async db =>
            {
                await db.Customers.ExecuteUpdateAsync(set => set.SetProperty(c => c.CustomerSince, (DateTime?)null));
                var quote = await db.Quotes.SingleAsync(q => q.Id == draft);
                quote.Win(new Domain.Quotes.OfflineAcceptance("phone", "", null), office.Member.AsActor, db.Now);
                await db.SaveChangesAsync();
            });
            (await office.Db(db => db.Customers.SingleAsync())).IsProspect.ShouldBe(!wins);
        }
    }

    [Fact, Trait("Spec", "CU 3")]
    public async Task The_owner_defines_own_fields()
    {
        var office = await world.Office();
        var page = await (await office.Get("/settings/customers")).Submit(
            "main form",
            new()
            {
                ["Input.Fields[0].Name"] = "Taille",
                ["Input.Fields[0].Kind"] = "Choice",
                ["Input.Fields[0].Choices"] = "Petit, Grand",
            }
        );
        page.One("[name='Input.Fields[0].Name']").GetAttribute("value").ShouldBe("Taille");
        var field = (await office.Account()).Settings.CustomerFields.Single();
        field.Choices.ShouldBe(["Petit", "Grand"]);
        (await office.Get("/customers/new")).TextOf($"[name='Input.Fields[{field.Key}]']").ShouldContain("Grand");
        (await (await office.With(Role.Manager)).Get("/settings/customers")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
