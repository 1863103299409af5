using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Features.Requests.PublicForm;
using Paraphe.Platform.Files;

namespace Paraphe.Tests.Requests;

/// <summary>The public request form, as a visitor with and without script fills it in (RQ 12).</summary>
public class FormTests(ClockWorld world) : IClassFixture<ClockWorld>
{
    [Fact, Trait("Spec", "RQ 12")]
    public async Task What_a_visitor_writes_becomes_a_request()
    {
        var (office, form) = await Open();
        var page = await Page.Get(world.Visitor(), form);
        page.TextOf("h1").ShouldBe("Demander un devis");
        page.Has("[name='Input.Phone']").ShouldBeTrue();
        page.Has("[name='Input.Budget']").ShouldBeFalse("It is not asked for");
        world.Clock.Move(TimeSpan.FromSeconds(20));

        page = await page.Submit("form[data-work]", Typed());

        page.TextOf("h1").ShouldBe("Votre demande est envoyée");
        await using var box = await Postbox.Open(office);
        var request = await box.Only();
        request.Source.ShouldBe(RequestSource.Form);
        request.Name.ShouldBe("Hélène Perret");
        request.Subject.ShouldBe("Deux tilleuls à tailler.");
        request.Requester.Phone.ShouldBe("06 77 88 99 00");
        request.IsSpam.ShouldBeFalse();
        (await office.Get($"/requests/{request.Id}")).TextOf("article.msg").ShouldContain("Deux tilleuls à tailler.");
    }

    [Fact, Trait("Spec", "RQ 12")]
    public async Task Sent_twice_it_is_one_request()
    {
        var (office, form) = await Open();
        var page = await Page.Get(world.Visitor(), form);
        world.Clock.Move(TimeSpan.FromSeconds(20));
        await page.Submit("form[data-work]", Typed());
        await page.Submit("form[data-work]", Typed());
        (await office.Db(db => db.Requests.CountAsync())).ShouldBe(1);
    }

    [Theory, Trait("Spec", "RQ 12")]
    [InlineData(1, "Deux tilleuls.", "C’était très rapide")]
    [InlineData(20, "Voir http://spam.example", "Sans script")]
    [InlineData(4 * 24 * 3600, "Deux tilleuls.", "restée ouverte trop longtemps")]
    public async Task Without_script_less_is_allowed_and_what_was_typed_stays(int seconds, string words, string reason)
    {
        var (office, form) = await Open();
        var page = await Page.Get(world.Visitor(), form);
        world.Clock.Move(TimeSpan.FromSeconds(seconds));

        page = await page.Submit("form[data-work]", Typed(words));

        page.Text.ShouldContain(reason);
        page.One("[name='Input.Message']").TextContent.ShouldContain(words);
        page.One("[name='Input.Name']").GetAttribute("value").ShouldBe("Hélène Perret");
        (await office.Db(db => db.Requests.CountAsync())).ShouldBe(0);
        world.Clock.Move(TimeSpan.FromSeconds(30));
        page = await page.Submit("form[data-work]", Typed());
        page.TextOf("h1").ShouldBe("Votre demande est envoyée");
    }

    [Fact, Trait("Spec", "RQ 12")]
    public async Task With_the_work_done_links_and_long_texts_are_welcome()
    {
        var (office, form) = await Open();
        var page = await Page.Get(world.Visitor(), form);
        var key = page.One("[name='Input.K']").GetAttribute("value")!;
        world.Clock.Move(TimeSpan.FromSeconds(4));
        var typed = Typed("Photos: https://photos.example/1\n" + new string('a', 9_000));
        typed["Input.Work"] = ProofOfWork.Solve(key);

        page = await page.Submit("form[data-work]", typed);

        page.TextOf("h1").ShouldBe("Votre demande est envoyée");
        (await office.Db(db => db.Requests.CountAsync())).ShouldBe(1);
    }

    [Fact, Trait("Spec", "RQ 12")]
    public async Task A_program_that_fills_in_every_field_lands_in_the_spam()
    {
        var (office, form) = await Open();
        var page = await Page.Get(world.Visitor(), form);
        world.Clock.Move(TimeSpan.FromSeconds(20));
        var typed = Typed();
        typed["Input.Website"] = "https://spam.example";
        (await page.Submit("form[data-work]", typed)).TextOf("h1").ShouldBe("Votre demande est envoyée");
        (await office.Db(db => db.Requests.Select(row => row.IsSpam).SingleAsync())).ShouldBeTrue();
    }

    [Fact, Trait("Spec", "RQ 12")]
    public void Without_script_five_an_hour_come_from_one_address()
    {
        using var few = new FewWithoutScript(new Microsoft.Extensions.Configuration.ConfigurationManager());
        var account = Guid.CreateVersion7();
        Enumerable.Range(0, 6).Select(_ => few.May("192.0.2.1", account)).ShouldBe([true, true, true, true, true, false]);
        few.May("192.0.2.2", account).ShouldBeTrue();
    }

    [Fact, Trait("Spec", "RQ 12")]
    public async Task Files_arrive_byte_for_byte()
    {
        var (office, form) = await Open();
        var visitor = world.Visitor();
        var page = await Page.Get(visitor, form);
        world.Clock.Move(TimeSpan.FromSeconds(20));
        var bytes = Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7)).ToArray();
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in page.FieldsOf("form[data-work]").Where(field => !Typed().ContainsKey(field.Key)))
            content.Add(new StringContent(value), name);
        foreach (var (name, value) in Typed())
            content.Add(new StringContent((string)value!), name);
        content.Add(new ByteArrayContent(bytes), "Input.Files", "..\\plan du jardin.pdf");

        using var answer = await visitor.PostAsync(form, content);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var file = await office.Db(db => db.Messages.SelectMany(row => row.Files).SingleAsync());
        file.Name.ShouldBe("plan du jardin.pdf");
        (await world.Services.GetRequiredService<FileStore>().Read(file.Hash)).ShouldBe(bytes);
    }

    [Fact, Trait("Spec", "RQ 12")]
    public async Task Only_the_form_that_asks_for_it_may_stand_in_a_frame()
    {
        var (_, form) = await Open();
        var visitor = world.Visitor();
        static string Policy(Page page) => page.Response.Headers.GetValues("Content-Security-Policy").Single();
        Policy(await Page.Get(visitor, form)).ShouldContain("frame-ancestors 'none'");
        var framed = await Page.Get(visitor, form + "?embed=true&lang=de");
        Policy(framed).ShouldContain("frame-ancestors *");
        framed.TextOf("h1").ShouldBe("Angebot anfragen");
        framed.One("html").GetAttribute("lang").ShouldBe("de");
        Policy(await Page.Get(visitor, "/sign-in")).ShouldContain("frame-ancestors 'none'");
        world.Clock.Move(TimeSpan.FromSeconds(20));
        framed = await framed.Submit("form[data-work]", Typed());
        framed.TextOf("h1").ShouldBe("Ihre Anfrage ist gesendet");
        Policy(framed).ShouldContain("frame-ancestors *");
    }

    [Theory, Trait("Spec", "RQ 12")]
    [InlineData("en", "Ask for a quote")]
    [InlineData("fr", "Demander un devis")]
    [InlineData("es", "Pedir un presupuesto")]
    [InlineData("de", "Angebot anfragen")]
    [InlineData("nl", "Offerte aanvragen")]
    public async Task It_speaks_five_languages(string language, string heading)
    {
        var (_, form) = await Open();
        (await Page.Get(world.Visitor(), form + "?lang=" + language)).TextOf("h1").ShouldBe(heading);
    }

    [Fact, Trait("Spec", "RQ 12")]
    public async Task Closed_or_unknown_it_is_not_found_and_a_required_field_is_required()
    {
        var (office, form) = await Open(settings => settings with { Fields = [new FormField(FormField.Phone, Required: true)] });
        var page = await Page.Get(world.Visitor(), form);
        world.Clock.Move(TimeSpan.FromSeconds(20));
        var typed = Typed();
        typed["Input.Phone"] = "";
        (await page.Submit("form[data-work]", typed)).Has("#Input_Phone[aria-invalid='true']").ShouldBeTrue();
        (await Page.Get(world.Visitor(), "/r/nobody-here")).Status.ShouldBe(HttpStatusCode.NotFound);
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeSettings(account.Settings with { Requests = account.Settings.Requests with { Form = new() } });
            await db.SaveChangesAsync();
        });
        (await Page.Get(world.Visitor(), form)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Dictionary<string, object?> Typed(string words = "Deux tilleuls à tailler.\nAvant la neige.") =>
        new()
        {
            ["Input.Name"] = "Hélène Perret",
            ["Input.Email"] = "helene@mel.example",
            ["Input.Phone"] = "06 77 88 99 00",
            ["Input.Message"] = words,
        };

    private async Task<(Office Office, string Form)> Open(Func<RequestForm, RequestForm>? change = null)
    {
        var office = await world.Office();
        var form = new RequestForm
        {
            IsOn = true,
            Fields = [new FormField(FormField.Phone, Required: false), new FormField(FormField.Files, Required: false)],
        };
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeSettings(
                account.Settings with
                {
                    Requests = account.Settings.Requests with { Form = change?.Invoke(form) ?? form },
                }
            );
            await db.SaveChangesAsync();
        });
        return (office, "/r/" + (await office.Account()).RequestName);
    }
}
