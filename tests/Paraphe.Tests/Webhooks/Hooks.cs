using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Paraphe.Domain.Webhooks;
using Paraphe.Features.Api;
using Paraphe.Tests.Pdf;

namespace Paraphe.Tests.Webhooks;

/// <summary>Setting up addresses as Owner and program do it, and checking messages as a receiver does.</summary>
internal static class Hooks
{
    /// <summary>Adds an address by the page.</summary>
    /// <returns>Its identifier and its secret as it is shown.</returns>
    public static async Task<(Guid Id, string Secret)> Hook(this Office office, Receiver receiver, params string[] events)
    {
        var page = await (await office.Get("/settings/webhooks/new")).Submit(
            "#webhook",
            new() { ["Input.Url"] = receiver.Url, ["Input.Events"] = events.Length > 0 ? events : WebhookEvents.All }
        );
        page.Has(".error").ShouldBeFalse(page.Text);
        var id = page.One("#secret ~ p a").GetAttribute("href")!.Split('/')[^1];
        return (Guid.Parse(id), page.TextOf("#secret code"));
    }

    public static Task<Webhook> Webhook(this Office office, Guid id) =>
        office.Db(db => db.Webhooks.AsNoTracking().SingleAsync(row => row.Id == id));

    public static Task<List<WebhookDelivery>> Messages(this Office office, Guid id) =>
        office.Db(db => db.WebhookDeliveries.AsNoTracking().Where(row => row.WebhookId == id).OrderBy(row => row.Id).ToListAsync());

    public static Task SendTest(this Office office, Guid id) => office.Press(id, "form[action*=Test]");

    public static async Task<Page> Press(this Office office, Guid id, string form, string query = "") =>
        await (await office.Get($"/settings/webhooks/{id}{query}")).Submit(form);

    public static async Task AddCustomer(this Office office, string name) =>
        await office.Db(async db =>
        {
            db.Customers.Add(new(db.NewId(), db.AccountId, new() { Name = name }, prospect: true, db.Now));
            await db.SaveChangesAsync();
        });

    public static async Task<HttpClient> Program(this Office office, params string[] scopes)
    {
        var key = await office.Db(async db =>
        {
            var made = db.AddKey(office.Member.Id, "test", scopes.Length > 0 ? scopes : Scopes.All);
            await db.SaveChangesAsync();
            return made;
        });
        var client = office.World.Visitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public static async Task<JsonNode> Send(
        this HttpClient api,
        HttpMethod method,
        string url,
        string? body,
        HttpStatusCode status = HttpStatusCode.OK
    )
    {
        using var request = new HttpRequestMessage(method, url);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await api.SendAsync(request);
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
        return status == HttpStatusCode.NoContent ? new JsonObject() : (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>Runs what docs/api.md tells receivers to do, as it stands there, over several messages.</summary>
    /// <param name="now">The receiver's time.</param>
    public static async Task<bool[]> Believes(DateTimeOffset now, params (string Secret, Heard Message)[] messages)
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Tools.Repository, "docs", "api.md"));
        var code = guide.Split("```js\n")[1].Split("```")[0];
        var asked = JsonSerializer.Serialize(messages.Select(one => new object[] { one.Secret, one.Message.Headers, one.Message.Body }));
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.mjs");
        await File.WriteAllTextAsync(
            file,
            $"{code}\nDate.now = () => {now.ToUnixTimeMilliseconds()};\n"
                + $"console.log(JSON.stringify({asked}.map(([secret, headers, body]) => isFromParaphe(secret, headers, body))));\n"
        );
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", [file]) { RedirectStandardOutput = true })!;
            var said = await node.StandardOutput.ReadToEndAsync();
            await node.WaitForExitAsync();
            return JsonSerializer.Deserialize<bool[]>(said)!;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
