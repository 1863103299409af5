using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Paraphe.Features.Api;

namespace Paraphe.Tests.Api;

/// <summary>A program with a key, as tests write one.</summary>
internal static class ApiProgram
{
    public const string Claire =
        """{"kind":"person","name":"Claire Fontanel","email":"claire@fontanel.example","address":{"line1":"12 allée des Tilleuls","postalCode":"74000","city":"Annecy","country":"FR"}}""";

    public static string Terrace(string customer) =>
        $$"""{"customerId":"{{customer}}","title":"Terrasse","lines":[{"name":"Terrasse","quantity":10,"unit":"m²","unitPrice":"110.00"},{"name":"Olivier","unitPrice":640,"optional":true}]}""";

    /// <param name="scopes">All, when none is named.</param>
    public static async Task<HttpClient> Program(this Office office, params string[] scopes) => office.World.With(await office.Key(scopes));

    public static Task<string> Key(this Office office, params string[] scopes) =>
        office.Db(async db =>
        {
            var made = db.AddKey(office.Member.Id, "test", scopes.Length > 0 ? scopes : Scopes.All);
            await db.SaveChangesAsync();
            return made;
        });

    public static HttpClient With(this World world, string key)
    {
        var client = world.Visitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    public static async Task<JsonNode> Json(this HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonNode>())!;

    public static async Task<JsonNode> Look(this HttpClient api, string url)
    {
        var answer = await api.GetAsync(url);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    public static async Task<JsonNode> Post(this HttpClient api, string url, string body, HttpStatusCode status = HttpStatusCode.Created)
    {
        var answer = await api.PostAsync(url, Body(body));
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    public static Task<HttpResponseMessage> Send(this HttpClient api, string method, string url, string body, EntityTagHeaderValue? tag)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), url) { Content = Body(body) };
        if (tag is not null)
            request.Headers.IfMatch.Add(tag);
        return api.SendAsync(request);
    }

    public static async Task<JsonNode> ShouldBeProblem(this Task<HttpResponseMessage> asked, HttpStatusCode status)
    {
        var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", text);
        return JsonNode.Parse(text)!;
    }
}
