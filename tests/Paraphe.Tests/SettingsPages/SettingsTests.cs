using System.Net;
using System.Security.Cryptography.X509Certificates;
using Paraphe.Domain.Accounts;

namespace Paraphe.Tests.SettingsPages;

[Trait("Spec", "AC 5")]
public sealed class SettingsTests(World world)
{
    public static TheoryData<string> Pages =>
        [
            "/settings",
            "/settings/company",
            "/settings/brand",
            "/settings/place",
            "/settings/customers",
            "/settings/quotes",
            "/settings/texts",
            "/settings/texts/nl",
            "/settings/numbering",
            "/settings/vat",
            "/settings/units",
            "/settings/mail",
            "/settings/seal",
            "/settings/apps",
            "/settings/jobs",
        ];

    [Theory, MemberData(nameof(Pages))]
    [Trait("Spec", "AC 2")]
    public async Task Settings_are_the_Owners_alone(string url)
    {
        var office = await world.Office();
        (await office.Get(url)).Status.ShouldBe(HttpStatusCode.OK);
        var manager = await office.With(Role.Manager);
        (await manager.Get(url)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Saving_a_page_as_it_stands_changes_nothing(string url)
    {
        var office = await world.Office();
        var page = await office.Get(url);
        if (!page.Has("form.form[method=post]") || url == "/settings/jobs")
            return;
        var before = await office.Account();
        var saved = await page.Submit("form.form[method=post]");
        saved.Has("[aria-invalid]").ShouldBeFalse(saved.Text);
        saved.TextOf(".toast").ShouldNotBeEmpty();
        var after = await office.Account();
        System.Text.Json.JsonSerializer.Serialize(after.Settings).ShouldBe(System.Text.Json.JsonSerializer.Serialize(before.Settings));
        System.Text.Json.JsonSerializer.Serialize(after.Profile).ShouldBe(System.Text.Json.JsonSerializer.Serialize(before.Profile));
    }

    [Fact]
    public async Task Every_page_is_reached_from_the_index()
    {
        var office = await world.Office();
        var index = await office.Get("/settings");
        var doors = index.All(".places a").Select(door => door.GetAttribute("href")!).ToList();
        Pages.Select(row => row.Data).Except(doors).ShouldBe(["/settings", "/settings/texts/nl"], ignoreOrder: true);
    }

    [Fact]
    public async Task Numbers_of_the_company_are_checked_and_what_was_typed_is_kept()
    {
        var office = await world.Office("FR");
        var page = await office.Get("/settings/company");
        var refused = await page.Submit(
            "form.form",
            new() { ["Input.CompanyNumber"] = "732 829 320 00075", ["Input.Website"] = "vallon.example" }
        );
        refused.Has("#Input_CompanyNumber[aria-invalid]").ShouldBeTrue();
        refused.One("#Input_Website").GetAttribute("value").ShouldBe("vallon.example");
        (await office.Account()).Profile.Website.ShouldBeEmpty();

        var saved = await refused.Submit(
            "form.form",
            new()
            {
                ["Input.CompanyNumber"] = "73282932000074",
                ["Input.Iban"] = "fr1420041010050500013m02606",
                ["Input.VatNumber"] = "40303265045",
            }
        );
        saved.Has("[aria-invalid]").ShouldBeFalse();
        var profile = (await office.Account()).Profile;
        profile.CompanyNumber.ShouldBe("732 829 320 00074");
        profile.Iban.ShouldBe("FR1420041010050500013M02606");
        profile.VatNumber.ShouldBe("FR40303265045");
        profile.Website.ShouldBe("vallon.example");
    }

    [Fact]
    public async Task The_second_of_two_Owners_sees_what_the_first_saved_and_loses_nothing()
    {
        var office = await world.Office(language: "en");
        var (first, second) = (await office.Get("/settings/company"), await office.Get("/settings/company"));
        await first.Submit("form.form", new() { ["Input.Phone"] = "+33 4 50 00 00 01" });

        var told = await second.Submit("form.form", new() { ["Input.Phone"] = "+33 4 50 00 00 02" });
        told.TextOf(".bar.change").ShouldContain("+33 4 50 00 00 01");
        told.One("#Input_Phone").GetAttribute("value").ShouldBe("+33 4 50 00 00 02");
        (await office.Account()).Profile.Phone.ShouldBe("+33 4 50 00 00 01");

        await told.Submit("form.form");
        (await office.Account()).Profile.Phone.ShouldBe("+33 4 50 00 00 02");
    }

    [Fact]
    [Trait("Spec", "QU 4")]
    public async Task Counters_move_only_upward()
    {
        var office = await world.Office();
        var page = await office.Get("/settings/numbering");
        var moved = await page.Submit("form.form", new() { ["Input.Rows[0].Pattern"] = "A{yy}-{000}", ["Input.Rows[0].Next"] = "120" });
        moved.Text.ShouldContain("A26-120");

        var back = await moved.Submit("form.form", new() { ["Input.Rows[0].Next"] = "12" });
        back.Has("[name='Input.Rows[0].Next'][aria-invalid]").ShouldBeTrue();
        var drawn = await office.Db(db =>
            db.InTransaction(() => Paraphe.Platform.Data.Numbers.DrawNumber(db, "offer", "A{yy}-{000}", new DateOnly(2026, 11, 21)))
        );
        drawn.ShouldBe("A26-120");
    }

    [Theory]
    [InlineData("Q-{yyyy}")]
    [InlineData("D-{0000}")]
    [InlineData("Q-{00}-{MM}")]
    [InlineData("<b>{0000}")]
    [InlineData("")]
    public async Task A_pattern_that_cannot_number_is_refused_beside_its_field(string pattern)
    {
        var office = await world.Office();
        var page = await office.Get("/settings/numbering");
        var refused = await page.Submit("form.form", new() { ["Input.Rows[0].Pattern"] = pattern });
        refused.Has("[name='Input.Rows[0].Pattern'][aria-invalid]").ShouldBeTrue(refused.Text);
    }

    [Fact]
    public async Task Rates_are_added_changed_and_removed_with_comma_or_point()
    {
        var office = await world.Office("FR");
        var page = await office.Get("/settings/vat");
        var rows = page.All("[name$='.Name']").Count;
        var saved = await page.Submit(
            "form.form",
            new()
            {
                ["Input.Rates[0].Rate"] = "20,5",
                ["Input.Rates[1].Remove"] = "true",
                [$"Input.Rates[{rows - 1}].Name"] = "Corse",
                [$"Input.Rates[{rows - 1}].Rate"] = "0.9",
            }
        );
        saved.Has("[aria-invalid]").ShouldBeFalse();
        var rates = (await office.Account()).Settings.VatRates;
        rates[0].Rate.ShouldBe(20.5m);
        rates.ShouldNotContain(rate => rate.Rate == 10m);
        rates[^1].ShouldBe(new Vats("Corse", "S", 0.9m));
        rates.Count(rate => rate.Standard).ShouldBe(1);

        var refused = await saved.Submit("form.form", new() { ["Input.Rates[0].Rate"] = "vingt" });
        refused.Has("[name='Input.Rates[0].Rate'][aria-invalid]").ShouldBeTrue();
        refused.One("[name='Input.Rates[0].Rate']").GetAttribute("value").ShouldBe("vingt");
    }

    [Fact]
    public async Task A_text_with_an_unknown_placeholder_is_refused()
    {
        var office = await world.Office(language: "en");
        var page = await office.Get("/settings/texts/de");
        var refused = await page.Submit("form.form", new() { ["Input.MailSubject"] = "Angebot {nummer}" });
        refused.TextOf("#Input_MailSubject-error").ShouldContain("{nummer}");
        await refused.Submit("form.form", new() { ["Input.MailSubject"] = "Angebot {number}" });
        (await office.Account()).Settings.Texts["de"].MailSubject.ShouldBe("Angebot {number}");
        (await office.Get("/settings/texts/de")).TextOf("#preview").ShouldContain("Angebot Q-2026-0042");
    }

    [Fact]
    public async Task The_mail_password_is_kept_protected_and_never_shown()
    {
        var office = await world.Office(language: "en");
        var page = await office.Get("/settings/mail");
        var saved = await page.Submit(
            "form.form",
            new()
            {
                ["Input.Host"] = "smtp.vallon.example",
                ["Input.User"] = "lea@vallon.example",
                ["Input.Password"] = "s3cret-pass",
            }
        );
        saved.Has("[aria-invalid]").ShouldBeFalse();
        saved.Html.ShouldNotContain("s3cret-pass");
        var mail = (await office.Account()).Settings.Mail;
        mail.SmtpUrl.ShouldBe("smtp://lea%40vallon.example@smtp.vallon.example:587?tls=required");
        mail.ProtectedPassword.ShouldNotContain("s3cret-pass");
        mail.ProtectedPassword.ShouldNotBeEmpty();

        await saved.Submit("form.form", new() { ["Input.FromName"] = "Léa" });
        (await office.Account()).Settings.Mail.ProtectedPassword.ShouldBe(mail.ProtectedPassword);
        var elsewhere = await (await office.Get("/settings/mail")).Submit("form.form", new() { ["Input.Host"] = "smtp.other.example" });
        elsewhere.Has("#Input_Password[aria-invalid]").ShouldBeTrue();
    }

    [Fact]
    public async Task A_test_message_that_no_server_takes_says_why()
    {
        var office = await world.Office(language: "en");
        var saved = await (await office.Get("/settings/mail")).Submit(
            "form.form",
            new()
            {
                ["Input.Host"] = "127.0.0.1",
                ["Input.Port"] = "1",
                ["Input.Security"] = "StartTlsIfOffered",
            }
        );
        var told = await saved.Submit("form[action*=Test], form[action*=test]");
        told.TextOf(".bar.rejected").ShouldContain("The test message did not leave");
    }

    [Fact]
    public async Task A_seal_of_ones_own_takes_over_and_a_wrong_password_does_not()
    {
        var office = await world.Office(language: "en");
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Vallon Seal", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(world.Clock.GetUtcNow().AddDays(-1), world.Clock.GetUtcNow().AddYears(1));
        var pfx = certificate.Export(X509ContentType.Pkcs12, "open");

        (await Upload(office, "/settings/seal", "Key", pfx, new() { ["Input.Password"] = "shut" })).Html.ShouldContain(
            "Input_Password-error"
        );
        (await Upload(office, "/settings/seal", "Key", pfx, new() { ["Input.Password"] = "open" })).Has("[aria-invalid]").ShouldBeFalse();
        (await office.Get("/settings/seal")).TextOf(".facts").ShouldContain("Vallon Seal");
        (await office.Get("/settings/seal?handler=Certificate")).Html.ShouldStartWith("-----BEGIN CERTIFICATE-----");
    }

    [Theory]
    [InlineData("GIF89a-not-allowed")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("")]
    public async Task A_logo_that_is_no_picture_is_refused(string content)
    {
        var office = await world.Office();
        var refused = await Upload(office, "/settings/brand", "Logo", System.Text.Encoding.UTF8.GetBytes(content), []);
        refused.Has("#Logo-error").ShouldBeTrue();
        (await office.Account()).Settings.Logo.ShouldBeNull();
    }

    private static async Task<Page> Upload(Office office, string url, string field, byte[] content, Dictionary<string, string> typed)
    {
        var page = await office.Get(url);
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in page.FieldsOf("form.form[method=post]").Where(pair => !typed.ContainsKey(pair.Key)))
            form.Add(new StringContent(value), name);
        foreach (var (name, value) in typed)
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(content), field, "file.bin");
        var response = await office.Browser.PostAsync(url, form);
        return response.StatusCode == HttpStatusCode.Redirect ? await office.Get(url) : await Read(office, response);
    }

    private static async Task<Page> Read(Office office, HttpResponseMessage response)
    {
        using var canned = new HttpClient(new Canned(response)) { BaseAddress = office.Browser.BaseAddress };
        return await Page.Get(canned, response.RequestMessage!.RequestUri!.PathAndQuery);
    }

    /// <summary>Lets an answer that came be read as a page.</summary>
    private sealed class Canned(HttpResponseMessage response) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(response);
    }
}
