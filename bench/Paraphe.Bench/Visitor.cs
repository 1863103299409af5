using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Paraphe.Bench;

/// <summary>A browser as far as measuring needs one: cookies, pages, forms. Redirects are answers.</summary>
public sealed class Visitor(Uri address) : IDisposable
{
    private readonly HttpClient http = new(
        new HttpClientHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }
    )
    {
        BaseAddress = address,
    };

    public async Task<string> Get(string path)
    {
        using var response = await http.GetAsync(path);
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsStringAsync()
            : throw new InvalidOperationException($"{path}: {(int)response.StatusCode}");
    }

    /// <summary>An answer that goes on.</summary>
    public Task<Stream> Open(string path) => http.GetStreamAsync(path);

    /// <returns>Where the answer points to, or what it complains of.</returns>
    public async Task<string> Post(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var response = await http.PostAsync(path, form);
        if ((int)response.StatusCode is 302 or 303)
            return response.Headers.Location!.ToString();
        var told = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        return $"{(int)response.StatusCode} {string.Join(' ', told.QuerySelectorAll(".error, h1").Select(one => one.TextContent.Trim()))}";
    }

    /// <summary>Sends a small form of the editor as its script does.</summary>
    /// <returns>The answer's parts.</returns>
    public async Task<string> Results(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("X-Results", "1");
        using var response = await http.SendAsync(request);
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsStringAsync()
            : throw new InvalidOperationException($"{path}: {(int)response.StatusCode}");
    }

    /// <summary>Sends a form with a file.</summary>
    /// <returns>Where the answer points to.</returns>
    public async Task<string> Send(string path, IEnumerable<KeyValuePair<string, string>> fields, string field, string name, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), field, name } };
        foreach (var (key, value) in fields.Where(one => one.Key != field))
            form.Add(new StringContent(value), key);
        using var response = await http.PostAsync(path, form);
        return response.Headers.Location?.ToString() ?? throw new InvalidOperationException($"{path}: {(int)response.StatusCode}");
    }

    /// <summary>The compressed body with its length, as a browser would fetch it.</summary>
    public async Task<(string Text, long Bytes)> Fetch(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
        using var response = (await http.SendAsync(request)).EnsureSuccessStatusCode();
        var bytes = await response.Content.ReadAsByteArrayAsync();
        if (!response.Content.Headers.ContentEncoding.Contains("br"))
            return (System.Text.Encoding.UTF8.GetString(bytes), bytes.Length);
        await using var plain = new System.IO.Compression.BrotliStream(
            new MemoryStream(bytes),
            System.IO.Compression.CompressionMode.Decompress
        );
        using var reader = new StreamReader(plain);
        return (await reader.ReadToEndAsync(), bytes.Length);
    }

    public async Task SignIn()
    {
        var fields = Fields(await Get("/sign-in"), "form.stack");
        (fields["Input.Email"], fields["Input.Password"]) = (Place.Email, Place.Password);
        if (await Post("/sign-in", fields) is "" or "/sign-in")
            throw new InvalidOperationException("The sign-in was refused");
    }

    /// <summary>What a form sends as it stands: without ticking or typing.</summary>
    public static Dictionary<string, string> Fields(string html, string form)
    {
        using var page = new HtmlParser().ParseDocument(html);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in page.QuerySelector(form)!.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>())
            if (input.Type is not ("checkbox" or "radio") || input.IsChecked)
                fields[input.Name!] = input.Value;
        return fields;
    }

    /// <summary>The same with what its lists say, each as often as it stands there.</summary>
    public static List<KeyValuePair<string, string>> All(string html, string form)
    {
        using var page = new HtmlParser().ParseDocument(html);
        return
        [
            .. Fields(html, form),
            .. page.QuerySelector(form)!
                .QuerySelectorAll("select[name]")
                .OfType<IHtmlSelectElement>()
                .Select(list => KeyValuePair.Create(list.Name!, list.Value ?? "")),
        ];
    }

    public void Dispose() => http.Dispose();
}
