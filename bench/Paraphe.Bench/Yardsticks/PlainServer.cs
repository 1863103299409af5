namespace Paraphe.Bench.Yardsticks;

/// <summary>The least that Kestrel can do: a plain text.</summary>
public static class PlainServer
{
    public static async Task Run(string addressSetting)
    {
        await using var app = Bare(addressSetting);
        app.MapGet("/", http => http.Response.WriteAsync("Hello"));
        await app.RunAsync();
    }

    internal static WebApplication Bare(string addressSetting)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Environment.GetEnvironmentVariable(addressSetting)!);
        return builder.Build();
    }
}
