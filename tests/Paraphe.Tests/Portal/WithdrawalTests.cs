using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Features.Legal;
using Paraphe.Platform.Data;

namespace Paraphe.Tests.Portal;

/// <summary>The consumer's online withdrawal, and what the law has him type and tick before he signs (PO 3, PO 4).</summary>
public sealed class WithdrawalTests(World world)
{
    [Fact, Trait("Spec", "PO 4")]
    public async Task A_consumer_withdraws_from_the_contract_in_two_steps_and_gets_a_dated_receipt()
    {
        var office = await world.Office();
        var (id, link) = await Signed(office);
        var visitor = world.Visitor();
        var page = await Page.Get(visitor, link);
        page.Text.ShouldContain("Renoncer au contrat ici");
        var form = await page.Click("a[href$='/withdraw']");
        form.TextOf("button.main").ShouldBe("Confirmer la rétractation");
        form.One("#email").GetAttribute("value").ShouldBe("claire@fontanel.example");
        (await form.Submit("form", new() { ["email"] = "nobody" })).Has("#email-error").ShouldBeTrue();
        (await office.Quote(id)).Stage.ShouldBe(Stage.Won);

        var done = await form.Submit("form", new() { ["email"] = "chez@fontanel.example", ["comment"] = "Nous déménageons." });
        done.Url.ShouldBe(link);
        done.Text.ShouldContain("Vous vous êtes rétracté");
        done.Has("a[href$='/withdraw']").ShouldBeFalse();
        // The same form again changes nothing.
        (await form.Submit("form", new() { ["email"] = "chez@fontanel.example" })).Url.ShouldBe(link);
        var quote = await office.Quote(id);
        (quote.Stage, quote.Standing, quote.Refusal!.Reason).ShouldBe((Stage.Lost, Standing.Rejected, Quote.Renounced));
        (await office.Db(db => db.Signatures.SingleAsync(row => row.QuoteId == id))).VoidedAt.ShouldNotBeNull();
        (await office.Db(db => db.WorkOrders.SingleAsync(row => row.QuoteId == id))).CancelledAt.ShouldNotBeNull();

        await office.Settle();
        var receipt = await office.Db(db => db.OutgoingMails.SingleAsync(row => row.Purpose.StartsWith($"withdrawal/{id}")));
        receipt.ToAddress.ShouldBe("chez@fontanel.example");
        var text = await TextOf(office, receipt);
        text.ShouldContain("Europe/Paris");
        text.ShouldContain("Nous déménageons.");
        (await office.Get($"/quotes/{id}")).Text.ShouldContain("Rétractation du consommateur");
        (await office.Get("/notices")).Text.ShouldContain("s’est rétracté");
    }

    [Fact, Trait("Spec", "PO 4")]
    public async Task The_right_ends_after_fourteen_days_and_is_a_consumers_whose_quote_names_it()
    {
        await using var own = new World();
        var office = await own.Office();
        foreach (var (kind, content) in new[] { (CustomerKind.Company, Far()), (CustomerKind.Person, Offers.Garden()) })
        {
            var (_, other) = await Signed(office, content, kind);
            (await Page.Get(own.Visitor(), other + "/withdraw")).Url.ShouldBe(other);
        }

        var (id, link) = await Signed(office);
        var form = await Page.Get(own.Visitor(), link + "/withdraw");
        own.Clock.Move(TimeSpan.FromDays(17));
        (await Page.Get(own.Visitor(), link)).Has("a[href$='/withdraw']").ShouldBeFalse();
        (await Page.Get(own.Visitor(), link + "/withdraw")).Url.ShouldBe(link);
        (await form.Submit("form", [])).Url.ShouldBe(link);
        (await office.Quote(id)).Stage.ShouldBe(Stage.Won);
    }

    [Theory, Trait("Spec", "PO 4")]
    [InlineData("2026-11-30", "2026-12-14")]
    [InlineData("2026-11-28", "2026-12-14")]
    [InlineData("2026-11-29", "2026-12-14")]
    public void A_period_that_ends_on_a_weekend_ends_on_monday(string concluded, string last) =>
        Quote.LastDayToRenounce(DateOnly.Parse(concluded)).ShouldBe(DateOnly.Parse(last));

    [Fact, Trait("Spec", "PO 3")]
    public async Task Where_the_account_wants_it_the_customer_types_the_words_of_acceptance_himself()
    {
        var office = await world.Office();
        var settings = await office.Get("/settings/quotes");
        await settings.Submit("form.form", new() { ["Input.MentionToType"] = "true" });
        var id = await office.Draft();
        var link = await office.Send(id);
        var sign = await Page.Get(world.Visitor(), link + "/sign");
        sign.TextOf("label[for=mention]").ShouldContain("Bon pour accord");
        var form = RoadTests.Signed();
        form["mention"] = "Bon";
        var again = await sign.Submit("form.sheet", form);
        again.TextOf("#mention-error").ShouldContain("Bon pour accord");
        again.One("#mention").GetAttribute("value").ShouldBe("Bon");
        form["mention"] = " bon pour ACCORD. ";
        (await again.Submit("form.sheet", form)).Url.ShouldEndWith("/thanks");
        (await office.Db(db => db.Signatures.SingleAsync(row => row.QuoteId == id))).Mention.ShouldBe("bon pour ACCORD.");
        await office.Settle();
        (await Pdf.Tools.Text(await world.Visitor().GetByteArrayAsync(link + "/signed.pdf"))).ShouldContain("bon pour ACCORD.");
        (await office.Db(db => db.Events.SingleAsync(row => row.QuoteId == id && row.What == "quote.signed"))).Payload.ShouldContain(
            "\"mention\":\"bon pour ACCORD.\""
        );
    }

    [Fact, Trait("Spec", "PO 3")]
    public async Task A_reduced_rate_of_vat_is_certified_apart_and_stands_in_what_was_signed()
    {
        var office = await world.Office();
        var id = await office.Draft(Offers.Garden() with { Blocks = [LegalBlocks.ReducedVat] });
        var sign = await Page.Get(world.Visitor(), await office.Send(id) + "/sign");
        var again = await sign.Submit("form.sheet", RoadTests.Signed());
        again.TextOf("#certified-error").ShouldContain("attestation");
        again.One("input[name=certified]").HasAttribute("checked").ShouldBeFalse();
        var form = RoadTests.Signed();
        form["certified"] = "yes";
        (await again.Submit("form.sheet", form)).Url.ShouldEndWith("/thanks");
        var signature = await office.Db(db => db.Signatures.SingleAsync(row => row.QuoteId == id));
        signature.ConsentText.ShouldContain("TVA à taux réduit");
        signature.ConsentHash.ShouldBe(Domain.Json.CanonicalJson.Sha256Hex(System.Text.Encoding.UTF8.GetBytes(signature.ConsentText)));
    }

    private static QuoteContent Far() => Offers.Garden() with { Blocks = [LegalBlocks.Withdrawal] };

    private static async Task<(Guid Id, string Link)> Signed(
        Office office,
        QuoteContent? content = null,
        CustomerKind kind = CustomerKind.Person
    )
    {
        var id = await office.Draft(content ?? Far(), kind);
        var link = await office.Send(id);
        var form = RoadTests.Signed();
        form["function"] = "Gérante";
        var sign = await Page.Get(office.World.Visitor(), link + "/sign");
        (await sign.Submit("form.sheet", form)).Url.ShouldEndWith("/thanks");
        await office.Settle();
        return (id, link);
    }

    private static async Task<string> TextOf(Office office, OutgoingMail mail) =>
        Platform.Mail.MimeReader.Read(await office.World.Services.GetRequiredService<Platform.Files.FileStore>().Read(mail.RawHash)).Text;
}
