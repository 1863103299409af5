using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Paraphe.Platform.Web;

/// <summary>
/// Whose word about a visitor's address is taken. Signing evidence and rate limits follow that address, so nobody but the proxies that
/// PARAPHE_PROXIES names is believed: without it the headers are ignored.
/// </summary>
public static class Proxies
{
    public static void UseProxies(this IApplicationBuilder app, Settings settings)
    {
        if (settings.Proxies.Length == 0)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // As many as there are trusted ones in a row; the first that is not trusted is the visitor.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var text in settings.Proxies.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (IPAddress.TryParse(text, out var address))
                options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(text, out var network))
                options.KnownIPNetworks.Add(network);
            else
                throw new InvalidOperationException(
                    $"PARAPHE_PROXIES: {text} is no address and no network, such as 10.0.0.5 or 10.0.0.0/8"
                );
        app.UseForwardedHeaders(options);
    }
}
