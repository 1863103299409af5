using System.ComponentModel.DataAnnotations;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

/// <summary>A customer's details as they are typed.</summary>
public sealed record CustomerInput : IValidatableObject
{
    public CustomerKind Kind { get; init; }

    [Required, StringLength(200)]
    public string? Name { get; init; }

    [StringLength(254)]
    public string? Email { get; init; }

    [StringLength(50)]
    public string? Phone { get; init; }

    public AddressInput Address { get; init; } = new();

    [StringLength(30)]
    public string? VatNumber { get; init; }

    [StringLength(40)]
    public string? CompanyNumber { get; init; }

    [StringLength(10)]
    public string? Language { get; init; }

    [StringLength(100)]
    public string? LeadSource { get; init; }

    public static CustomerInput Of(CustomerDetails details, string ownCountry) =>
        new()
        {
            Kind = details.Kind,
            Name = details.Name,
            Email = details.Email,
            Phone = details.Phone,
            Address = AddressInput.Of(details.Address, ownCountry),
            VatNumber = details.VatNumber,
            CompanyNumber = details.CompanyNumber,
            Language = details.Language,
            LeadSource = details.LeadSource,
        };

    /// <summary>What was typed, over what the form does not show.</summary>
    public CustomerDetails Over(CustomerDetails old) =>
        old with
        {
            Kind = Kind,
            Name = Name?.Trim() ?? "",
            Email = EmailAddress.Find(Email)?.Text ?? "",
            Phone = Phone?.Trim() ?? "",
            Address = Address.ToAddress(),
            VatNumber = VatNumber?.Trim() ?? "",
            CompanyNumber = CompanyNumber?.Trim() ?? "",
            Language = Languages.Find(Language) is null ? "" : Language!,
            LeadSource = LeadSource?.Trim() ?? "",
        };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(Email) && EmailAddress.Find(Email) is null)
            yield return new ValidationResult("Shared.Error.Email", [nameof(Email)]);
    }
}
