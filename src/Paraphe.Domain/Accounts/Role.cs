namespace Paraphe.Domain.Accounts;

public enum Role
{
    Owner,
    Manager,
    Estimator,
    Viewer,
}

/// <summary>An act that a role may or may not do.</summary>
public enum Permission
{
    /// <summary>Look at requests, customers, quotes, orders.</summary>
    Read,

    /// <summary>Answer and assign requests.</summary>
    EditRequests,

    /// <summary>Make, edit, send, win and lose quotes.</summary>
    EditQuotes,

    /// <summary>Add a customer from a quote or a request.</summary>
    AddCustomerFromQuote,

    /// <summary>Add, edit, delete, merge and import in the customer list.</summary>
    ManageCustomers,

    /// <summary>Plan, start and close work orders.</summary>
    EditOrders,

    /// <summary>Run campaigns of optional services.</summary>
    RunCampaigns,

    /// <summary>Catalogue, saved texts, templates.</summary>
    EditCatalogue,

    /// <summary>Issue invoices and credit notes, record payments.</summary>
    EditInvoices,

    /// <summary>Company, members, mail, numbering, sealing key, failed work.</summary>
    ManageAccount,
}

/// <summary>The one table of who may do what (AC 2): enforced by every page and shown on the members page.</summary>
public static class Roles
{
    private static readonly Dictionary<Permission, Role[]> Table = new()
    {
        [Permission.Read] = [Role.Owner, Role.Manager, Role.Estimator, Role.Viewer],
        [Permission.EditRequests] = [Role.Owner, Role.Manager, Role.Estimator],
        [Permission.EditQuotes] = [Role.Owner, Role.Manager, Role.Estimator],
        [Permission.AddCustomerFromQuote] = [Role.Owner, Role.Manager, Role.Estimator],
        [Permission.EditOrders] = [Role.Owner, Role.Manager, Role.Estimator],
        [Permission.RunCampaigns] = [Role.Owner, Role.Manager],
        [Permission.EditCatalogue] = [Role.Owner, Role.Manager],
        [Permission.EditInvoices] = [Role.Owner, Role.Manager],
        [Permission.ManageCustomers] = [Role.Owner],
        [Permission.ManageAccount] = [Role.Owner],
    };

    public static IReadOnlyList<Permission> Permissions { get; } = Enum.GetValues<Permission>();

    /// <param name="managersManageCustomers">The account's setting that grants the customer list to Managers (CU 1).</param>
    public static bool May(this Role role, Permission permission, bool managersManageCustomers = false) =>
        Table[permission].Contains(role) || (permission == Permission.ManageCustomers && role == Role.Manager && managersManageCustomers);
}
