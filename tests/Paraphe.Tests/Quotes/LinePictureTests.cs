using System.Net;
using Paraphe.Domain.Quotes;
using Paraphe.Tests.Enclosures;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Quotes;

public sealed class LinePictureTests(World world)
{
    [Fact, Trait("Spec", "QU 3")]
    public async Task A_line_gets_a_picture_that_members_and_the_customer_see_and_nobody_else()
    {
        var office = await world.Office();
        var (slabs, tree) = (Desk.Line("Dallage", 3, 860), Desk.Line("Olivier", 1, 640) with { Option = new OptionTerms() });
        var id = await office.Draft(Desk.Content(slabs, tree));
        var editor = await office.Get($"/quotes/{id}/edit");
        var page = await editor.Click($"#row-{slabs.Key} a[href$='/picture']");
        page = await Put(page, "pierre.jpg", await Parcel.Photo());
        page.Url.ShouldStartWith($"/quotes/{id}/edit");
        await Put(await office.Get($"/quotes/{id}/lines/{tree.Key}/picture"), "olivier.jpg", await Parcel.Photo(300, 300));
        var picture = (await office.Quote(id)).Content.Line(slabs.Key)!.Picture!;
        var own = $"/quotes/{id}/pictures/{picture}";
        page.One($"#row-{slabs.Key} .line-thumb img").GetAttribute("src").ShouldBe(own);
        (await office.Get($"/quotes/{id}")).One("td > .line-thumb").GetAttribute("src").ShouldBe(own);
        (await office.Get($"/quotes/{id}/preview")).One(".with-pic img").GetAttribute("src").ShouldBe(own);
        var bytes = await office.Browser.GetByteArrayAsync(own);
        bytes[..2].ShouldBe([0xff, 0xd8]);
        System.Text.Encoding.Latin1.GetString(bytes).ShouldNotContain("SECRET-PLACE");

        var link = await office.Send(id);
        var visitor = world.Visitor();
        var sheet = await Page.Get(visitor, link);
        sheet.One(".with-pic img").GetAttribute("src").ShouldBe($"{link}/pictures/{picture}");
        sheet.All(".pick .line-picture").Count.ShouldBe(1);
        (await visitor.GetAsync($"{link}/pictures/{picture}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        // Taken off the working copy, it stays what was sent.
        page = await (await office.Get($"/quotes/{id}/lines/{slabs.Key}/picture")).Submit("[data-dialog-part]", button: ".btn.stop");
        page.Has($"#row-{slabs.Key} .line-thumb").ShouldBeFalse();
        (await visitor.GetAsync($"{link}/pictures/{picture}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await office.Browser.GetAsync(own)).StatusCode.ShouldBe(HttpStatusCode.OK);

        // By its hash alone it is nobody's.
        var other = await office.Draft(Desk.Content(Desk.Line("A", 1, 1)));
        (await office.Browser.GetAsync($"/quotes/{other}/pictures/{picture}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await world.Office()).Browser.GetAsync(own)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Trait("Spec", "QU 3")]
    public async Task What_is_no_picture_is_refused_at_its_field()
    {
        var office = await world.Office();
        var line = Desk.Line("Dallage", 3, 860);
        var id = await office.Draft(Desk.Content(line));
        var page = await office.Get($"/quotes/{id}/lines/{line.Key}/picture");
        foreach (var (name, lie) in new[] { ("page.png", "<html><script>alert(1)</script>"), ("zeichnung.svg", "<svg xmlns='x'/>") })
            (await Put(page, name, System.Text.Encoding.UTF8.GetBytes(lie))).TextOf("#Picture-error").ShouldContain("PNG");
        (await Put(page, "leer.png", [])).TextOf("#Picture-error").ShouldNotBeEmpty();
        (await page.Submit("[data-dialog-part]")).TextOf("#Picture-error").ShouldContain("Choisissez");
        (await office.Quote(id)).Content.Line(line.Key).ShouldBe(line);
        (await office.Get($"/quotes/{id}/lines/{Guid.NewGuid()}/picture")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<Page> Put(Page page, string name, byte[] bytes)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in page.FieldsOf("[data-dialog-part]"))
            form.Add(new StringContent(value), field);
        form.Add(new ByteArrayContent(bytes), "Picture", name);
        return page.Post(page.One("[data-dialog-part]").GetAttribute("action")!, form);
    }
}
