using System.ComponentModel.DataAnnotations;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>Who may change the customer list (CU 1), what it asks beside the usual (CU 3), what makes a customer of a prospect (CU 11).</summary>
public sealed class CustomersModel(Db db, Texts texts) : SettingsPage<CustomersInput>(db, texts)
{
    protected override string Group => "Customers";

    protected override CustomersInput Read(Account account) =>
        new()
        {
            ManagersManageCustomers = account.Settings.ManagersManageCustomers,
            WinningMakesCustomer = account.Settings.WinningMakesCustomer,
            Fields = [.. account.Settings.CustomerFields.Select(OwnFieldInput.Of), new OwnFieldInput()],
        };

    protected override Task Write(Account account, CancellationToken stop)
    {
        var fields = Input.Fields.Where(field => !string.IsNullOrWhiteSpace(field.Name)).Select(field => field.ToField(Db.NewId)).ToList();
        if (fields.Count > OwnField.Most)
            throw new BrokenRuleException("Settings.Customers.TooMany", null, OwnField.Most);
        if (fields.Exists(field => field is { Kind: OwnFieldKind.Choice, Choices.Count: 0 }))
            throw new BrokenRuleException("Settings.Customers.NoChoice");
        account.ChangeSettings(
            account.Settings with
            {
                ManagersManageCustomers = Input.ManagersManageCustomers,
                WinningMakesCustomer = Input.WinningMakesCustomer,
                CustomerFields = fields,
            }
        );
        return Task.CompletedTask;
    }
}

public sealed record CustomersInput
{
    public bool ManagersManageCustomers { get; init; }
    public bool WinningMakesCustomer { get; init; }

    /// <summary>The last one is empty, for another.</summary>
    public List<OwnFieldInput> Fields { get; init; } = [];
}

/// <summary>An own field as it is typed; without a name it goes.</summary>
public sealed record OwnFieldInput
{
    [StringLength(40)]
    public string? Key { get; init; }

    [StringLength(OwnField.LongestName)]
    public string? Name { get; init; }

    public OwnFieldKind Kind { get; init; }

    /// <summary>Separated by commas.</summary>
    [StringLength(2000)]
    public string? Choices { get; init; }

    public static OwnFieldInput Of(OwnField field) =>
        new()
        {
            Key = field.Key,
            Name = field.Name,
            Kind = field.Kind,
            Choices = field.Choices.Count == 0 ? null : string.Join(", ", field.Choices),
        };

    public OwnField ToField(Func<Guid> newId) =>
        new(
            string.IsNullOrEmpty(Key) || !Key.All(char.IsAsciiLetterOrDigit) ? newId().ToString("N") : Key,
            Name!.Trim(),
            Enum.IsDefined(Kind) ? Kind : OwnFieldKind.Text,
            Kind == OwnFieldKind.Choice
                ?
                [
                    .. (Choices ?? "")
                        .Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                        .Distinct(StringComparer.Ordinal),
                ]
                : []
        );
}
