using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Web;

namespace Paraphe.Tests.Data;

/// <summary>One way into the application: an address with a method and, on a page, its handler.</summary>
public sealed partial record Way(string Pattern, string Method, string? Handler, RouteEndpoint Endpoint, CompiledPageActionDescriptor? Page)
{
    /// <summary>What stands in an address beside identifiers and tokens, with a value that is understood.</summary>
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["act"] = "Expired",
        ["code"] = "404",
        ["handler"] = "",
        ["language"] = "fr",
        ["name"] = "office.css",
    };

    /// <summary>Names of the holes of the address that are filled with identifiers, hashes or tokens.</summary>
    public IReadOnlyList<string> Ids =>
        [.. Endpoint.RoutePattern.Parameters.Select(hole => hole.Name).Where(name => !Words.ContainsKey(name))];

    public bool IsGuid(string hole) => Pattern.Contains($"{{{hole}:guid}}", StringComparison.Ordinal);

    public bool IsPublic =>
        Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || Page?.EndpointMetadata?.OfType<IAllowAnonymous>().Any() == true;

    public bool IsPortal => Pattern.StartsWith("/q/", StringComparison.Ordinal) || Pattern.StartsWith("/portal", StringComparison.Ordinal);

    /// <summary>For programs with a key; a session means nothing there.</summary>
    public bool IsApi => Pattern.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>The handler's method, and the attributes of its class, for what it demands.</summary>
    public MethodInfo? Act =>
        Page
            ?.HandlerMethods.FirstOrDefault(act =>
                string.Equals(act.HttpMethod, Method, StringComparison.OrdinalIgnoreCase) && act.Name == Handler
            )
            ?.MethodInfo;

    /// <summary>What a member must be allowed to do.</summary>
    public IEnumerable<Permission> Needs() =>
        new[] { Page?.HandlerTypeInfo.GetCustomAttribute<NeedsAttribute>(), Act?.GetCustomAttribute<NeedsAttribute>() }
            .OfType<NeedsAttribute>()
            .Select(needs => needs.Permission);

    /// <param name="fill">Gives the value of an identifier's hole.</param>
    public string Url(Func<string, string> fill) =>
        Hole()
            .Replace(
                Pattern,
                hole => Uri.EscapeDataString(Words.GetValueOrDefault(hole.Groups["name"].Value) ?? fill(hole.Groups["name"].Value))
            ) + (Handler is null ? "" : $"?handler={Handler}");

    public override string ToString() => $"{Method} {Pattern}{(Handler is null ? "" : $" {Handler}")}";

    /// <summary>Every one there is.</summary>
    public static async Task<IReadOnlyList<Way>> All(World world)
    {
        var pages = world.Services.GetRequiredService<PageLoader>();
        var ways = new List<Way>();
        foreach (var endpoint in world.Services.GetServices<EndpointDataSource>().SelectMany(all => all.Endpoints).OfType<RouteEndpoint>())
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await pages.LoadAsync(page, endpoint.Metadata);
                ways.AddRange(
                    compiled.HandlerMethods.Select(act => new Way(pattern, act.HttpMethod.ToUpperInvariant(), act.Name, endpoint, compiled))
                );
            }
            else
                foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                    ways.Add(new Way(pattern, method, null, endpoint, null));
        }
        return [.. ways.DistinctBy(way => way.ToString()).OrderBy(way => way.ToString(), StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"\{\*{0,2}(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();
}
