using Paraphe.Features;
using Paraphe.Features.Accounts;
using Paraphe.Features.SignIn;
using Paraphe.Platform;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

var builder = WebApplication.CreateBuilder(args);
var settings = Settings.From(builder.Configuration);
builder.WebHost.UseUrls(settings.Http).UseKestrel(kestrel => kestrel.AddServerHeader = false);
builder
    .Services.AddParapheData(builder.Configuration, settings, Reactions.React)
    .AddParapheSignIn()
    .AddParapheWeb()
    .AddRateLimits(builder.Configuration)
    .AddMembersDoor()
    .AddScoped<NewAccount>();

var app = builder.Build();
await DataSetup.Migrate(app.Services);
app.UseParapheWeb();
app.UseAuthentication();
app.UseAccountOfMember();
app.UseLanguages();
app.UseRateLimiter();
app.UseAuthorization();
app.MapRazorPages();
await app.RunAsync();

/// <summary>For the tests' WebApplicationFactory.</summary>
public partial class Program;
