using System.ComponentModel.DataAnnotations;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Features.Customers;

namespace Paraphe.Features.Api;

/// <summary>A company or person of the customer list.</summary>
public sealed record CustomerJson
{
    public required Guid Id { get; init; }
    public required CustomerKind Kind { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }
    public required string Phone { get; init; }
    public required Address Address { get; init; }
    public required string VatNumber { get; init; }
    public required string CompanyNumber { get; init; }

    /// <summary>Of his documents, by BCP 47; empty follows the account.</summary>
    public required string Language { get; init; }
    public required string LeadSource { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>What the company keeps to itself.</summary>
    public required string Note { get; init; }
    public required string Iban { get; init; }

    /// <summary>Values of the account's own fields, by their key.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>Nothing was won or invoiced yet.</summary>
    public required bool Prospect { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required IReadOnlyList<ContactJson> Contacts { get; init; }
    public required IReadOnlyList<PropertyJson> Properties { get; init; }

    public static CustomerJson Of(Customer customer) =>
        new()
        {
            Id = customer.Id,
            Kind = customer.Details.Kind,
            Name = customer.Name,
            Email = customer.Details.Email,
            Phone = customer.Details.Phone,
            Address = customer.Details.Address,
            VatNumber = customer.Details.VatNumber,
            CompanyNumber = customer.Details.CompanyNumber,
            Language = customer.Details.Language,
            LeadSource = customer.Details.LeadSource,
            Tags = customer.Details.Tags,
            Note = customer.Memo.Note,
            Iban = customer.Memo.Iban,
            Fields = customer.Memo.Fields,
            Prospect = customer.IsProspect,
            CreatedAt = customer.CreatedAt,
            Contacts = [.. customer.Contacts.Select(ContactJson.Of)],
            Properties = [.. customer.Properties.Select(PropertyJson.Of)],
        };
}

/// <summary>A customer's details, as they are added or replaced: what is left out is empty.</summary>
public sealed record CustomerWish
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

    /// <summary>BCP 47, of the languages that documents are written in.</summary>
    [StringLength(10)]
    public string? Language { get; init; }

    [StringLength(100)]
    public string? LeadSource { get; init; }

    [MaxLength(CustomerDetails.MostTags)]
    public IReadOnlyList<string> Tags { get; init; } = [];

    [StringLength(50)]
    public string? Iban { get; init; }

    [StringLength(CustomerMemo.LongestNote)]
    public string? Note { get; init; }

    /// <summary>Values of the account's own fields, by their key.</summary>
    public IReadOnlyDictionary<string, string?> Fields { get; init; } = new Dictionary<string, string?>();

    /// <summary>As a member would have typed it: one set of rules for both.</summary>
    internal CustomerInput ToInput() =>
        new()
        {
            Kind = Kind,
            Name = Name,
            Email = Email,
            Phone = Phone,
            Address = Address,
            VatNumber = VatNumber,
            CompanyNumber = CompanyNumber,
            Language = Language,
            LeadSource = LeadSource,
            Tags = string.Join(',', Tags.Select(tag => tag.Replace(',', ' ').Replace(';', ' '))),
            Iban = Iban,
            Note = Note,
            Fields = Fields.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal),
        };
}
