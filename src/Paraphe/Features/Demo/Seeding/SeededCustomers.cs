using System.Globalization;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;

namespace Paraphe.Features.Demo.Seeding;

/// <summary>Customers by their place in the row: the same place is always the same person.</summary>
internal sealed class SeededCustomers(SampleCompany company, Account account, SeedRound round)
{
    private readonly SampleCustomer[] places = [.. company.Customers.Values];

    public Customer Make(int place)
    {
        var (dice, ids) = (round.Dice(SeedRound.Customers, place), round.Ids(SeedRound.Customers, place));
        var since = round.Now.AddDays(-1_100 - dice.Below(600));
        var (first, last) = (dice.One(company.People.First), dice.One(company.People.Last));
        var isCompany = dice.Chance(40);
        var name = isCompany ? string.Format(CultureInfo.InvariantCulture, dice.One(company.People.Companies), last) : $"{first} {last}";
        var town = dice.One(places);
        var address = new Address
        {
            Line1 = string.Format(CultureInfo.InvariantCulture, dice.One(company.People.Streets), 1 + dice.Below(180)),
            PostalCode = town.PostalCode,
            City = town.City,
            Country = company.Country,
        };
        var number = (round.Before + place).ToString(CultureInfo.InvariantCulture);
        var email = SampleCompany.Mailbox($"{first} {last}{number}", "mail.example");
        var phone = $"{town.Phone[..^4]}{dice.Below(10_000):0000}";
        var details = new CustomerDetails
        {
            Kind = isCompany ? CustomerKind.Company : CustomerKind.Person,
            Name = name,
            Email = email,
            Phone = phone,
            Address = address,
            Language = account.Locale,
            LeadSource = dice.One(company.Leads),
        };
        var customer = new Customer(ids.Id(since), account.Id, details, prospect: dice.Chance(35), since);
        customer.AddContact(
            ids.Id(since),
            new ContactDetails
            {
                Name = $"{first} {last}",
                Emails = [email],
                Phones = [phone],
            }
        );
        customer.AddProperty(ids.Id(since), address.City, address);
        return customer;
    }
}
