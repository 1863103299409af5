using System.ComponentModel.DataAnnotations;
using Paraphe.Domain;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

/// <summary>The fields of an address as they are typed.</summary>
public sealed record AddressInput
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
        new Address
        {
            Line1 = Line1 ?? "",
            Line2 = Line2 ?? "",
            PostalCode = PostalCode ?? "",
            City = City ?? "",
            State = State ?? "",
            Country = Country ?? "",
        }.Tidied();

    /// <inheritdoc cref="Address.Flaws"/>
    public IEnumerable<BrokenRuleException> Flaws(bool whole = true, string place = "Address.") => Flaws(ToAddress(), whole, place);

    /// <summary>What is wrong with an address, lists of countries and states included.</summary>
    public static IEnumerable<BrokenRuleException> Flaws(Address address, bool whole = true, string place = "Address.")
    {
        if (address.Country.Length > 0 && !Countries.Exists(address.Country))
            return [new BrokenRuleException("Customers.Error.Country", place + nameof(Country))];
        if (address.State.Length > 0 && !States.Knows(address.Country, address.State))
            return [new BrokenRuleException("Customers.Error.State", place + nameof(State))];
        return address.Flaws(whole, place);
    }
}
