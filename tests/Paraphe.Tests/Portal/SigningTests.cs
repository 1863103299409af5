using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf.Sealing;

namespace Paraphe.Tests.Portal;

/// <summary>What the account may ask of a signature: a code, a function, a second signer, its own signature (PO 3, PO 4).</summary>
public sealed partial class SigningTests(World world)
{
    [Fact, Trait("Spec", "PO 3")]
    public async Task One_reads_chooses_consents_and_signs_in_this_order_and_the_wording_is_kept()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var sign = await Page.Get(world.Visitor(), await office.Send(id) + "/sign");
        var order = new[] { "#what", "input[name=consent]", "[data-pad]", "button.main" }.Select(part =>
            sign.Html.IndexOf(sign.One(part).OuterHtml[..20], StringComparison.Ordinal)
        );
        order.ShouldBe(order.Order());
        sign.One("input[name=consent]").HasAttribute("checked").ShouldBeFalse();
        await sign.Submit("form.sheet", RoadTests.Signed());
        var signature = await office.Db(db => db.Signatures.SingleAsync(row => row.QuoteId == id));
        signature.ConsentVersion.ShouldBe("v1");
        RoadTests.Figures(sign.TextOf("main")).ShouldContain(RoadTests.Figures(signature.ConsentText));
    }

    [Fact, Trait("Spec", "PO 3")]
    public async Task The_code_of_the_last_mail_is_asked_for_and_what_was_typed_stays()
    {
        await using var own = new World();
        var office = await own.Office();
        await office.Want(policies => policies with { CodeToSign = true });
        var id = await office.Draft();
        var visitor = own.Visitor();
        var sign = await Page.Get(visitor, await office.Send(id) + "/sign");
        (await sign.Submit("form.sheet", RoadTests.Signed())).TextOf("#code-field .error").ShouldContain("code");

        var asked = await sign.Submit("form.sheet", new() { ["name"] = "Claire Fontanel" }, "button[formaction*=Code]");
        asked.TextOf("#code-hint").ShouldContain("c•••@fontanel.example");
        asked.One("#name").GetAttribute("value").ShouldBe("Claire Fontanel");
        await office.Settle();
        var code = await CodeOf(office);
        var wrong = RoadTests.Signed();
        wrong["code"] = code == "000000" ? "111111" : "000000";
        (await asked.Submit("form.sheet", wrong)).TextOf("#code-field .error").ShouldContain("n’est pas le code");
        (await office.Quote(id)).SignedAt.ShouldBeNull();

        var right = RoadTests.Signed();
        right["code"] = $" {code[..3]} {code[3..]} ";
        (await asked.Submit("form.sheet", right)).Url.ShouldEndWith("/thanks");
        var signature = await office.Db(db => db.Signatures.SingleAsync());
        signature.CodeConfirmedAt.ShouldNotBeNull();
        (await office.Db(db => db.SigningCodes.SingleAsync())).Hash.Length.ShouldBe(32);
        (await office.Db(db => db.Events.SingleAsync(row => row.What == "quote.codeSent"))).Payload.ShouldContain("c•••@fontanel.example");
        (await office.Db(db => db.Events.AnyAsync(row => row.Payload.Contains(code)))).ShouldBeFalse();
        (await office.Db(db => db.Jobs.AnyAsync(row => row.Payload.Contains(code)))).ShouldBeFalse();
    }

    [Fact, Trait("Spec", "PO 3")]
    public async Task A_code_bears_five_tries_however_many_come_at_once_and_a_quarter_of_an_hour()
    {
        await using var own = new World();
        var office = await own.Office();
        await office.Want(policies => policies with { CodeToSign = true });
        var id = await office.Draft();
        var sign = await Page.Get(own.Visitor(), await office.Send(id) + "/sign");
        var asked = await sign.Submit("form.sheet", [], "button[formaction*=Code]");
        await office.Settle();
        var code = await CodeOf(office);
        var guesses = Enumerable.Range(0, 12).Select(guess => (guess * 7).ToString("D6")).Where(guess => guess != code);
        await Task.WhenAll(guesses.Select(guess => Task.Run(() => asked.Submit("form.sheet", With(guess)))));
        (await asked.Submit("form.sheet", With(code))).TextOf("#code-field .error").ShouldContain("ne vaut plus");

        own.Clock.Move(TimeSpan.FromMinutes(1));
        asked = await asked.Submit("form.sheet", [], "button[formaction*=Code]");
        await office.Settle();
        var second = await CodeOf(office);
        own.Clock.Move(TimeSpan.FromMinutes(16));
        (await asked.Submit("form.sheet", With(second))).TextOf("#code-field .error").ShouldContain("ne vaut plus");
        (await office.Quote(id)).SignedAt.ShouldBeNull();

        for (var count = 0; count < 3; count++)
        {
            own.Clock.Move(TimeSpan.FromMinutes(1));
            asked = await asked.Submit("form.sheet", [], "button[formaction*=Code]");
        }
        own.Clock.Move(TimeSpan.FromMinutes(1));
        (await asked.Submit("form.sheet", [], "button[formaction*=Code]")).TextOf("#code-field .error").ShouldContain("Trop de codes");
        (await office.Db(db => db.SigningCodes.CountAsync())).ShouldBe(SigningCode.MostAnHour);
    }

    [Fact, Trait("Spec", "PO 3")]
    public async Task Once_a_server_has_the_code_no_member_reads_it()
    {
        await using var own = new World();
        var office = await own.Office();
        await office.Want(policies => policies with { CodeToSign = true });
        var sign = await Page.Get(own.Visitor(), await office.SentGarden() + "/sign");
        await sign.Submit("form.sheet", [], "button[formaction*=Code]");
        await office.Settle();
        var code = await CodeOf(office);
        var mail = await office.Db(db => db.OutgoingMails.SingleAsync(row => row.Purpose.StartsWith("secret/")));
        // Without a mail server a newcomer finds it in the outbox.
        (await office.Get($"/outbox/{mail.Id}?handler=Text")).Text.ShouldContain($"{code[..3]} {code[3..]}");
        await office.Db(db =>
            db.OutgoingMails.Where(row => row.Id == mail.Id).ExecuteUpdateAsync(row => row.SetProperty(m => m.State, MailState.Sent))
        );
        (await office.Get($"/outbox/{mail.Id}")).Text.ShouldNotContain(code[..3]);
        foreach (var way in new[] { "Text", "Raw", "File&number=0" })
            (await office.Browser.GetAsync($"/outbox/{mail.Id}?handler={way}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Trait("Spec", "PO 3")]
    public async Task Who_signs_for_a_company_says_in_which_function()
    {
        var office = await world.Office();
        var id = await office.Draft(kind: CustomerKind.Company);
        var sign = await Page.Get(world.Visitor(), await office.Send(id) + "/sign");
        sign.TextOf("button.main.big").ShouldBe("Signer le devis");
        sign.One("#company").GetAttribute("value").ShouldBe("Hôtel du Lac");
        var again = await sign.Submit("form.sheet", RoadTests.Signed());
        again.TextOf("#function-error").ShouldContain("qualité");
        var form = RoadTests.Signed();
        form["function"] = "Gérante";
        (await again.Submit("form.sheet", form)).Url.ShouldEndWith("/thanks");
        var signature = await office.Db(db => db.Signatures.SingleAsync(row => row.QuoteId == id));
        (signature.Function, signature.Company).ShouldBe(("Gérante", "Hôtel du Lac"));
    }

    [Fact, Trait("Spec", "PO 4")]
    public async Task Where_all_must_sign_the_second_signs_what_the_first_chose_and_then_it_is_won()
    {
        var office = await world.Office();
        await office.Want(policies => policies with { AllSignersSign = true });
        var id = await office.Draft();
        var send = await office.Get($"/quotes/{id}/send");
        await send.Submit(
            "#send",
            new() { ["Input.Recipients[1].Name"] = "Paul Fontanel", ["Input.Recipients[1].Email"] = "paul@fontanel.example" }
        );
        await office.Settle();
        var claire = await office.LinkTo("claire@fontanel.example", id);
        var paul = await office.LinkTo("paul@fontanel.example", id);
        var visitor = world.Visitor();

        var page = await Page.Get(visitor, claire);
        var first = await page.Submit("form.sheet", new() { ["o"] = new[] { Offers.Lamps.ToString("N") }, [$"n-{Offers.Lamps:N}"] = "3" });
        (await first.Submit("form.sheet", RoadTests.Signed())).Text.ShouldContain("Les autres doivent encore signer");
        var quote = await office.Quote(id);
        (quote.Stage, quote.SignedAt, quote.Partly!.Signed.Length).ShouldBe((Stage.Delivered, null, 1));
        (await office.Get($"/quotes/{id}")).Text.ShouldContain("1 signature(s) sur 2");
        (await Page.Get(visitor, claire)).Text.ShouldContain("Vous avez signé");
        (await Page.Get(visitor, claire + "/sign")).Url.ShouldBe(claire);

        var second = await Page.Get(visitor, paul);
        second.Text.ShouldContain("Claire Fontanel a signé");
        var other = await second.Submit("form.sheet", []);
        var form = RoadTests.Signed();
        (form["name"], form["o"]) = ("Paul Fontanel", new[] { Offers.Tree.ToString("N"), Offers.Comfort.ToString("N") });
        (await other.Submit("form.sheet", form)).Url.ShouldEndWith("/sign");
        (await office.Quote(id)).SignedAt.ShouldBeNull();
        (await other.Submit("form.sheet", new() { ["name"] = "Paul Fontanel", ["consent"] = "yes" })).Url.ShouldEndWith("/thanks");

        (await office.Quote(id)).Stage.ShouldBe(Stage.Won);
        await office.Settle();
        var bytes = await visitor.GetByteArrayAsync(claire + "/signed.pdf");
        SealedPdf.Verify(bytes).Intact.ShouldBeTrue();
        var text = await Pdf.Tools.Text(bytes);
        text.ShouldContain("Claire Fontanel");
        text.ShouldContain("Paul Fontanel");
        var copies = await office.Db(db => db.OutgoingMails.Where(m => m.QuoteId == id && m.Purpose.StartsWith("signed/")).ToListAsync());
        copies
            .Select(mail => mail.ToAddress)
            .ShouldBe(["claire@fontanel.example", "paul@fontanel.example", office.Member.Email!], ignoreOrder: true);
    }

    [Fact, Trait("Spec", "PO 4")]
    public async Task Where_the_company_signs_too_it_is_won_with_its_signature()
    {
        var office = await world.Office();
        await office.Want(policies => policies with { MemberCountersigns = true });
        var id = await office.Draft();
        var link = await office.Send(id);
        var sign = await Page.Get(world.Visitor(), link + "/sign");
        (await sign.Submit("form.sheet", RoadTests.Signed())).Text.ShouldContain("doit encore signer");
        await office.Settle();
        var quote = await office.Quote(id);
        (quote.Stage, quote.Standing).ShouldBe((Stage.Delivered, Standing.SignedWaiting));
        (await office.Db(db => db.Documents.CountAsync(row => row.QuoteId == id && row.Kind == "signed"))).ShouldBe(0);
        (await (await office.With(Role.Viewer)).Browser.GetAsync($"/quotes/{id}/countersign")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        // Winning by hand does not go round the signature.
        (await (await office.Get($"/quotes/{id}/status/Accepted")).Submit("form.sheet", [])).Text.ShouldContain("contresignez");

        var countersign = await (await office.Get($"/quotes/{id}")).Click("a[href$='/countersign']");
        (await countersign.Submit("form.sheet", new() { ["Input.Consent"] = null })).Has(".error").ShouldBeTrue();
        var done = await countersign.Submit("form.sheet", new() { ["Input.Consent"] = "true", ["Input.Function"] = "Gérante" });
        done.Url.ShouldBe($"/quotes/{id}");
        await countersign.Submit("form.sheet", new() { ["Input.Consent"] = "true" });
        quote = await office.Quote(id);
        (quote.Stage, quote.CountersignedAt is not null).ShouldBe((Stage.Won, true));
        (await office.Db(db => db.WorkOrders.CountAsync(row => row.QuoteId == id))).ShouldBe(1);
        (await office.Db(db => db.Signatures.CountAsync(row => row.QuoteId == id))).ShouldBe(2);
        await office.Settle();
        (await Pdf.Tools.Text(await world.Visitor().GetByteArrayAsync(link + "/signed.pdf"))).ShouldContain("Léa Morel");
        (await office.Db(db => db.OutgoingMails.CountAsync(m => m.QuoteId == id && m.Purpose.StartsWith("signed/")))).ShouldBe(2);
    }

    [Fact, Trait("Spec", "PO 4")]
    public async Task Each_kind_of_quote_may_take_its_signature_otherwise()
    {
        var office = await world.Office();
        var settings = await office.Get("/settings/quotes");
        await settings.Submit("form.form", new() { ["Input.ContractSignature"] = "Waits", ["Input.WorkOrderSignature"] = "AtOnce" });
        var account = await office.Account();
        account.Settings.PoliciesOf(QuoteKind.Offer).SignatureWins.ShouldBeTrue();
        account.Settings.PoliciesOf(QuoteKind.WorkOrder).SignatureWins.ShouldBeTrue();
        account.Settings.PoliciesOf(QuoteKind.Contract).SignatureWins.ShouldBeFalse();
        (await office.Get("/settings/quotes")).One("#Input_ContractSignature option[selected]").GetAttribute("value").ShouldBe("Waits");
    }

    [Fact]
    public async Task A_name_of_ten_thousand_letters_and_a_picture_of_fifty_megabytes_change_nothing()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var sign = await Page.Get(world.Visitor(), link + "/sign");
        var form = RoadTests.Signed();
        form["name"] = new string('x', 10_000);
        (await sign.Submit("form.sheet", form)).TextOf("#name-error").ShouldContain("200");
        var fields = sign.FieldsOf("form.sheet").Where(field => field.Key is not ("how" or "name" or "strokes")).ToList();
        fields.AddRange([new("how", "draw"), new("name", "Claire"), new("consent", "yes"), new("strokes", new string('1', 50_000_000))]);
        var body = string.Join('&', fields.Select(field => $"{field.Key}={field.Value}"));
        var content = new StringContent(body, null, "application/x-www-form-urlencoded");
        var refused = await world.Visitor().PostAsync(link + "/sign", content);
        ((int)refused.StatusCode).ShouldBeInRange(400, 499);
        (await office.Quote(id)).SignedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_clock_that_jumps_signs_nothing_twice_and_breaks_no_form()
    {
        await using var own = new World();
        var office = await own.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var sign = await Page.Get(own.Visitor(), link + "/sign");
        own.Clock.Move(TimeSpan.FromMinutes(-3));
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
        own.Clock.Move(TimeSpan.FromDays(-2));
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
        (await office.Db(db => db.Signatures.CountAsync())).ShouldBe(1);
        // A form from the future is not taken; the page is shown anew.
        var other = await office.Draft();
        own.Clock.Move(TimeSpan.FromDays(3));
        var late = await Page.Get(own.Visitor(), await office.Send(other) + "/sign");
        own.Clock.Move(TimeSpan.FromHours(-2));
        var again = await late.Submit("form.sheet", RoadTests.Signed());
        again.Url.ShouldEndWith("/sign");
        (await again.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
    }

    private static Dictionary<string, object?> With(string code)
    {
        var form = RoadTests.Signed();
        form["code"] = code;
        return form;
    }

    private static async Task<string> CodeOf(Office office)
    {
        var mail = await office.Db(db =>
            db.OutgoingMails.Where(row => row.Purpose.StartsWith("secret/")).OrderByDescending(row => row.Id).FirstAsync()
        );
        var raw = await office.World.Services.GetRequiredService<FileStore>().Read(mail.RawHash);
        var read = MimeReaderText(raw);
        return Digits().Match(read).Value.Replace(" ", "", StringComparison.Ordinal);
    }

    private static string MimeReaderText(byte[] raw) => Platform.Mail.MimeReader.Read(raw).Text;

    [GeneratedRegex(@"\d{3} \d{3}")]
    private static partial Regex Digits();
}
