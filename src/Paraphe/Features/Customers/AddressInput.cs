using System.ComponentModel.DataAnnotations;
using Paraphe.Domain;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

/// <summary>The fields of an address as they are typed.</summary>
public sealed record AddressInput : IValidatableObject
{
    [StringLength(200)]
    public string? Line1 { get; init; }

    [StringLength(200)]
    public string? Line2 { get; init; }

    [StringLength(20)]
    public string? PostalCode { get; init; }

    [StringLength(100)]
    public string? City { get; init; }

    [StringLength(2)]
    public string? State { get; init; }

    [StringLength(2)]
    public string? Country { get; init; }

    public static AddressInput Of(Address address, string ownCountry) =>
        new()
        {
            Line1 = address.Line1,
            Line2 = address.Line2,
            PostalCode = address.PostalCode,
            City = address.City,
            State = address.State,
            Country = address.Country.Length > 0 ? address.Country : ownCountry,
        };

    public Address ToAddress() =>
        new()
        {
            Line1 = Line1?.Trim() ?? "",
            Line2 = Line2?.Trim() ?? "",
            PostalCode = PostalCode?.Trim() ?? "",
            City = City?.Trim() ?? "",
            State = States.Kept(Country ?? "", State),
            Country = Country ?? "",
        };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Country) && !Countries.Exists(Country))
            yield return new ValidationResult("Customers.Error.Country", [nameof(Country)]);
        else if (States.Kept(Country ?? "", State) is { Length: > 0 } state && !States.Knows(Country!, state))
            yield return new ValidationResult("Customers.Error.State", [nameof(State)]);
    }
}
