using Paraphe.Features;
using Paraphe.Features.Api;
using Paraphe.Features.Commands;
using Paraphe.Features.Portal;
using Paraphe.Platform;
using Paraphe.Platform.Data;
using Paraphe.Platform.Telemetry;
using Paraphe.Platform.Web;

// Without IIS, QUIC and the like; settings come from the environment, so no file is watched.
var builder = WebApplication.CreateSlimBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
var settings = Settings.From(builder.Configuration);
if (settings.Faults() is [_, ..] faults)
{
    await Console.Error.WriteLineAsync(string.Join('\n', faults));
    return 2;
}
builder.WebHost.UseUrls(settings.Http).UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder
    .Services.AddParapheData(builder.Configuration, settings, Reactions.React)
    .AddParapheSignIn()
    .AddParapheWeb()
    .AddRateLimits(builder.Configuration)
    .AddFeatures();
builder.AddParapheTelemetry().Quiet(args);

var app = builder.Build();
if (await Commands.Run(args, app.Services, Console.Out, Console.Error) is { } exit)
    return exit;

// Beside what follows: both take a good part of the start.
var data = Task.Run(() => FirstPage.Prepare(app.Services));
app.UseProxies(settings);
app.UseParapheWeb();
app.UsePortal();
app.UseApi();
app.UseAuthentication();
app.UseAccountOfMember();
app.UseLanguages();
app.UseRateLimiter();
app.UseAuthorization();
app.MapHealth();
app.MapFeatures();
if (!await data)
    return 3;
await app.RunAsync();
return 0;

/// <summary>For the tests' WebApplicationFactory.</summary>
public partial class Program;
