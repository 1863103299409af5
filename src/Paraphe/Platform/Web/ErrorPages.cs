using Microsoft.AspNetCore.Diagnostics;

namespace Paraphe.Platform.Web;

/// <summary>What people see when something is missing, forbidden or broken; programs asking for JSON get a problem instead.</summary>
public static class ErrorPages
{
    public static void UseErrorPages(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
            app.UseDeveloperExceptionPage();
        else
            app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.Use(
            (http, next) =>
            {
                if (IsMachine(http))
                    http.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
                return next(http);
            }
        );
    }

    /// <summary>The address the reader asked for, also on an error page shown in its place.</summary>
    public static string Address(this HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>() is { } asked
            ? asked.OriginalPathBase + asked.OriginalPath + asked.OriginalQueryString
            : http.Request.PathBase + http.Request.Path + http.Request.QueryString;

    private static bool IsMachine(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        || http.Request.Path.StartsWithSegments("/built", StringComparison.Ordinal)
        || http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
}
