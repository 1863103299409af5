using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Paraphe.Tests.Pdf;

namespace Paraphe.Tests.Enclosures;

/// <summary>Files of all kinds, and the two ways to bring them: a form, or in parts as the script does.</summary>
internal static class Parcel
{
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n");

    public static readonly byte[] Mp4 = [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0, .. "isommp42"u8, .. new byte[4_000]];

    /// <summary>A photo on its side, with the place where it was taken.</summary>
    public static async Task<byte[]> Photo(int width = 900, int height = 600)
    {
        var make =
            $"sharp({{create:{{width:{width},height:{height},channels:3,background:'#2f6b4f'}}}}).withExif({{IFD0:{{Copyright:'SECRET-PLACE'}},IFD3:{{GPSLatitude:'45/1 54/1 0/1'}}}}).withMetadata({{orientation:6}}).jpeg()";
        var script =
            $"const sharp=require('{Tools.Repository}/node_modules/sharp');{make}.toBuffer().then(b=>console.log(b.toString('base64')))";
        var (code, output) = await Tools.Run("node", [], "-e", script);
        code.ShouldBe(0, output);
        return Convert.FromBase64String(output.Trim());
    }

    public static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in entries)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(bytes);
            }
        return memory.ToArray();
    }

    public static byte[] Docx(params (string Name, byte[] Bytes)[] more) =>
        Zip([("[Content_Types].xml", "<Types/>"u8.ToArray()), ("word/document.xml", "<w/>"u8.ToArray()), .. more]);

    public static async Task<Page> Upload(this Office office, Guid quote, string tab, params (string Name, byte[] Bytes)[] files)
    {
        var page = await office.Get($"/quotes/{quote}/documents?tab={tab}");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.One("#upload input[name=_token]").GetAttribute("value")!), "_token" },
        };
        foreach (var (name, bytes) in files)
            form.Add(new ByteArrayContent(bytes), "files", name);
        var answer = await office.Browser.PostAsync($"/quotes/{quote}/documents?handler=Upload&tab={tab}", form);
        if (answer.StatusCode is HttpStatusCode.Redirect)
            return await office.Get(answer.Headers.Location!.ToString());
        var html = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        return await Page.Of(office.Browser, answer, html);
    }

    public static async Task<(HttpStatusCode Status, string Text)> Ask(
        this Office office,
        Guid quote,
        string tab,
        string query,
        byte[]? body = null
    )
    {
        var page = await office.Get($"/quotes/{quote}/documents?tab={tab}");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/quotes/{quote}/documents?tab={tab}&{query}");
        request.Headers.Add("X-CSRF-TOKEN", page.Document.Body!.GetAttribute("data-token")!);
        request.Content = new ByteArrayContent(body ?? []);
        if (body is not null)
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var answer = await office.Browser.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static (Guid Id, long Offset) Told(string json)
    {
        var told = JsonElement.Parse(json);
        return (told.GetProperty("id").GetGuid(), told.GetProperty("offset").GetInt64());
    }
}
