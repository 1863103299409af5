using Paraphe.Features.Accounts;
using Paraphe.Features.Api;
using Paraphe.Features.Backups;
using Paraphe.Features.Brand;
using Paraphe.Features.Catalogue;
using Paraphe.Features.Customers;
using Paraphe.Features.Demo;
using Paraphe.Features.EInvoicing;
using Paraphe.Features.Enclosures;
using Paraphe.Features.Invoices;
using Paraphe.Features.Letters;
using Paraphe.Features.Notes;
using Paraphe.Features.Notices;
using Paraphe.Features.Opportunities;
using Paraphe.Features.Portal;
using Paraphe.Features.Quotes;
using Paraphe.Features.Requests;
using Paraphe.Features.Sending;
using Paraphe.Features.Shared;
using Paraphe.Features.SignIn;
using Paraphe.Features.Verify;
using Paraphe.Features.Webhooks;
using Paraphe.Features.WorkOrders;
using Paraphe.Platform.Outside;

namespace Paraphe.Features;

/// <summary>What the features bring with them beside their pages, which are found by themselves.</summary>
public static class FeatureSetup
{
    public static IServiceCollection AddFeatures(this IServiceCollection services) =>
        services
            .AddShell()
            .AddMembersDoor()
            .AddParaphePortal()
            .AddRequests()
            .AddOpportunities()
            .AddInvoices()
            .AddEInvoicing()
            .AddScoped<JobSheet>()
            .AddApi()
            .AddOutsideCalls()
            .AddSingleton<WebhookSecrets>()
            .AddScoped<WebhookActs>()
            .AddScoped<NewAccount>()
            .AddScoped<QuoteExport>()
            .AddSingleton<LetterService>()
            .AddScoped<Live>()
            .AddScoped<DemoAccount>()
            .AddScoped<SampleBills>()
            .AddScoped<Backup>()
            .AddScoped<Restore>();

    public static void MapFeatures(this WebApplication app)
    {
        app.MapRazorPages();
        app.MapBrand();
        app.MapPortal();
        app.MapQuotePapers();
        app.MapVerify();
        app.MapLinePictures();
        OrderPapers.Map(app);
        app.MapInvoices();
        app.MapEInvoicing();
        app.MapRequests();
        app.MapCustomers();
        app.MapCatalogue();
        app.MapEnclosures();
        app.MapLetters();
        app.MapNotes();
        app.MapApi();
        Live.Map(app);
    }
}
