using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Json;
using Paraphe.Features.Webhooks;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>REST under /api/v1 over the same domain methods as the pages; described by /openapi/v1.json.</summary>
public static class ApiSetup
{
    private const string Policy = "api";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeySignIn>(KeySignIn.SchemeName, null);
        services
            .AddAuthorizationBuilder()
            .AddPolicy(Policy, new AuthorizationPolicyBuilder(KeySignIn.SchemeName).RequireAuthenticatedUser().Build());
        services.Configure<JsonOptions>(json => ApiJson.Apply(json.SerializerOptions));
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.ShouldInclude = operation => operation.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
                options.AddDocumentTransformer(Describe);
            }
        );
        return services;
    }

    public static void MapApi(this WebApplication app)
    {
        app.Use(TellProblem);
        var api = app.MapGroup("/api/v1").RequireAuthorization(Policy).RequireRateLimiting(RateLimits.Api);
        api.AddEndpointFilter<Guard>();
        api.AddEndpointFilter<Once>();
        AccountApi.Map(api);
        CustomersApi.Map(api);
        QuotesApi.Map(api);
        SendApi.Map(api);
        RequestsApi.Map(api);
        WorkOrdersApi.Map(api);
        WebhooksApi.Map(api);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }

    // What the framework refused by itself (an address, a query that is no number) says nothing: here it says what a program can read.
    private static async Task TellProblem(HttpContext http, RequestDelegate next)
    {
        await next(http);
        var answer = http.Response;
        if (
            http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && answer is { HasStarted: false, StatusCode: 400 or 404 or 405 or 415 }
        )
            await Problem
                .Of(answer.StatusCode, Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(answer.StatusCode), "")
                .ExecuteAsync(http);
    }

    private static Task Describe(
        Microsoft.OpenApi.OpenApiDocument document,
        Microsoft.AspNetCore.OpenApi.OpenApiDocumentTransformerContext context,
        CancellationToken stop
    )
    {
        document.Info.Title = "Paraphe";
        document.Info.Version = "1";
        document.Info.Description =
            "Keys are made under Profile → API keys and sent as a bearer token. Errors are problems of RFC 9457. A POST with an "
            + "Idempotency-Key is done once. Lists are paged by the Link header.";
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, Microsoft.OpenApi.IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes["key"] = new Microsoft.OpenApi.OpenApiSecurityScheme
        {
            Type = Microsoft.OpenApi.SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "pk_…",
        };
        document.Security = [new() { [new Microsoft.OpenApi.OpenApiSecuritySchemeReference("key", document)] = [] }];
        return Task.CompletedTask;
    }
}
