using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.WebUtilities;
using Paraphe.Features.Api.Describing;
using Paraphe.Features.Webhooks;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>REST under /api/v1 over the same domain methods as the pages; described by /openapi/v1.json and, for people, by /api.</summary>
public static class ApiSetup
{
    private const string Policy = "api";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeySignIn>(KeySignIn.SchemeName, null);
        services
            .AddAuthorizationBuilder()
            .AddPolicy(Policy, new AuthorizationPolicyBuilder(KeySignIn.SchemeName).RequireAuthenticatedUser().Build());
        services.AddSingleton<KeyLimits>();
        services.AddScoped<ApiFiles>();
        services.AddScoped<Pen>();
        services.Configure<JsonOptions>(json => ApiJson.Apply(json.SerializerOptions));
        services.AddDescription();
        services.AddSingleton<Reference>();
        return services;
    }

    /// <summary>Before authentication: what the framework does by itself under /api is told as a problem, never as a page.</summary>
    public static void UseApi(this WebApplication app) =>
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal),
            api => api.Use(next => http => TellProblem(http, next, app.Logger))
        );

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization(Policy).RequireRateLimiting(RateLimits.Api);
        api.AddEndpointFilter<Guard>();
        api.AddEndpointFilter<Once>();
        AccountApi.Map(api);
        MembersApi.Map(api);
        CustomersApi.Map(api);
        ContactsApi.Map(api);
        PropertiesApi.Map(api);
        CatalogueApi.Map(api);
        PriceListsApi.Map(api);
        RequestsApi.Map(api);
        QuotesApi.Map(api);
        QuoteLinesApi.Map(api);
        SendApi.Map(api);
        QuoteActsApi.Map(api);
        RevisionsApi.Map(api);
        EnclosuresApi.Map(api);
        ChangeRequestsApi.Map(api);
        FilesApi.Map(api);
        WorkOrdersApi.Map(api);
        ContractsApi.Map(api);
        InvoicesApi.Map(api);
        InvoiceActsApi.Map(api);
        CampaignsApi.Map(api);
        WebhooksApi.Map(api);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }

    private static async Task TellProblem(HttpContext http, RequestDelegate next, ILogger log)
    {
        // An address of no operation must not lead to the sign-in page.
        if (http.GetEndpoint()?.Metadata.GetMetadata<NeedsScope>() is null)
        {
            var status = http.GetEndpoint()?.DisplayName?.StartsWith("405", StringComparison.Ordinal) == true ? 405 : 404;
            await Problem.Of(status, ReasonPhrases.GetReasonPhrase(status), "There is no such operation.").ExecuteAsync(http);
            return;
        }
        AddressFlaws.Spell(http);
        try
        {
            await next(http);
        }
        catch (Exception wrong) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            // A mistake of ours; programs cannot read the page that people are shown.
            log.LogError(wrong, "The API failed at {Path}", http.Request.Path);
            await Problem
                .Of(500, "Internal server error", $"Something went wrong on our side. The log has it under {http.TraceIdentifier}.")
                .ExecuteAsync(http);
            return;
        }
        // What the framework could not read (a query that is no number) it refuses without a word.
        if (http.Response is { HasStarted: false, StatusCode: 400 })
            await AddressFlaws.Unreadable(http).ExecuteAsync(http);
        else if (http.Response is { HasStarted: false, StatusCode: 429 })
            await Problem.Of(429, "Too many requests", "Too many requests from this address.").ExecuteAsync(http);
    }
}
