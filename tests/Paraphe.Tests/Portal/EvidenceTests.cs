using System.IO.Compression;
using System.Net;
using System.Text;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Events;
using Paraphe.Features.Verify;
using Paraphe.Platform.Pdf.Sealing;

namespace Paraphe.Tests.Portal;

/// <summary>The evidence bundle: one ZIP that proves a signed quote, and is found out when something in it was changed (PO 4).</summary>
public sealed class EvidenceTests(World world)
{
    [Fact, Trait("Spec", "PO 4")]
    public async Task The_quotes_page_offers_everything_that_proves_the_signature_in_one_file()
    {
        var office = await world.Office();
        var (id, link) = await Signed(office);
        var page = await office.Get($"/quotes/{id}");
        page.Has("a[href$='/evidence.zip']").ShouldBeTrue();
        var zip = await office.Browser.GetByteArrayAsync($"/quotes/{id}/evidence.zip");
        var files = Files(zip);
        files
            .Keys.Where(name => !name.StartsWith("mails/", StringComparison.Ordinal))
            .ShouldBe(
                [
                    files.Keys.Single(name => name.EndsWith("-signed.pdf", StringComparison.Ordinal)),
                    "revision.json",
                    "events.json",
                    "verify.html",
                    "README.txt",
                    "SHA256SUMS",
                ],
                ignoreOrder: true
            );
        files
            .Single(file => file.Key.EndsWith(".pdf", StringComparison.Ordinal))
            .Value.ShouldBe(await world.Visitor().GetByteArrayAsync(link + "/signed.pdf"));

        // The quote, the copies to both sides: their headers with what became of them, without anybody's link.
        var mails = files
            .Where(file => file.Key.StartsWith("mails/", StringComparison.Ordinal))
            .Select(file => Encoding.UTF8.GetString(file.Value))
            .ToList();
        mails.Count.ShouldBeGreaterThanOrEqualTo(3);
        mails.ShouldAllBe(mail => mail.Contains("Message-ID: <") && mail.Contains("# state Outbox") && mail.Contains("Subject: "));
        var token = link["/q/".Length..];
        files
            .Where(file => !file.Key.EndsWith(".pdf", StringComparison.Ordinal))
            .ShouldAllBe(file => !Encoding.UTF8.GetString(file.Value).Contains(token));

        var proof = Proof.Of(zip);
        proof.Intact.ShouldBeTrue(string.Join('\n', proof.Lines()));
        // What happened after the seal, such as the copies, goes on from what is inside it.
        proof.Bundle!.Chain!.Count.ShouldBeGreaterThan(proof.Pdf.Chain!.Count);
        var head = (await office.Quote(id)).EventHead;
        EventChain.VerifyJson(files["events.json"], head).Intact.ShouldBeTrue();
    }

    [Fact, Trait("Spec", "PO 4")]
    public async Task One_byte_changed_anywhere_in_the_bundle_is_told_by_name()
    {
        var office = await world.Office();
        var (id, _) = await Signed(office);
        var zip = await office.Browser.GetByteArrayAsync($"/quotes/{id}/evidence.zip");
        foreach (
            var name in Files(zip)
                .Keys.Where(name =>
                    !name.StartsWith("mails/00", StringComparison.Ordinal) || name.EndsWith("1.txt", StringComparison.Ordinal)
                )
        )
        {
            var files = Files(zip);
            files[name] = [.. files[name]];
            files[name][files[name].Length / 2] ^= 1;
            var proof = Proof.Of(Zip(files));
            proof.Intact.ShouldBeFalse(name);
            if (name != Bundle.SumsName)
                proof.Bundle!.Changed.ShouldBe([name]);
        }

        // Who changes the list as well is caught by the seal and by the chain.
        var forged = Files(zip);
        forged["revision.json"] = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(forged["revision.json"]).Replace("640", "64", StringComparison.Ordinal)
        );
        Sums(forged);
        var told = Proof.Of(Zip(forged));
        (told.Intact, told.Bundle!.Changed.Count, told.Bundle.RevisionIsSame).ShouldBe((false, 0, false));
        forged = Files(zip);
        forged["events.json"] = EventChain.Export([]);
        Sums(forged);
        (Proof.Of(Zip(forged)).Intact, Proof.Of(Zip(forged)).Bundle!.EventsGoOn).ShouldBe((false, false));
    }

    /// <summary>Also in the ZIP's own bookkeeping, which no hash of a file covers; by the program, and by the page that needs no server.</summary>
    [Fact, Trait("Spec", "PO 4"), Trait("Database", "Either")]
    public async Task No_byte_of_the_bundle_can_be_flipped_unnoticed()
    {
        var office = await world.Office();
        var (id, _) = await Signed(office);
        var zip = await office.Browser.GetByteArrayAsync($"/quotes/{id}/evidence.zip");
        Proof.Of(zip).Bundle!.IsWhole.ShouldBe(true);
        // The first file's head, the directory and the end byte by byte, and what lies between here and there.
        var places = Enumerable
            .Range(0, 60)
            .Concat(Enumerable.Range(1, 60).Select(part => (int)((long)zip.Length * part / 61)))
            .Concat(Enumerable.Range(zip.Length - 190, 190))
            .ToList();
        byte[] Flipped(int place)
        {
            byte[] changed = [.. zip];
            changed[place] ^= 1;
            return changed;
        }
        places.Where(place => Proof.Of(Flipped(place)).Intact).ShouldBeEmpty();

        // Files packed anew by somebody are judged by what is in them.
        var anew = Zip(Files(zip));
        (Proof.Of(anew).Intact, Proof.Of(anew).Bundle!.IsWhole).ShouldBe((true, null));
        var found = await Pdf.OfflinePageTests.Check([zip, anew, .. places.Select(Flipped)]);
        found.ShouldBe(["true -", "true -", .. places.Select(_ => "false")]);
    }

    [Fact, Trait("Spec", "PO 4")]
    public async Task The_verification_page_reads_a_bundle_and_hands_out_the_page_that_needs_no_server()
    {
        var office = await world.Office();
        var (id, _) = await Signed(office);
        var zip = await office.Browser.GetByteArrayAsync($"/quotes/{id}/evidence.zip");
        (await Shown(zip)).ShouldContain("Intact");
        var files = Files(zip);
        files["events.json"][^20] ^= 1;
        (await Shown(Zip(files))).ShouldContain("events.json");
        (await Shown(zip[..(zip.Length / 2)])).ShouldContain("No seal found");

        var page = await world.Visitor().GetAsync("/verify/page");
        page.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        var html = await page.Content.ReadAsStringAsync();
        // Complete in itself: nothing is fetched from anywhere.
        html.ShouldNotContain("src=");
        html.ShouldNotContain("http:");
        html.ShouldNotContain("https:");
        html.ShouldNotContain("/* check */");
        foreach (var title in new[] { "Check the evidence", "Vérifier les preuves", "Nachweise prüfen" })
            html.ShouldContain(title);
    }

    [Fact, Trait("Spec", "PO 4")]
    public async Task Before_the_signature_there_is_no_bundle_and_another_account_never_gets_one()
    {
        var office = await world.Office();
        var open = await office.Draft();
        await office.Send(open);
        (await office.Browser.GetAsync($"/quotes/{open}/evidence.zip")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var (id, _) = await Signed(office);
        (await (await world.Office()).Browser.GetAsync($"/quotes/{id}/evidence.zip")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await office.With(Role.Viewer)).Browser.GetAsync($"/quotes/{id}/evidence.zip")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact, Trait("Spec", "PO 1")]
    public async Task Search_engines_are_kept_away_and_no_third_party_hears_of_a_link()
    {
        var office = await world.Office();
        var visitor = world.Visitor();
        (await visitor.GetStringAsync("/robots.txt")).ShouldContain("Disallow: /");
        var page = await Page.Get(visitor, await office.SentGarden());
        page.Response.Headers.GetValues("X-Robots-Tag").Single().ShouldContain("noindex");
        page.One("meta[name=description]").GetAttribute("content")!.ShouldStartWith("Devis ");
        page.Response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        var policy = page.Response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldNotContain("unsafe");
        policy.ShouldNotContain("http");
        page.All("script, link, img, iframe, form, source")
            .SelectMany(part => new[] { "src", "href", "action", "srcset" }.Select(part.GetAttribute))
            .OfType<string>()
            .ShouldAllBe(address => address.StartsWith('/') || address.StartsWith('#') || address.StartsWith("data:"));
    }

    private async Task<(Guid Id, string Link)> Signed(Office office)
    {
        var id = await office.Draft();
        var link = await office.Send(id);
        await (await Page.Get(world.Visitor(), link + "/sign")).Submit("form.sheet", RoadTests.Signed());
        await office.Settle();
        return (id, link);
    }

    private async Task<string> Shown(byte[] bundle)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bundle), "pdf", "evidence.zip" } };
        var answer = await world.Visitor().PostAsync("/verify", form);
        answer.EnsureSuccessStatusCode();
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static Dictionary<string, byte[]> Files(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(entry => entry.FullName, Read, StringComparer.Ordinal);
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Zip(Dictionary<string, byte[]> files)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        return output.ToArray();
    }

    private static void Sums(Dictionary<string, byte[]> files) =>
        files[Bundle.SumsName] = Encoding.UTF8.GetBytes(
            string.Concat(
                files
                    .Where(file => file.Key != Bundle.SumsName)
                    .Select(file => $"{Domain.Json.CanonicalJson.Sha256Hex(file.Value)}  {file.Key}\n")
            )
        );
}
