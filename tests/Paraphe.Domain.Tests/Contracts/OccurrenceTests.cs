using Paraphe.Domain.Accounts;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Tests.Contracts;

/// <summary>The days on which a contract's services are due, and what they cost a year (OP 6).</summary>
public sealed class OccurrenceTests
{
    private static readonly DateTime Now = new(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc);

    [Theory, Trait("Spec", "OP 6")]
    [InlineData(Frequency.Weekly, 1, "2027-01-31 2027-02-07 2027-02-14 2027-02-21", 52, 7540)]
    // The last day of a month stays the last one.
    [InlineData(Frequency.Monthly, 1, "2027-01-31 2027-02-28 2027-03-31 2027-04-30", 12, 1740)]
    [InlineData(Frequency.Seasonal, 1, "2027-01-31 2027-04-30 2027-07-31 2027-10-31", 4, 580)]
    // Five times a year are 73 days apart.
    [InlineData(Frequency.Times, 5, "2027-01-31 2027-04-14 2027-06-26 2027-09-07", 5, 725)]
    public void A_service_is_due_in_its_rhythm_and_costs_so_much_a_year(
        Frequency frequency,
        int times,
        string first,
        int perYear,
        decimal price
    )
    {
        var rhythm = new Recurrence { Frequency = frequency, Times = times };
        var contract = Agreed(rhythm);
        contract.Days(rhythm, contract.EndsOn).Take(4).Select(due => due.Day.ToString("yyyy-MM-dd")).ShouldBe(first.Split(' '));
        contract
            .Days(rhythm, contract.EndsOn)
            .Select(due => due.Number)
            .ShouldBe(Enumerable.Range(0, contract.Days(rhythm, contract.EndsOn).Count()));
        contract.Days(rhythm, contract.EndsOn).Last().Day.ShouldBeLessThanOrEqualTo(contract.EndsOn);
        rhythm.PerYear.ShouldBe(perYear);
        contract.PerYear.ShouldBe(price);
    }

    [Fact, Trait("Spec", "OP 6")]
    public void Without_a_rhythm_it_is_due_once_and_after_the_contract_was_cancelled_never()
    {
        var contract = Agreed(null);
        contract.Days(null, contract.EndsOn).Select(due => due.Day).ShouldBe([contract.StartsOn]);
        var weekly = new Recurrence { Frequency = Frequency.Weekly };
        contract.Cancel(new DateOnly(2027, 2, 14), "Moved away", new DateOnly(2026, 11, 21), Now);
        contract.Days(weekly, contract.EndsOn).Select(due => due.Day).ShouldBe([new(2027, 1, 31), new(2027, 2, 7)]);
    }

    private static Contract Agreed(Recurrence? rhythm)
    {
        var account = new Account(
            Guid.CreateVersion7(),
            new CompanyProfile
            {
                Name = "Jardins du Vallon",
                Address = new Address
                {
                    Line1 = "4 route du Semnoz",
                    PostalCode = "74600",
                    City = "Annecy",
                    Country = "FR",
                },
            },
            "fr-FR",
            "Europe/Paris",
            "EUR",
            "vallon",
            Now
        );
        var content = new QuoteContent
        {
            Title = "Entretien",
            StartsAt = new DateTime(2027, 1, 31),
            EndsAt = new DateTime(2028, 1, 30),
            Items =
            [
                new QuoteLine
                {
                    Key = Guid.CreateVersion7(),
                    Name = "Tonte",
                    UnitPrice = 145,
                    Vat = Vat.Standard(20),
                    Recurrence = rhythm,
                },
            ],
        };
        var by = Actor.Member(Guid.CreateVersion7(), "Anna");
        var quote = new Quote(Guid.CreateVersion7(), account.Id, QuoteKind.Contract, "D-1", content, by, Now);
        var sending = new Sending(
            account,
            new CustomerDetails { Name = "Claire" },
            new SellerDetails("Anna", "", ""),
            "C-1",
            new(2027, 1, 1),
            []
        );
        var revision = quote.Settle(sending, by, Now, Guid.NewGuid);
        quote.Win(new OfflineAcceptance("phone", "", null), by, Now);
        return Contract.Of(quote, revision, "K-1", new DateOnly(2026, 11, 21), Guid.NewGuid, Now);
    }
}
