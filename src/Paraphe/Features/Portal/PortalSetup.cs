using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Documents;
using Paraphe.Features.Enclosures;
using Paraphe.Features.Mail;
using Paraphe.Features.Phrases;
using Paraphe.Features.Sending;
using Paraphe.Features.Signing;
using Paraphe.Features.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Portal;

/// <summary>The customer's side and what follows from it: links, mail out, PDFs, signing.</summary>
public static class PortalSetup
{
    public static IServiceCollection AddParaphePortal(this IServiceCollection services) =>
        services
            .AddSingleton<FormKeys>()
            .AddSingleton<Guesses>()
            .AddSingleton<PortalMemory>()
            .AddSingleton<LinkRows>()
            .AddSingleton<PortalPages>()
            .AddSingleton(_ => new RenderSettings())
            .AddSingleton<RenderWorker>()
            .AddSingleton<SafePictures>()
            .AddSingleton<VirusScan>()
            .AddScoped<Intake>()
            .AddScoped<Uploads>()
            .AddScoped<SavedTextChoices>()
            .AddSingleton<MailRoutes>()
            .AddSingleton<SealKeys>()
            .AddScoped<PortalLinks>()
            .AddScoped<MailPixels>()
            .AddScoped<OpenedLinks>()
            .AddScoped<Questions>()
            .AddScoped<Homes>()
            .AddScoped<PrintedQuotes>()
            .AddScoped<Post>()
            .AddScoped<QuoteParties>()
            .AddScoped<Winning>()
            .AddScoped<QuoteSending>()
            .AddScoped<AddedFiles>()
            .AddScoped<OneTimeCodes>()
            .AddScoped<EvidenceBundle>()
            .AddScoped<Revising>()
            .AddHttpClient();

    /// <summary>Headers of everything behind a link, and its page from memory; before authentication, which links do not need.</summary>
    public static void UsePortal(this WebApplication app)
    {
        var pages = app.Services.GetRequiredService<PortalPages>();
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/q", StringComparison.Ordinal),
            links => links.Use(next => http => pages.Answer(http, next))
        );
    }

    public static void MapPortal(this WebApplication app)
    {
        // Nothing here is for search engines but the public form for requests.
        app.MapGet("/robots.txt", () => Results.Text("User-agent: *\nAllow: /r/\nDisallow: /\n")).AllowAnonymous();
        app.MapGet("/m/{token}.gif", MailPixels.Get).AllowAnonymous().RequireRateLimiting(RateLimits.Portal);
        var links = app.MapGroup("/q/{token}").AllowAnonymous().RequireRateLimiting(RateLimits.Portal);
        links.MapGet("/seen.gif", SeenEndpoint.Get);
        links.MapGet("/quote.pdf", PortalFiles.Quote);
        links.MapGet("/signed.pdf", PortalFiles.Signed);
        links.MapGet("/time.ics", PortalFiles.Calendar);
        links.MapGet("/pictures/{hash}", PortalFiles.Picture);
        links.MapPost("/language", Language).DisableAntiforgery();
    }

    private static async Task<IResult> Language(string token, HttpContext http, PortalLinks links, FormKeys keys, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var language = form["language"].ToString();
        if (
            await links.Find(token, stop) is not { } delivery
            || !keys.IsGood(form["k"], delivery.Id, "language")
            || Languages.All.All(known => known.Code != language)
        )
            return Results.NotFound();
        http.Response.Cookies.Append(
            Languages.Cookie,
            language,
            new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
            }
        );
        return Results.Redirect($"/q/{token}");
    }
}
