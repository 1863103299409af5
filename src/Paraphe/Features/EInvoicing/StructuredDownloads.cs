using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.EInvoicing;

public static class StructuredDownloads
{
    public static IServiceCollection AddEInvoicing(this IServiceCollection services) =>
        services.AddScoped<StructuredFiles>().AddScoped<Doors>().AddScoped<AccountantExport>();

    public static void MapEInvoicing(this WebApplication app)
    {
        app.MapGet(
                "/invoices/{id:guid}/ubl",
                (Guid id, Db db, HttpContext http, CancellationToken stop) => Xml(id, HandOverFormat.Ubl, db, http, stop)
            )
            .RequireAuthorization();
        app.MapGet(
                "/invoices/{id:guid}/cii",
                (Guid id, Db db, HttpContext http, CancellationToken stop) => Xml(id, HandOverFormat.Cii, db, http, stop)
            )
            .RequireAuthorization();
    }

    private static async Task<IResult> Xml(Guid id, HandOverFormat format, Db db, HttpContext http, CancellationToken stop)
    {
        if (
            Me.Of(http.User) is not { } me
            || !me.Role.May(Permission.Read)
            || await db.Invoices.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, stop) is not { IsDraft: false } invoice
        )
            return Results.NotFound();
        var file = StructuredFiles.Xml(invoice.Read(), format);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Bytes(file.Bytes, file.MimeType, file.Name);
    }
}
