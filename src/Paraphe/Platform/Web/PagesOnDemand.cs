using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing.Matching;

namespace Paraphe.Platform.Web;

/// <summary>
/// Puts a page together when it is first asked for: all of them at the start would be a third of it. What stands on a page (who may see it, how
/// often it may be posted) is known once its address was matched, before anything else looks at it.
/// </summary>
internal sealed class PagesOnDemand(PageLoader loader) : MatcherPolicy, IEndpointSelectorPolicy
{
    /// <summary>Before every policy that looks at what stands on a page.</summary>
    public override int Order => int.MinValue + 100;

    public static void Add(IServiceCollection services)
    {
        services.Remove(services.Single(service => service.ImplementationType == typeof(CompiledPageActionDescriptorProvider)));
        services.AddSingleton<IActionDescriptorProvider, PageActionDescriptorProvider>();
        services.AddSingleton<MatcherPolicy, PagesOnDemand>();
    }

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null);

    public async Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var at = 0; at < candidates.Count; at++)
            if (candidates.IsValidCandidate(at) && candidates[at].Endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var whole = await loader.LoadAsync(page, candidates[at].Endpoint.Metadata);
                candidates.ReplaceEndpoint(at, whole.Endpoint, candidates[at].Values);
            }
    }
}
