using System.ComponentModel.DataAnnotations;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Features.Customers;

namespace Paraphe.Features.Quotes;

/// <summary>The few fields of a customer who is added from a quote (CU 2).</summary>
public sealed record NewCustomerInput
{
    public CustomerKind Kind { get; init; }

    [StringLength(200)]
    public string? Name { get; init; }

    [StringLength(254)]
    public string? Email { get; init; }

    [StringLength(50)]
    public string? Phone { get; init; }

    public AddressInput Address { get; init; } = new();

    public bool IsBlank => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Email) && string.IsNullOrWhiteSpace(Phone);

    public CustomerDetails ToDetails() =>
        new CustomerDetails
        {
            Kind = Kind,
            Name = Name?.Trim() ?? "",
            Email = Email?.Trim() ?? "",
            Phone = Phone?.Trim() ?? "",
            Address = Address.ToAddress(),
        }.Tidied();

    /// <summary>What is wrong; half an address is enough in passing.</summary>
    public IEnumerable<BrokenRuleException> Flaws() =>
        AddressInput
            .Flaws(Address.ToAddress(), whole: false)
            .Concat(
                ToDetails()
                    .Flaws(whole: false)
                    .Where(flaw => flaw.Field is not null && !flaw.Field.StartsWith("Address.", StringComparison.Ordinal))
            );
}
