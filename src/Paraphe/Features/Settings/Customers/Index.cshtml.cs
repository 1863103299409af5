using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>Who may change the customer list (CU 1).</summary>
public sealed class CustomersModel(Db db, Texts texts) : SettingsPage<CustomersInput>(db, texts)
{
    protected override string Group => "Customers";

    protected override CustomersInput Read(Account account) => new() { ManagersManageCustomers = account.Settings.ManagersManageCustomers };

    protected override Task Write(Account account, CancellationToken stop)
    {
        account.ChangeSettings(account.Settings with { ManagersManageCustomers = Input.ManagersManageCustomers });
        return Task.CompletedTask;
    }
}

public sealed record CustomersInput
{
    public bool ManagersManageCustomers { get; init; }
}
