using System.IO.Compression;
using System.Net;
using System.Text;
using Paraphe.Domain.Accounts;
using Paraphe.Tests.Enclosures;

namespace Paraphe.Tests.Customers;

/// <summary>Files that members lay with a customer.</summary>
public sealed class CustomerFileTests(World world)
{
    [Fact, Trait("Spec", "CU 3")]
    public async Task Files_are_laid_with_a_customer_fetched_and_removed_and_what_lies_is_refused()
    {
        var office = await world.Office();
        var id = await office.Customer("Claire Fontanel");
        var page = await Lay(
            office,
            id,
            ("plan.pdf", Parcel.Pdf),
            ("jardin.png", await Parcel.Photo()),
            ("page.pdf", "<html><script>alert(1)</script></html>"u8.ToArray()),
            ("macro.docx", Parcel.Docx(("word/vbaProject.bin", new byte[10])))
        );
        page.All("main [role=alert] p").Count.ShouldBe(2);
        page.TextOf("main [role=alert]").ShouldContain("page.pdf");
        page = await office.Get($"/customers/{id}?tab=files");
        var files = page.All("td a.go");
        files.Select(link => link.QuerySelector("b")!.TextContent).ShouldBe(["jardin.jpg", "plan.pdf"], ignoreOrder: true);
        page.TextOf(".rows").ShouldContain(office.Member.Name);
        foreach (var link in files.Select(link => link.GetAttribute("href")!))
        {
            var got = await office.Browser.GetAsync(link);
            got.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
            var bytes = await got.Content.ReadAsByteArrayAsync();
            Encoding.Latin1.GetString(bytes).ShouldNotContain("SECRET-PLACE");
            // Every member may look; another account finds nothing.
            (await (await office.With(Role.Viewer)).Browser.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await (await world.Office()).Browser.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        // They are handed out with the rest, and hold off the undoing of nothing else.
        using var zip = new ZipArchive(new MemoryStream(await office.Browser.GetByteArrayAsync($"/customers/{id}/data?handler=Export")));
        zip.Entries.Count(entry => entry.FullName.StartsWith("files/", StringComparison.Ordinal)).ShouldBe(2);

        page = await page.Submit("dialog[id^=remove] form");
        page.All("td a.go").Count.ShouldBe(1);
        (await office.Get($"/customers/{id}")).One("#delete p").TextContent.ShouldContain("fichiers");
        await (await office.Get($"/customers/{id}")).Submit("#delete form");
        (await office.Db(db => db.CustomerFiles.CountAsync())).ShouldBe(0);
    }

    [Theory, Trait("Spec", "CU 1")]
    [InlineData(Role.Manager)]
    [InlineData(Role.Estimator)]
    public async Task Others_lay_and_remove_nothing(Role role)
    {
        var office = await world.Office();
        var id = await office.Customer("Claire Fontanel");
        var other = await office.With(role);
        var page = await other.Get($"/customers/{id}?tab=files");
        page.Has("#add-files").ShouldBeFalse();
        using var form = Form(page, ("plan.pdf", Parcel.Pdf));
        (await other.Browser.PostAsync($"/customers/{id}?handler=Files", form)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await office.Db(db => db.CustomerFiles.CountAsync())).ShouldBe(0);
    }

    private static async Task<Page> Lay(Office office, Guid customer, params (string Name, byte[] Bytes)[] files)
    {
        using var form = Form(await office.Get($"/customers/{customer}?tab=files"), files);
        var answer = await office.Browser.PostAsync($"/customers/{customer}?handler=Files", form);
        return await Page.Of(office.Browser, answer, await answer.Content.ReadAsStringAsync());
    }

    private static MultipartFormDataContent Form(Page page, params (string Name, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent { { new StringContent(page.Document.Body!.GetAttribute("data-token")!), "_token" } };
        foreach (var (name, bytes) in files)
            form.Add(new ByteArrayContent(bytes), "files", name);
        return form;
    }
}
