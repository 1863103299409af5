using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;

namespace Paraphe.Features.Brand;

/// <summary>The account's colour and logo, for whoever sees its pages: a style sheet of one line, and the picture.</summary>
public static partial class Branding
{
    private static readonly TimeSpan ColourAge = TimeSpan.FromMinutes(1);

    /// <summary>Address of the logo, with what makes it new when the logo changes; null without one.</summary>
    public static string? LogoHref(Account account) => account.Settings.Logo is { } logo ? $"/brand/{account.Id}/logo?v={logo[..8]}" : null;

    /// <summary>True for #rrggbb: it is written into a style sheet.</summary>
    public static bool IsColour(string? text) => text is not null && Colour().IsMatch(text);

    public static void MapBrand(this IEndpointRouteBuilder app)
    {
        app.MapGet("/brand/{account:guid}.css", Sheet).AllowAnonymous();
        app.MapGet("/brand/{account:guid}/logo", Logo).AllowAnonymous();
    }

    private static async Task<IResult> Sheet(Guid account, Db db, HttpContext http, CancellationToken stop)
    {
        if (await SettingsOf(account, db, stop) is not { } settings)
            return Results.NotFound();
        var colour = IsColour(settings.BrandColour) ? settings.BrandColour : new AccountSettings().BrandColour;
        http.Response.Headers.CacheControl = $"public, max-age={ColourAge.TotalSeconds:0}";
        return Results.Bytes(
            System.Text.Encoding.ASCII.GetBytes($":root{{--brand:{colour}}}"),
            "text/css; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{colour[1..]}\"")
        );
    }

    private static async Task<IResult> Logo(Guid account, Db db, FileStore files, HttpContext http, CancellationToken stop)
    {
        if (await SettingsOf(account, db, stop) is not { Logo: { } logo })
            return Results.NotFound();
        var bytes = await files.Read(logo, stop);
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return Results.Bytes(
            bytes,
            PictureType.Of(bytes) ?? "application/octet-stream",
            entityTag: new EntityTagHeaderValue($"\"{logo}\"")
        );
    }

    // Of any account: who looks is a customer, or a member of nothing yet.
    private static Task<AccountSettings?> SettingsOf(Guid account, Db db, CancellationToken stop) =>
        db
            .Accounts.IgnoreQueryFilters(Db.AcrossAccounts)
            .Where(row => row.Id == account)
            .Select(row => row.Settings)
            .SingleOrDefaultAsync(stop);

    [GeneratedRegex("^#[0-9a-fA-F]{6}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Colour();
}
