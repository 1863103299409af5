using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Documents;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>What is fetched of an order beside its pages: the job sheet and the photos.</summary>
public static class OrderPapers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/work-orders/{id:guid}/sheet.pdf", Sheet).RequireAuthorization();
        app.MapGet("/work-orders/{id:guid}/photos/{key:guid}", Photo).RequireAuthorization();
        Feeds.Map(app);
    }

    private static async Task<IResult> Sheet(Guid id, Db db, JobSheet sheets, HttpContext http, CancellationToken stop)
    {
        if (!MayRead(http) || await db.WorkOrders.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, stop) is not { } order)
            return Results.NotFound();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        http.Response.Headers.CacheControl = "private, no-store";
        try
        {
            var pdf = await sheets.Print(order, patience.Token);
            return Results.Bytes(pdf.Bytes, "application/pdf", PrintedQuotes.FileName(order.Number));
        }
        catch (Exception away)
            when (away is RenderUnavailableException || away is OperationCanceledException && !stop.IsCancellationRequested)
        {
            // The renderer is busy or down; everything else works on.
            http.Response.Headers.RetryAfter = "10";
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> Photo(Guid id, Guid key, Db db, FileStore files, HttpContext http, CancellationToken stop)
    {
        if (!MayRead(http))
            return Results.NotFound();
        var photos = await db.WorkOrders.AsNoTracking().Where(row => row.Id == id).Select(row => row.Photos).FirstOrDefaultAsync(stop);
        if (photos.IsDefaultOrEmpty || photos.FirstOrDefault(one => one.Key == key) is not { } photo)
            return Results.NotFound();
        var bytes = await files.Read(photo.Hash, stop);
        http.Response.Headers.CacheControl = "private, max-age=86400";
        return Results.Bytes(bytes, PictureType.Of(bytes) ?? "application/octet-stream");
    }

    private static bool MayRead(HttpContext http) => Me.Of(http.User) is { } me && me.Role.May(Permission.Read);
}
