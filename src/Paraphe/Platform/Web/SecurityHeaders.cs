using Microsoft.AspNetCore.Http.Features;

namespace Paraphe.Platform.Web;

/// <summary>Headers that every answer carries.</summary>
public static class SecurityHeaders
{
    // No inline script or style anywhere, so no nonce either. data: holds the tick of a check box and drawn signatures.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "media-src 'self'; frame-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                var headers = http.Response.Headers;
                headers.ContentSecurityPolicy = Policy;
                headers.XContentTypeOptions = "nosniff";
                // Addresses of the portal are secrets: no other site learns them.
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
                return next(http);
            }
        );

    /// <summary>
    /// Call on a page whose text holds a lasting secret (an API key, recovery codes): it is neither compressed nor kept.
    /// All other pages are compressed: their tokens are masked anew each time, and the sign-in cookie is not sent from
    /// other sites, which is what BREACH needs.
    /// </summary>
    public static void HoldsSecret(this HttpContext http)
    {
        http.Features.Get<IHttpsCompressionFeature>()?.Mode = HttpsCompressionMode.DoNotCompress;
        http.Response.Headers.CacheControl = "no-store";
    }
}
