using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

public static class InvoiceSetup
{
    public static IServiceCollection AddInvoices(this IServiceCollection services) =>
        services
            .AddScoped<Invoicing>()
            .AddScoped<InvoiceMaking>()
            .AddScoped<PrintedInvoices>()
            .AddScoped<InvoiceLinks>()
            .AddScoped<InvoiceSending>();

    public static void MapInvoices(this WebApplication app)
    {
        // Everyone who may look at all may read: Permission.Read is every role's.
        app.MapGet("/invoices/{id:guid}/pdf", InvoiceFiles.Office).RequireAuthorization();
        app.MapGet("/i/{token}/invoice.pdf", InvoiceFiles.Portal).AllowAnonymous().RequireRateLimiting(RateLimits.Portal);
    }
}
