using System.Net;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Platform.Data;
using Paraphe.Platform.Pdf.Sealing;
using Paraphe.Tests.Pdf;

namespace Paraphe.Tests.Portal;

/// <summary>From the draft to the sealed PDF, by HTTP alone.</summary>
public sealed class RoadTests(World world)
{
    [Fact, Trait("Spec", "SN 1")]
    public async Task A_sent_quote_reaches_its_recipient_by_a_mail_with_a_link_of_its_own()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);

        var quote = await office.Quote(id);
        quote.Stage.ShouldBe(Stage.Delivered);
        quote.Number.ShouldNotBeNull();
        var mail = await office.Db(db => db.OutgoingMails.SingleAsync(row => row.QuoteId == id));
        (mail.State, mail.ToAddress, mail.MaybeTwice).ShouldBe((MailState.Outbox, "claire@fontanel.example", false));
        var delivery = await office.Db(db => db.Deliveries.SingleAsync(row => row.QuoteId == id));
        delivery.State.ShouldBe(DeliveryState.Sent);
        (await office.Db(db => db.Jobs.AnyAsync(job => job.Payload.Contains("ProtectedToken")))).ShouldBeFalse();

        var page = await Page.Get(world.Visitor(), link);
        page.TextOf("h1").ShouldBe("Une terrasse et un jardin pour vos soirées d’été");
        page.Text.ShouldContain("Valable jusqu’au 21 décembre 2026");
        page.Text.ShouldNotContain("{validUntil}");
    }

    [Fact, Trait("Spec", "PO 1")]
    public async Task The_total_follows_the_options_with_and_without_script()
    {
        var office = await world.Office();
        var link = await office.SentGarden();
        var visitor = world.Visitor();
        var page = await Page.Get(visitor, link);
        Total(page).ShouldBe("9936,00");

        var address = page.One("form[data-totals]").GetAttribute("data-totals")!;
        var without = page.FieldsOf("form.sheet").Where(field => field.Value != Offers.Tree.ToString("N"));
        var answer = await (await visitor.PostAsync(address, new FormUrlEncodedContent(without))).Content.ReadAsStringAsync();
        Figures(answer).ShouldContain("9168,00");

        var more = await page.Submit(
            "form.sheet",
            new()
            {
                ["o"] = new[] { Offers.Lamps.ToString("N") },
                [$"n-{Offers.Lamps:N}"] = "3",
                [$"g-{Offers.Light:N}"] = Offers.Ambiance.ToString("N"),
            },
            "button.no-script"
        );
        Total(more).ShouldBe("10536,00");
    }

    [Fact, Trait("Spec", "PO 3"), Trait("Spec", "PO 4")]
    public async Task A_typed_signature_accepts_and_everything_follows()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var visitor = world.Visitor();
        var sign = await (await Page.Get(visitor, link)).Submit("form.sheet");
        sign.TextOf("h1").ShouldBe("Signer le devis");
        sign.Text.ShouldContain("obligation de paiement");

        var thanks = await sign.Submit("form.sheet", Signed());
        thanks.Url.ShouldEndWith("/thanks");
        thanks.Has("[data-look-again]").ShouldBeTrue();
        var quote = await office.Quote(id);
        (quote.Stage, quote.Standing).ShouldBe((Stage.Won, Standing.Accepted));
        var order = await office.Db(db => db.WorkOrders.SingleAsync(row => row.QuoteId == id));
        order.Lines.Select(line => line.Name).ShouldBe(["Préparation du sol", "Dallage en pierre", "Olivier en pot", "Confort"]);

        await office.Settle();
        (await Page.Get(visitor, thanks.Url)).Has("a[href$='/signed.pdf']").ShouldBeTrue();
        var pdf = await visitor.GetByteArrayAsync($"{link}/signed.pdf");
        var check = SealedPdf.Verify(pdf);
        check.Intact.ShouldBeTrue(check.Fault);
        check.Chain!.Intact.ShouldBeTrue();
        var signature = await office.Db(db => db.Signatures.SingleAsync(row => row.QuoteId == id));
        check.RevisionHash.ShouldBe(signature.RevisionHash);
        signature.Method.ShouldBe(SigningMethod.Typed);
        signature.ShownAt.ShouldNotBeNull();
        (await Tools.Run("pdfsig", pdf, "FILE")).Output.ShouldContain("Signature is Valid");

        var mails = await office.Db(db =>
            db.OutgoingMails.Where(row => row.QuoteId == id && row.Purpose.StartsWith("signed/")).ToListAsync()
        );
        mails.Select(mail => mail.ToAddress).ShouldBe(["claire@fontanel.example", office.Member.Email!], ignoreOrder: true);
        var events = await office.Db(db => db.Events.Where(row => row.QuoteId == id).OrderBy(row => row.Sequence).ToListAsync());
        quote = await office.Quote(id);
        EventChain.Verify(events, quote.EventHead, quote.EventCount).Intact.ShouldBeTrue();
        (await Page.Get(visitor, link)).Text.ShouldContain("Signé par Claire Fontanel");
    }

    [Fact, Trait("Spec", "PO 3")]
    public async Task A_drawn_signature_is_kept_as_drawn()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var sign = await Page.Get(world.Visitor(), link + "/sign");
        var drawn = Signed();
        drawn["how"] = "draw";
        drawn["strokes"] = """{"width":640,"height":240,"strokes":[[[20,40],[60,200],[100,30],[180,210],[300,60]],[[40,220],[500,200]]]}""";
        (await sign.Submit("form.sheet", drawn)).Url.ShouldEndWith("/thanks");
        var signature = await office.Db(db => db.Signatures.SingleAsync(row => row.QuoteId == id));
        signature.Strokes.ShouldStartWith("M10 20L30 100");
        await office.Settle();
        (await office.Db(db => db.Documents.CountAsync(row => row.SourceId == signature.Id))).ShouldBe(1);
    }

    [Fact, Trait("Spec", "PO 3")]
    public async Task The_same_form_sent_twice_signs_once()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var sign = await Page.Get(world.Visitor(), link + "/sign");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => sign.Submit("form.sheet", Signed())));
        answers.ShouldAllBe(answer => answer.Url.EndsWith("/thanks", StringComparison.Ordinal));
        (await office.Db(db => db.Signatures.CountAsync(row => row.QuoteId == id))).ShouldBe(1);
        (await office.Db(db => db.WorkOrders.CountAsync(row => row.QuoteId == id))).ShouldBe(1);
    }

    internal static Dictionary<string, object?> Signed() => new() { ["name"] = "Claire Fontanel", ["consent"] = "yes" };

    internal static string Total(Page page) => Figures(page.TextOf("#total")).TrimEnd('€');

    // Figures without the spaces that separate thousands.
    internal static string Figures(string text) =>
        string.Concat(WebUtility.HtmlDecode(text).Where(letter => !char.IsWhiteSpace(letter) && letter is not ('\u00a0' or '\u202f')));
}
