using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Paraphe.Tests.Webhooks;

/// <summary>What a receiver was told.</summary>
internal sealed record Heard(IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Id => Headers["webhook-id"];

    public string[] Signatures => Headers["webhook-signature"].Split(' ');

    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Type => (string)Json["type"]!;
}

/// <summary>Another program with an address, on this machine.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<Heard> All { get; } = [];

    /// <summary>How it answers; 204 when it says nothing.</summary>
    public Func<HttpContext, Task>? Answer { get; set; }

    public string Url { get; private set; } = "";

    public int Port => new Uri(Url).Port;

    public static async Task<Receiver> Start(Func<HttpContext, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = new Receiver(builder.Build()) { Answer = answer };
        receiver.app.MapPost("/{*any}", receiver.Hear);
        await receiver.app.StartAsync();
        receiver.Url =
            receiver.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook";
        return receiver;
    }

    private async Task Hear(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        All.Enqueue(
            new Heard(
                http.Request.Headers.ToDictionary(
                    header => header.Key.ToLowerInvariant(),
                    header => header.Value.ToString(),
                    StringComparer.Ordinal
                ),
                body
            )
        );
        http.Response.StatusCode = 204;
        if (Answer is not null)
            await Answer(http);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
