using Paraphe.Domain.Accounts;

namespace Paraphe.Features.Api;

/// <summary>What a key may be used for; never more than its member may do.</summary>
public static class Scopes
{
    public const string AccountRead = "account.read";
    public const string MembersRead = "members.read";
    public const string CustomersRead = "customers.read";
    public const string CustomersWrite = "customers.write";
    public const string CatalogueRead = "catalogue.read";
    public const string CatalogueWrite = "catalogue.write";
    public const string RequestsRead = "requests.read";
    public const string RequestsWrite = "requests.write";
    public const string QuotesRead = "quotes.read";
    public const string QuotesWrite = "quotes.write";
    public const string FilesRead = "files.read";
    public const string FilesWrite = "files.write";
    public const string OrdersRead = "orders.read";
    public const string OrdersWrite = "orders.write";
    public const string ContractsRead = "contracts.read";
    public const string ContractsWrite = "contracts.write";
    public const string CampaignsRead = "campaigns.read";
    public const string CampaignsWrite = "campaigns.write";
    public const string InvoicesRead = "invoices.read";
    public const string InvoicesWrite = "invoices.write";
    public const string WebhooksRead = "webhooks.read";
    public const string WebhooksWrite = "webhooks.write";

    private static readonly Dictionary<string, Permission> Table = new(StringComparer.Ordinal)
    {
        [AccountRead] = Permission.Read,
        [MembersRead] = Permission.Read,
        [CustomersRead] = Permission.Read,
        [CustomersWrite] = Permission.ManageCustomers,
        [CatalogueRead] = Permission.Read,
        [CatalogueWrite] = Permission.EditCatalogue,
        [RequestsRead] = Permission.Read,
        [RequestsWrite] = Permission.EditRequests,
        [QuotesRead] = Permission.Read,
        [QuotesWrite] = Permission.EditQuotes,
        [FilesRead] = Permission.Read,
        [FilesWrite] = Permission.EditQuotes,
        [OrdersRead] = Permission.Read,
        [OrdersWrite] = Permission.EditOrders,
        [ContractsRead] = Permission.Read,
        [ContractsWrite] = Permission.EditOrders,
        [CampaignsRead] = Permission.RunCampaigns,
        [CampaignsWrite] = Permission.RunCampaigns,
        [InvoicesRead] = Permission.Read,
        [InvoicesWrite] = Permission.EditInvoices,
        [WebhooksRead] = Permission.ManageAccount,
        [WebhooksWrite] = Permission.ManageAccount,
    };

    public static IReadOnlyList<string> All { get; } = [.. Table.Keys];

    /// <summary>The permission that the key's member needs for it.</summary>
    public static Permission NeededFor(string scope) => Table[scope];
}
