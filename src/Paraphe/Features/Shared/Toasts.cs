using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Paraphe.Features.Shared;

/// <summary>A word in passing after something went well, shown by the page that follows the redirect. Errors never go here.</summary>
public static class Toasts
{
    /// <summary>Cookie that carries it over the redirect.</summary>
    public const string Cookie = "passing";

    private const string Key = "toast";

    public static void Toast(this PageModel page, string text) => page.TempData[Key] = text;

    /// <summary>The word to show on this page, once.</summary>
    public static string? Toast(this ViewContext view) =>
        // Without the cookie there is nothing to read, and reading would send a cookie to remove it.
        view.HttpContext.Request.Cookies.ContainsKey(Cookie)
            ? view.TempData[Key] as string
            : null;
}
