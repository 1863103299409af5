using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace Paraphe.Platform.Web;

/// <summary>What every page stands on: Razor Pages under Features, texts, languages, assets, headers, error pages.</summary>
public static class WebSetup
{
    /// <summary>Header that scripts send the antiforgery token in.</summary>
    public const string TokenHeader = "X-CSRF-TOKEN";

    public static IServiceCollection AddParapheWeb(this IServiceCollection services)
    {
        services
            .AddRazorPages(options => options.RootDirectory = "/Features")
            // There are none; looking for them takes a tenth of the start.
            .ConfigureApplicationPartManager(parts =>
                parts.FeatureProviders.Remove(parts.FeatureProviders.OfType<ControllerFeatureProvider>().Single())
            )
            .AddViewOptions(options => options.HtmlHelperOptions.ClientValidationEnabled = false)
            .AddDataAnnotationsLocalization();
        PagesOnDemand.Add(services);
        services.AddSingleton<IConfigureOptions<MvcOptions>, PlainMessages>();
        services.Configure<MvcOptions>(options => options.Filters.Add(new Clashes()));
        services.AddSingleton<IStringLocalizerFactory, TextLocalizer>();
        services.AddHttpContextAccessor();
        services.AddSingleton<Assets>();
        services.AddSingleton<Icons>();
        services.AddSingleton(s => new TextBook(strict: !s.GetRequiredService<IHostEnvironment>().IsProduction()));
        services.AddSingleton(s => new Texts(s.GetRequiredService<TextBook>(), s.GetRequiredService<IHttpContextAccessor>()));
        services.AddAntiforgery(options =>
        {
            options.HeaderName = TokenHeader;
            options.FormFieldName = "_token";
            options.Cookie.Name = "forgery";
            options.SuppressXFrameOptionsHeader = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
        });
        // Accents as they are: pages are UTF-8, and smaller so.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        // BREACH: see SecurityHeaders.HoldsSecret.
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<RequestLocalizationOptions>(Localise);
        return services;
    }

    /// <summary>The part of the pipeline that comes before sign-in; follow it with authentication, then <see cref="UseLanguages"/>.</summary>
    public static WebApplication UseParapheWeb(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseErrorPages();
        app.MapMethods("/built/{name}", ["GET", "HEAD"], (string name, Assets assets, HttpContext http) => assets.Send(name, http))
            .AllowAnonymous();
        return app;
    }

    /// <summary>Chooses the language of the request; after authentication, because a member's own choice goes first.</summary>
    public static WebApplication UseLanguages(this WebApplication app)
    {
        app.UseRequestLocalization();
        return app;
    }

    // A member's choice, then the language menu, then the browser. A portal page may still call Languages.Speak.
    private static void Localise(RequestLocalizationOptions options)
    {
        options.SupportedCultures = options.SupportedUICultures = [.. Languages.Locales.Select(Languages.Get)];
        options.FallBackToParentCultures = options.FallBackToParentUICultures = false;
        options.DefaultRequestCulture = new RequestCulture(Languages.Get("en"));
        options.RequestCultureProviders = [new CustomRequestCultureProvider(http => Task.FromResult(Choose(http)))];
    }

    private static ProviderCultureResult? Choose(HttpContext http)
    {
        var accepted = http
            .Request.GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
            .Take(10)
            .Select(l => l.Value.Value);
        string?[] wishes = [http.User.FindFirst(Languages.Claim)?.Value, http.Request.Cookies[Languages.Cookie], .. accepted];
        return wishes.Select(Languages.Find).FirstOrDefault(c => c is not null) is { } culture
            ? new ProviderCultureResult(culture.Name)
            : null;
    }
}
