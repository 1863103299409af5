using System.Net;
using System.Net.Sockets;
using System.Text;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Enclosures;

public sealed class EnclosureTests(World world)
{
    [Fact, Trait("Spec", "QU 5")]
    public async Task Files_of_each_kind_are_added_captioned_moved_replaced_and_removed()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var page = await office.Upload(id, "Attachment", ("plan.pdf", Parcel.Pdf), ("devis.docx", Parcel.Docx()));
        page.Has("main [role=alert]").ShouldBeFalse(page.Text);
        await office.Upload(id, "Video", ("film.mov", Parcel.Mp4));
        page = await office.Upload(id, "Image", ("jardin.png", await Parcel.Photo()));
        var quote = await office.Quote(id);
        quote
            .Content.Enclosures.Select(one => (one.Kind, one.Name, one.Type))
            .ShouldBe([
                (EnclosureKind.Attachment, "plan.pdf", "application/pdf"),
                (EnclosureKind.Attachment, "devis.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
                (EnclosureKind.Video, "film.mp4", "video/mp4"),
                (EnclosureKind.Image, "jardin.jpg", "image/jpeg"),
            ]);
        // Upright, and nobody learns where it was taken.
        var image = quote.Content.Enclosures[^1];
        (image.Width, image.Height).ShouldBe((600, 900));
        var bytes = await office.Browser.GetByteArrayAsync($"/quotes/{id}/documents/{image.Key}");
        Encoding.Latin1.GetString(bytes).ShouldNotContain("SECRET-PLACE");

        var files = await office.Get($"/quotes/{id}/documents?tab=Attachment");
        files = await files.Submit("form[action*=Caption]", new() { ["caption"] = "Le plan  de masse" });
        files.One("[name=caption]").GetAttribute("value").ShouldBe("Le plan de masse");
        files = await files.Submit("form[action*=Move]", button: "form[action*=Move] button[value='1']");
        (await office.Quote(id)).Content.Enclosures.Select(one => one.Name).Take(2).ShouldBe(["devis.docx", "plan.pdf"]);
        files = await files.Submit("form[action*=Remove]");
        (await office.Quote(id)).Content.Enclosures.Select(one => one.Name).ShouldBe(["plan.pdf", "film.mp4", "jardin.jpg"]);

        var link = await (await office.Get($"/quotes/{id}/documents?tab=Link")).Submit(
            "#add-link",
            new() { ["url"] = "pierre.example/dalles", ["caption"] = "La pierre" }
        );
        link.One("#enclosures a").GetAttribute("href").ShouldBe("https://pierre.example/dalles");
        var wrong = await (await office.Get($"/quotes/{id}/documents?tab=Link")).Submit(
            "#add-link",
            new() { ["url"] = "javascript://alert.example/%0aalert(1)" }
        );
        wrong.Has("main [role=alert]").ShouldBeTrue();
    }

    [Fact, Trait("Spec", "QU 5")]
    public async Task What_lies_about_itself_is_refused_with_its_reason_and_the_others_stay()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var bomb = Parcel.Docx(("word/media/a.xml", new byte[320_000_000]));
        bomb.Length.ShouldBeLessThan(10 << 20);
        var page = await office.Upload(
            id,
            "Attachment",
            ("plan.pdf", Parcel.Pdf),
            ("page.pdf", "<html><script>alert(1)</script></html>"u8.ToArray()),
            ("bombe.docx", bomb),
            ("macro.docx", Parcel.Docx(("word/vbaProject.bin", new byte[10]))),
            ("vide.pdf", []),
            ("archive.docx", Parcel.Zip(("a.txt", new byte[3])))
        );
        var reasons = page.TextOf("main [role=alert]");
        foreach (var name in new[] { "page.pdf", "bombe.docx", "macro.docx", "vide.pdf", "archive.docx" })
            reasons.ShouldContain(name);
        reasons.ShouldContain("démesuré");
        (await office.Quote(id)).Content.Enclosures.Select(one => one.Name).ShouldBe(["plan.pdf"]);

        foreach (
            var (name, bytes) in new[]
            {
                ("a.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray()),
                ("b.jpg", "<html></html>"u8.ToArray()),
                ("c.png", Parcel.Pdf),
                ("d.jpg", (byte[])[0xFF, 0xD8, 0xFF, 0xE0, .. new byte[500]]),
            }
        )
            (await office.Upload(id, "Image", (name, bytes))).TextOf("main [role=alert]").ShouldContain(name);
        (await office.Upload(id, "Video", ("film.mp4", Parcel.Pdf))).TextOf("main [role=alert]").ShouldContain("film.mp4");
        (await office.Quote(id)).Content.Enclosures.Length.ShouldBe(1);
    }

    [Fact, Trait("Spec", "QU 5")]
    public async Task The_twenty_first_file_and_a_byte_too_many_are_refused_and_both_limits_are_settings()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var page = await office.Upload(id, "Attachment", [.. Enumerable.Range(1, 21).Select(number => ($"{number}.pdf", Parcel.Pdf))]);
        page.TextOf("main [role=alert]").ShouldContain("21.pdf");
        page.TextOf("main [role=alert]").ShouldContain("20");
        (await office.Quote(id)).Content.Enclosures.Length.ShouldBe(20);
        var (status, said) = await office.Ask(id, "Attachment", "handler=Begin&name=x.pdf&size=10");
        (status, said.Contains("20")).ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        (status, said) = await office.Ask(id, "Video", $"handler=Begin&name=x.mp4&size={(10 << 20) + 1}");
        (status, said.Contains("10 Mo")).ShouldBe((HttpStatusCode.UnprocessableEntity, true), said);

        var settings = await (await office.Get("/settings/quotes")).Submit(
            "form.form",
            new() { ["Input.MostDocuments"] = "2", ["Input.LargestMegabytes"] = "1" }
        );
        settings.Has(".error").ShouldBeFalse(settings.Text);
        var other = await office.Draft();
        page = await office.Upload(
            other,
            "Attachment",
            ("gross.pdf", [.. Parcel.Pdf, .. new byte[1 << 20]]),
            ("a.pdf", Parcel.Pdf),
            ("b.pdf", Parcel.Pdf),
            ("c.pdf", Parcel.Pdf)
        );
        page.TextOf("main [role=alert]").ShouldContain("gross.pdf");
        page.TextOf("main [role=alert]").ShouldContain("c.pdf");
        (await office.Quote(other)).Content.Enclosures.Length.ShouldBe(2);
    }

    [Fact, Trait("Spec", "QU 5")]
    public async Task A_broken_upload_goes_on_where_it_stopped()
    {
        var office = await world.Office();
        var id = await office.Draft();
        byte[] file = [.. Parcel.Pdf, .. new byte[2_500_000]];
        var begin = $"handler=Begin&name=plan.pdf&size={file.Length}&mark=77";
        var (upload, offset) = Parcel.Told((await office.Ask(id, "Attachment", begin)).Text);
        offset.ShouldBe(0);
        (await office.Ask(id, "Attachment", $"handler=Part&upload={upload}&offset=0", file[..1_000_000])).Status.ShouldBe(
            HttpStatusCode.OK
        );
        // The same part again, as after a lost answer: the server says how far it is.
        var (status, told) = await office.Ask(id, "Attachment", $"handler=Part&upload={upload}&offset=0", file[..1_000_000]);
        (status, Parcel.Told(told).Offset).ShouldBe((HttpStatusCode.Conflict, 1_000_000));
        (await office.Ask(id, "Attachment", $"handler=Done&upload={upload}")).Status.ShouldBe(HttpStatusCode.Conflict);
        // Another day, the same file.
        var (again, there) = Parcel.Told((await office.Ask(id, "Attachment", begin)).Text);
        (again, there).ShouldBe((upload, 1_000_000));
        await office.Ask(id, "Attachment", $"handler=Part&upload={upload}&offset=1000000", file[1_000_000..2_000_000]);
        await office.Ask(id, "Attachment", $"handler=Part&upload={upload}&offset=2000000", file[2_000_000..]);
        var (done, html) = await office.Ask(id, "Attachment", $"handler=Done&upload={upload}");
        done.ShouldBe(HttpStatusCode.OK, html);
        html.ShouldContain("plan.pdf");
        var kept = (await office.Quote(id)).Content.Enclosures.Single();
        (await office.Browser.GetByteArrayAsync($"/quotes/{id}/documents/{kept.Key}")).ShouldBe(file);
        (await office.Db(db => db.Uploads.CountAsync())).ShouldBe(0);

        // A colleague does not go on with it, and a part larger than the file is not taken.
        var (mine, _) = Parcel.Told((await office.Ask(id, "Attachment", "handler=Begin&name=b.pdf&size=5")).Text);
        var other = await office.With(Role.Manager);
        (await other.Ask(id, "Attachment", $"handler=Part&upload={mine}&offset=0", new byte[5])).Status.ShouldBe(HttpStatusCode.NotFound);
        (await office.Ask(id, "Attachment", $"handler=Part&upload={mine}&offset=0", new byte[6])).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact, Trait("Spec", "QU 5")]
    public async Task The_portal_shows_the_documents_of_its_revision_and_no_others()
    {
        var office = await world.Office();
        var id = await office.Draft();
        await office.Upload(id, "Image", ("jardin.jpg", await Parcel.Photo()));
        await office.Upload(id, "Attachment", ("plan.pdf", Parcel.Pdf));
        await office.Upload(id, "Video", ("film.mp4", Parcel.Mp4));
        var link = await office.Send(id);
        var sent = (await office.Quote(id)).Content.Enclosures;
        await office.Upload(id, "Attachment", ("interne.pdf", [.. Parcel.Pdf, 1]));
        var later = (await office.Quote(id)).Content.Enclosures[^1];
        var plan = sent.Single(one => one.Name == "plan.pdf");
        await (await office.Get($"/quotes/{id}/documents?tab=Attachment")).Submit("form[action*=Remove]");

        using var visitor = world.Visitor();
        var page = await Page.Get(visitor, link);
        page.One(".gallery img").GetAttribute("alt").ShouldBe("jardin.jpg");
        page.Text.ShouldContain("plan.pdf");
        page.Text.ShouldNotContain("interne.pdf");
        (await visitor.GetByteArrayAsync($"{link}/documents/{plan.Key}")).ShouldBe(Parcel.Pdf);
        (await visitor.GetAsync($"{link}/documents/{later.Key}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        // A video is wound: the browser asks for a range.
        using var range = new HttpRequestMessage(
            HttpMethod.Get,
            $"{link}/documents/{sent.Single(one => one.Kind == EnclosureKind.Video).Key}"
        );
        range.Headers.Range = new(100, 199);
        var part = await visitor.SendAsync(range);
        (part.StatusCode, part.Content.Headers.ContentLength).ShouldBe((HttpStatusCode.PartialContent, 100));
        part.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
    }

    [Fact, Trait("Spec", "QU 5")]
    public async Task A_virus_is_refused_when_a_scanner_is_set()
    {
        using var clamd = new TcpListener(IPAddress.Loopback, 0);
        clamd.Start();
        _ = Task.Run(async () =>
        {
            while (true)
            {
                using var client = await clamd.AcceptTcpClientAsync();
                await using var wire = client.GetStream();
                var heard = new StringBuilder();
                var buffer = new byte[65_536];
                while (!heard.ToString().EndsWith("\0\0\0\0", StringComparison.Ordinal))
                    heard.Append(Encoding.Latin1.GetString(buffer, 0, await wire.ReadAsync(buffer)));
                await wire.WriteAsync(
                    Encoding.ASCII.GetBytes(
                        heard.ToString().Contains("EICAR", StringComparison.Ordinal) ? "stream: Eicar-Test FOUND\0" : "stream: OK\0"
                    )
                );
            }
        });
        await using var guarded = new World { Settings = { ["PARAPHE_CLAMD"] = clamd.LocalEndpoint.ToString()! } };
        var office = await guarded.Office();
        var id = await office.Draft();
        var page = await office.Upload(id, "Attachment", ("bon.pdf", Parcel.Pdf), ("virus.pdf", [.. Parcel.Pdf, .. "EICAR"u8]));
        page.TextOf("main [role=alert]").ShouldContain("Eicar-Test");
        (await office.Quote(id)).Content.Enclosures.Select(one => one.Name).ShouldBe(["bon.pdf"]);
        clamd.Stop();
        (await office.Upload(id, "Attachment", ("bon.pdf", Parcel.Pdf))).Has("main [role=alert]").ShouldBeTrue();
    }
}
