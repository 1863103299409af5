using Paraphe.Domain.Numbers;

namespace Paraphe.Domain.Customers;

public enum CustomerKind
{
    Company,
    Person,
}

/// <summary>What is printed of a customer; copied into a revision when it is frozen.</summary>
public sealed record CustomerDetails
{
    public CustomerKind Kind { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string Phone { get; init; } = "";
    public Address Address { get; init; } = new();
    public string VatNumber { get; init; } = "";
    public string CompanyNumber { get; init; } = "";

    /// <summary>BCP 47; empty follows the account.</summary>
    public string Language { get; init; } = "";
    public string LeadSource { get; init; } = "";
    public IReadOnlyList<string> Tags { get; init; } = [];

    public const int MostTags = 20;

    /// <summary>As it is kept: blanks trimmed, numbers and addresses written their country's way.</summary>
    public CustomerDetails Tidied() =>
        this with
        {
            Name = Name.Trim(),
            Email = EmailAddress.Find(Email)?.Text ?? Email.Trim(),
            Phone = Phone.Trim(),
            Address = Address.Tidied(),
            VatNumber = Numbers.VatNumber.Find(VatNumber, Address.Country)?.Text ?? VatNumber.Trim(),
            CompanyNumber = CompanyNumbers.Find(Address.Country, CompanyNumber) ?? CompanyNumber.Trim(),
            LeadSource = LeadSource.Trim(),
            Tags =
            [
                .. Tags.Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostTags),
            ],
        };

    /// <summary>What is wrong with them, each at its field: a form shows all at once, an import tells them by row.</summary>
    /// <param name="whole">Also what is missing of the address; somebody added in passing may have half of one.</param>
    public IEnumerable<BrokenRuleException> Flaws(bool whole = true)
    {
        if (string.IsNullOrWhiteSpace(Name))
            yield return new BrokenRuleException("Rules.NameMissing", nameof(Name));
        foreach (var (field, text, most) in Texts())
            if (text.Trim().Length > most)
                yield return new BrokenRuleException("Rules.TooLong", field, most);
        if (!string.IsNullOrWhiteSpace(Email) && EmailAddress.Find(Email) is null)
            yield return new BrokenRuleException("Rules.EmailAddress", nameof(Email), Email);
        foreach (var flaw in Address.Flaws(whole))
            yield return flaw;
        if (
            !string.IsNullOrWhiteSpace(VatNumber)
            && Numbers.VatNumber.IsKnown(Address.Country)
            && Numbers.VatNumber.Find(VatNumber, Address.Country) is null
        )
            yield return new BrokenRuleException("Rules.VatNumber", nameof(VatNumber));
        if (CompanyNumbers.Find(Address.Country, CompanyNumber) is null)
            yield return new BrokenRuleException("Rules.CompanyNumber." + Address.Country, nameof(CompanyNumber));
    }

    private IEnumerable<(string Field, string Text, int Most)> Texts() =>
        [
            (nameof(Name), Name, 200),
            (nameof(Email), Email, 254),
            (nameof(Phone), Phone, 50),
            ("Address.Line1", Address.Line1, 200),
            ("Address.Line2", Address.Line2, 200),
            ("Address.PostalCode", Address.PostalCode, 20),
            ("Address.City", Address.City, 100),
            (nameof(VatNumber), VatNumber, 30),
            (nameof(CompanyNumber), CompanyNumber, 40),
            (nameof(LeadSource), LeadSource, 100),
            .. Tags.Select(tag => (nameof(Tags), tag, 50)),
        ];
}
