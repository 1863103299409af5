using System.ComponentModel.DataAnnotations;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Features.Customers;

namespace Paraphe.Features.Quotes;

/// <summary>The few fields of a customer who is added from a quote (CU 2).</summary>
public sealed record NewCustomerInput : IValidatableObject
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
        new()
        {
            Kind = Kind,
            Name = Name?.Trim() ?? "",
            Email = EmailAddress.Find(Email)?.Text ?? "",
            Phone = Phone?.Trim() ?? "",
            Address = Address.ToAddress(),
        };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(Email) && EmailAddress.Find(Email) is null)
            yield return new ValidationResult("Shared.Error.Email", [nameof(Email)]);
    }
}
