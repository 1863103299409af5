using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Catalogue;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Catalogue;

/// <summary>
/// The catalogue for scripts: <c>GET /catalogue/search?quote=ID&amp;q=WORDS</c> answers what the picker of a quote's editor shows, named and
/// priced for that quote. The line itself is made by <see cref="QuoteCatalogue.LinesOf"/>.
/// </summary>
public static class CatalogueSearch
{
    /// <param name="Price">As it stands in a field of the editor, in the reader's way of writing; null without a price in the quote's currency.</param>
    /// <param name="PriceText">The same with its currency.</param>
    /// <param name="Vat">As the editor's list of rates names it.</param>
    /// <param name="Extras">How many options come along.</param>
    public sealed record Found(
        Guid Id,
        string Code,
        CatalogueKind Kind,
        string Name,
        string Description,
        string Unit,
        string? Price,
        string? PriceText,
        string? Vat,
        int Extras,
        string? Picture
    );

    public static void MapCatalogue(this WebApplication app)
    {
        // Every role may read.
        var catalogue = app.MapGroup("/catalogue").RequireAuthorization();
        catalogue.MapGet("/search", Search);
        catalogue.MapGet("/{id:guid}/picture", Picture);
    }

    private static async Task<IResult> Search(Guid quote, string? q, Db db, Texts texts, HttpContext http)
    {
        if (await db.Quotes.AsNoTracking().SingleOrDefaultAsync(row => row.Id == quote) is not { } row)
            return Results.NotFound();
        var catalogue = await QuoteCatalogue.Of(db, row);
        var items = await QuoteCatalogue.Find(db, q is { Length: > 200 } ? q[..200] : q);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Json(
            new
            {
                List = catalogue.List?.Name,
                Items = items.ConvertAll(item => Shown(item, catalogue, texts)),
                More = items.Count == QuoteCatalogue.MostFound,
            }
        );
    }

    private static Found Shown(CatalogueItem item, QuoteCatalogue catalogue, Texts texts)
    {
        var line = catalogue.LineOf(item, item.Id);
        var hasPrice = catalogue.PriceOf(item) is not null;
        var currency = catalogue.Content.Currency;
        return new Found(
            item.Id,
            item.Details.Code,
            item.Details.Kind,
            line.Name,
            line.Description,
            line.Unit,
            hasPrice ? TypedNumber.Show(line.UnitPrice, texts.Culture, Currency.Of(currency).Digits) : null,
            hasPrice ? texts.Money(line.UnitPrice, currency) : null,
            line.Vat is { } vat ? VatChoices.Key(vat) : null,
            item.Details.Extras.Count,
            item.Details.Picture is { } picture ? $"/catalogue/{item.Id}/picture?v={picture[..8]}" : null
        );
    }

    private static async Task<IResult> Picture(Guid id, Db db, FileStore files, HttpContext http, CancellationToken stop)
    {
        var details = await db
            .Catalogue.AsNoTracking()
            .Where(item => item.Id == id)
            .Select(item => item.Details)
            .SingleOrDefaultAsync(stop);
        if (details?.Picture is not { } hash)
            return Results.NotFound();
        var bytes = await files.Read(hash, stop);
        http.Response.Headers.CacheControl = "private, max-age=86400";
        return Results.Bytes(bytes, PictureType.Of(bytes) ?? "application/octet-stream");
    }
}
