using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Documents;
using Paraphe.Features.Letters;
using Paraphe.Platform.Files;
using Paraphe.Tests.Pdf;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Letters;

public sealed partial class LetterTests(World world)
{
    [Theory, Trait("Spec", "QU 11")]
    [InlineData("FR")]
    [InlineData("DE")]
    [InlineData("CH")]
    [InlineData("US")]
    [InlineData("GB")]
    public async Task The_address_stands_in_the_window_of_the_countrys_envelope(string country)
    {
        var office = await world.Office(country, "en");
        var id = await office.Draft();
        // A company's numbers stand on the quote, not on the envelope.
        await office.Db(async db =>
        {
            var quote = await db.Quotes.SingleAsync(row => row.Id == id);
            var customer = await db.Customers.SingleAsync(row => row.Id == quote.CustomerId);
            customer.Change(customer.Details with { VatNumber = "FR40303265045", CompanyNumber = "303265045" });
            await db.SaveChangesAsync();
        });
        var page = await (await office.Get($"/quotes/{id}/post")).Submit("#letter");
        page.Has("#letter .error").ShouldBeFalse(page.Text);
        await office.Settle();
        var letter = await office.Db(db => db.Deliveries.SingleAsync(row => row.QuoteId == id));
        letter.Channel.ShouldBe(Channel.Post);
        var words = await Words(await office.Browser.GetByteArrayAsync($"/quotes/{id}/letters/{letter.Id}"));
        var window = PostalWindow.Of(country);
        // Nothing but the address is seen through it, and all of it is.
        var seen = words
            .Where(word =>
                word.Right > window.X
                && word.Left < window.X + window.Width
                && word.Bottom > window.Y
                && word.Top < window.Y + window.Height
            )
            .ToList();
        string.Join(' ', seen.Select(word => word.Text))
            .ShouldBe("Claire Fontanel 12 allée des Tilleuls 74000 Annecy" + (country == "FR" ? "" : " FRANCE"));
        // To a hundredth of a millimetre: points are no round figures in millimetres.
        const decimal Hair = 0.01m;
        seen.ShouldAllBe(word =>
            word.Left >= window.X - Hair
            && word.Right <= window.X + window.Width + Hair
            && word.Top >= window.Y - Hair
            && word.Bottom <= window.Y + window.Height + Hair
        );
    }

    [Fact, Trait("Spec", "QU 11")]
    public async Task A_letter_is_recorded_when_it_is_posted_and_asks_for_an_address()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var page = await (await office.Get($"/quotes/{id}/post")).Submit("#letter");
        (await office.Quote(id)).Stage.ShouldBe(Stage.Delivered);
        await office.Settle();
        page = await office.Get($"/quotes/{id}/post");
        page = await page.Submit("form[action*=Posted]");
        page.TextOf(".letters").ShouldContain("Posté");
        (await office.Db(db => db.Deliveries.SingleAsync(row => row.QuoteId == id))).SentAt.ShouldNotBeNull();
        (await office.Get($"/quotes/{id}")).TextOf(".past:last-of-type").ShouldNotBeEmpty();

        var nowhere = await office.Draft();
        await office.Db(async db =>
        {
            var quote = await db.Quotes.SingleAsync(row => row.Id == nowhere);
            var customer = await db.Customers.SingleAsync(row => row.Id == quote.CustomerId);
            customer.Change(customer.Details with { Address = new() });
            await db.SaveChangesAsync();
        });
        page = await (await office.Get($"/quotes/{nowhere}/post")).Submit("#letter");
        page.TextOf("[role=alert]").ShouldContain("adresse");
        (await office.Db(db => db.Deliveries.CountAsync(row => row.QuoteId == nowhere))).ShouldBe(0);
    }

    [Fact, Trait("Spec", "QU 11")]
    public async Task A_letter_service_finds_the_letter_in_its_folder()
    {
        var folder = Directory.CreateTempSubdirectory("letters");
        await using var served = new World { Settings = { ["PARAPHE_LETTERS"] = folder.FullName } };
        var office = await served.Office();
        var id = await office.Draft();
        await (await office.Get($"/quotes/{id}/post")).Submit("#letter");
        await office.Settle();
        var file = Directory.GetFiles(folder.FullName, "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
        File.ReadAllBytes(file)[..5].ShouldBe("%PDF-"u8.ToArray());
        (await office.Db(db => db.Deliveries.SingleAsync(row => row.QuoteId == id))).SentAt.ShouldNotBeNull();
        folder.Delete(recursive: true);
    }

    [Fact, Trait("Spec", "QU 11")]
    public async Task A_letter_service_gets_the_letter_by_sftp()
    {
        var folder = Directory.CreateTempSubdirectory("sftp");
        // The real client and the real server, on one machine: without the encryption between them.
        var ssh = Path.Combine(folder.FullName, "ssh");
        await File.WriteAllTextAsync(ssh, $"#!/bin/sh\ncd {folder.FullName}/home && exec /usr/lib/openssh/sftp-server\n");
        await Tools.Run("chmod", [], "u+x", ssh);
        await using var served = new World
        {
            Settings = { ["PARAPHE_LETTERS"] = $"sftp://garden@letters.example:2222/~/in?key=/none&ssh={Uri.EscapeDataString(ssh)}" },
        };
        var office = await served.Office();
        var id = await office.Draft();
        await (await office.Get($"/quotes/{id}/post")).Submit("#letter");
        // The service is away at first: the letter waits, and goes later.
        await office.Settle();
        (await office.Db(db => db.Jobs.SingleAsync(job => job.Kind == nameof(PrintLetter)))).LastError.ShouldContain("letters.example");
        (await office.Db(db => db.Deliveries.SingleAsync(row => row.QuoteId == id))).SentAt.ShouldBeNull();
        folder.CreateSubdirectory("home/in");
        await office.Db(db =>
            db.Jobs.Where(job => job.Kind == nameof(PrintLetter))
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(job => job.RunAt, new DateTime(2026, 1, 1)).SetProperty(job => job.LastError, "")
                )
        );
        await office.Settle();
        var file = Directory.GetFiles(folder.FullName, "*.pdf", SearchOption.AllDirectories).ShouldHaveSingleItem();
        Path.GetDirectoryName(file).ShouldBe(Path.Combine(folder.FullName, "home", "in", office.AccountId.ToString("N")));
        (await File.ReadAllBytesAsync(file))[..5].ShouldBe("%PDF-"u8.ToArray());
        (await office.Db(db => db.Deliveries.SingleAsync(row => row.QuoteId == id))).SentAt.ShouldNotBeNull();
        folder.Delete(recursive: true);
    }

    [Fact, Trait("Spec", "QU 11")]
    public async Task Layouts_differ_and_pictures_are_printed_where_they_are_wished()
    {
        var office = await world.Office();
        foreach (var layout in Enum.GetValues<DocumentLayout>())
        {
            var sample = await office.Browser.GetAsync($"/settings/documents?handler=Sample&layout={layout}");
            sample.StatusCode.ShouldBe(HttpStatusCode.OK, layout.ToString());
            (await sample.Content.ReadAsByteArrayAsync())[..5].ShouldBe("%PDF-"u8.ToArray());
        }
        var page = await (await office.Get("/settings/documents")).Submit("form.form", new() { ["Input.Layout"] = "Compact" });
        page.One("[value=Compact]").HasAttribute("checked").ShouldBeTrue();
    }

    [Theory, Trait("Spec", "QU 11")]
    [InlineData("#import \"quote.typ\": print as ours\n#let print(document) = { ours(document); [MA SIGNATURE] }", null)]
    [InlineData("#import \"@preview/cetz:0.3.0\"\n#let print(document) = [x]", "Packages")]
    [InlineData("#let print(document) = read(\"/../../../../../../../../etc/passwd\")", "")]
    [InlineData("#let print(document) = document.nothing", "nothing")]
    [InlineData("not a template", "")]
    public async Task An_own_template_is_tried_and_refused_with_the_reason(string source, string? why)
    {
        var office = await world.Office();
        var page = await office.Get("/settings/documents");
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in page.FieldsOf("form.form"))
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(source)), "Template", "own.typ");
        var answer = await office.Browser.PostAsync("/settings/documents", form);
        if (why is not null)
        {
            var html = await answer.Content.ReadAsStringAsync();
            html.ShouldContain("Template-error");
            html.ShouldContain(why);
            html.ShouldNotContain("root:");
            (await office.Account()).Settings.OwnTemplate.ShouldBeNull();
            return;
        }
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        var id = await office.Draft();
        var pdf = await office.Browser.GetByteArrayAsync($"/quotes/{id}/pdf");
        (await TextOf(pdf)).ShouldContain("MA SIGNATURE");
        // It breaks later: ours steps in.
        var broken = await world.Services.GetRequiredService<FileStore>().Put("#let print(document) = panic(\"no\")"u8.ToArray());
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeSettings(account.Settings with { OwnTemplate = broken.Hash });
            await db.SaveChangesAsync();
        });
        (await TextOf(await office.Browser.GetByteArrayAsync($"/quotes/{id}/pdf"))).ShouldContain("Claire Fontanel");
    }

    private static async Task<string> TextOf(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf);
        var (_, text) = await Tools.Run("pdftotext", [], file, "-");
        File.Delete(file);
        return text;
    }

    private sealed record Word(string Text, decimal Left, decimal Top, decimal Right, decimal Bottom);

    /// <summary>The words of the first page with their places in millimetres.</summary>
    private static async Task<List<Word>> Words(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf);
        var (code, html) = await Tools.Run("pdftotext", [], "-bbox", "-l", "1", file, "-");
        code.ShouldBe(0, html);
        File.Delete(file);
        decimal Millimetres(string points) => decimal.Parse(points, CultureInfo.InvariantCulture) * 25.4m / 72;
        return
        [
            .. WordBox()
                .Matches(html)
                .Select(match => new Word(
                    WebUtility.HtmlDecode(match.Groups["text"].Value),
                    Millimetres(match.Groups["x1"].Value),
                    Millimetres(match.Groups["y1"].Value),
                    Millimetres(match.Groups["x2"].Value),
                    Millimetres(match.Groups["y2"].Value)
                )),
        ];
    }

    [GeneratedRegex(
        """<word xMin="(?<x1>[\d.]+)" yMin="(?<y1>[\d.]+)" xMax="(?<x2>[\d.]+)" yMax="(?<y2>[\d.]+)">(?<text>[^<]*)</word>""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex WordBox();
}
