using System.Text.Json.Serialization;

namespace Paraphe.Domain.Customers;

public sealed record ContactDetails
{
    /// <summary>Of e-mails, and of phones.</summary>
    public const int MostOfEach = 10;

    public string Name { get; init; } = "";
    public string Function { get; init; } = "";

    /// <summary>The first one is written to where nobody says otherwise.</summary>
    public IReadOnlyList<string> Emails { get; init; } = [];
    public IReadOnlyList<string> Phones { get; init; } = [];

    [JsonIgnore]
    public string Email => Emails.Count > 0 ? Emails[0] : "";

    [JsonIgnore]
    public string Phone => Phones.Count > 0 ? Phones[0] : "";

    /// <summary>As they are kept: blanks trimmed, empty and repeated ones left out.</summary>
    public ContactDetails Tidied() =>
        this with
        {
            Name = Name.Trim(),
            Function = Function.Trim(),
            Emails =
            [
                .. Emails
                    .Select(email => EmailAddress.Find(email)?.Text ?? email.Trim())
                    .Where(email => email.Length > 0)
                    .DistinctBy(email => email.ToLowerInvariant(), StringComparer.Ordinal),
            ],
            Phones =
            [
                .. Phones
                    .Select(phone => phone.Trim())
                    .Where(phone => phone.Length > 0)
                    .DistinctBy(phone => PhoneDigits.Of(phone) is { Length: > 0 } digits ? digits : phone, StringComparer.Ordinal),
            ],
        };

    /// <summary>What is wrong with them, each at its field: <c>Emails[1]</c>.</summary>
    public IEnumerable<BrokenRuleException> Flaws()
    {
        if (string.IsNullOrWhiteSpace(Name))
            yield return new BrokenRuleException("Rules.NameMissing", nameof(Name));
        for (var place = 0; place < Emails.Count; place++)
            if (!string.IsNullOrWhiteSpace(Emails[place]) && EmailAddress.Find(Emails[place]) is null)
                yield return new BrokenRuleException("Rules.EmailAddress", $"{nameof(Emails)}[{place}]", Emails[place]);
        for (var place = 0; place < Phones.Count; place++)
            if (Phones[place].Trim().Length > 50)
                yield return new BrokenRuleException("Rules.TooLong", $"{nameof(Phones)}[{place}]", 50);
        if (Emails.Count > MostOfEach)
            yield return new BrokenRuleException("Rules.TooManyOfContact", $"{nameof(Emails)}[{MostOfEach}]", MostOfEach);
        if (Phones.Count > MostOfEach)
            yield return new BrokenRuleException("Rules.TooManyOfContact", $"{nameof(Phones)}[{MostOfEach}]", MostOfEach);
    }
}

/// <summary>A person of a customer.</summary>
public sealed class Contact : IOwned
{
    private readonly List<ContactEmail> addresses = [];

    private Contact() { }

    internal Contact(Guid id, Guid accountId, Guid customerId, ContactDetails details)
    {
        (Id, AccountId, CustomerId) = (id, accountId, customerId);
        Change(details);
    }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid CustomerId { get; private set; }
    public ContactDetails Details { get; private set; } = new();

    /// <summary>His e-mails once more, for look-up.</summary>
    public IReadOnlyList<ContactEmail> Addresses => addresses;

    public void Change(ContactDetails details)
    {
        Details = details.Tidied();
        var keys = Details.Emails.Select(email => email.ToLowerInvariant()).ToList();
        addresses.RemoveAll(address => !keys.Contains(address.Email));
        addresses.AddRange(keys.Except(addresses.Select(address => address.Email)).Select(key => new ContactEmail(this, key)).ToList());
    }
}

/// <summary>An e-mail of a contact, by which he is found.</summary>
public sealed class ContactEmail : IOwned
{
    private ContactEmail() { }

    internal ContactEmail(Contact of, string email) => (AccountId, ContactId, Email) = (of.AccountId, of.Id, email);

    public Guid AccountId { get; private set; }
    public Guid ContactId { get; private set; }

    /// <summary>In small letters.</summary>
    public string Email { get; private set; } = "";
}
