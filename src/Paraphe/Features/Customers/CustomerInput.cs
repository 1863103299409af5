using System.ComponentModel.DataAnnotations;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

/// <summary>A customer as he is typed: what is printed of him, and what the company keeps for itself.</summary>
public sealed record CustomerInput
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

    /// <summary>Separated by commas.</summary>
    [StringLength(1000)]
    public string? Tags { get; init; }

    [StringLength(50)]
    public string? Iban { get; init; }

    [StringLength(CustomerMemo.LongestNote)]
    public string? Note { get; init; }

    /// <summary>Values of the account's own fields by their keys.</summary>
    public Dictionary<string, string?> Fields { get; init; } = [];

    public static CustomerInput Of(CustomerDetails details, CustomerMemo memo, string ownCountry) =>
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
            Tags = string.Join(", ", details.Tags),
            Iban = Domain.Numbers.Iban.Print(memo.Iban),
            Note = memo.Note,
            Fields = memo.Fields.ToDictionary(field => field.Key, string? (field) => field.Value),
        };

    /// <summary>What was typed, over what the form does not show.</summary>
    public CustomerDetails Over(CustomerDetails old) =>
        (
            old with
            {
                Kind = Kind,
                Name = Name ?? "",
                Email = Email ?? "",
                Phone = Phone ?? "",
                Address = Address.ToAddress(),
                VatNumber = VatNumber ?? "",
                CompanyNumber = CompanyNumber ?? "",
                Language = Languages.Find(Language) is null ? "" : Language!,
                LeadSource = LeadSource ?? "",
                Tags = Tags?.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            }
        ).Tidied();

    /// <inheritdoc cref="Over(CustomerDetails)"/>
    public CustomerMemo Over(CustomerMemo old, IReadOnlyList<OwnField> own)
    {
        var values = old.Fields.ToDictionary(field => field.Key, field => field.Value);
        foreach (var field in own)
            values[field.Key] = Fields.GetValueOrDefault(field.Key) ?? "";
        return (old with { Iban = Iban ?? "", Note = Note ?? "", Fields = values }).Tidied();
    }

    public IEnumerable<BrokenRuleException> Flaws(IReadOnlyList<OwnField> own)
    {
        var details = Over(new CustomerDetails());
        return AddressInput
            .Flaws(details.Address)
            .Where(flaw => flaw.Rule.StartsWith("Customers.", StringComparison.Ordinal))
            // An empty name is told by the form itself.
            .Concat(details.Flaws().Where(flaw => flaw.Rule != "Rules.NameMissing"))
            .Concat(Over(new CustomerMemo(), own).Flaws(own));
    }
}
