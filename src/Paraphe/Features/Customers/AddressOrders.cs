using System.Text.Json;
using Paraphe.Domain;

namespace Paraphe.Features.Customers;

/// <summary>What the form of an address must know to follow its country without asking: order of the parts, a postal code as an example.</summary>
public static class AddressOrders
{
    public static string Json { get; } =
        JsonSerializer.Serialize(
            AddressFormat.Countries.ToDictionary(
                country => country,
                country => new
                {
                    order = AddressFormat.Of(country).Order.Select(part => part.ToString()),
                    example = AddressFormat.Of(country).Example,
                }
            )
        );
}
