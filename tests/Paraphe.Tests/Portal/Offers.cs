using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Tests.Portal;

/// <summary>A garden quote with options, sent and ready to be answered.</summary>
internal static class Offers
{
    public static readonly Guid Tree = new("01900000-0000-7000-8000-000000000001");
    public static readonly Guid Lamps = new("01900000-0000-7000-8000-000000000002");
    public static readonly Guid Comfort = new("01900000-0000-7000-8000-000000000003");
    public static readonly Guid Ambiance = new("01900000-0000-7000-8000-000000000004");
    public static readonly Guid Light = new("01900000-0000-7000-8000-000000000005");

    public static QuoteContent Garden(string language = "fr-FR") =>
        new()
        {
            Title = "Une terrasse et un jardin pour vos soirées d’été",
            Introduction = "Chère Madame Fontanel, merci pour votre accueil mardi dernier.",
            Terms = "Acompte à la signature, solde à la réception. Valable jusqu’au {validUntil}.",
            Language = language,
            DepositPercent = 30,
            StartsAt = new DateTime(2027, 3, 8, 8, 0, 0),
            Items =
            [
                new QuoteSection { Key = Guid.CreateVersion7(), Title = "Terrasse" },
                Line("Préparation du sol", 40, "m²", 67),
                Line("Dallage en pierre", 38, "m²", 110),
                Line("Olivier en pot", 1, "", 640) with
                {
                    Key = Tree,
                    Option = new OptionTerms { Preselected = true },
                },
                Line("Lampes", 2, "pièces", 100) with
                {
                    Key = Lamps,
                    Option = new OptionTerms { MinQuantity = 1, MaxQuantity = 6 },
                },
                Line("Confort", 1, "", 780) with
                {
                    Key = Comfort,
                    Option = new OptionTerms { Group = Light, Preselected = true },
                },
                Line("Ambiance", 1, "", 1620) with
                {
                    Key = Ambiance,
                    Option = new OptionTerms { Group = Light },
                },
            ],
            Groups =
            [
                new OptionGroup
                {
                    Key = Light,
                    Title = "Votre éclairage",
                    Rule = GroupRule.ExactlyOne,
                },
            ],
        };

    public static async Task<Guid> Draft(this Office office, QuoteContent? content = null, CustomerKind kind = CustomerKind.Person)
    {
        var id = Guid.CreateVersion7();
        await office.Db(async db =>
        {
            var details = new CustomerDetails
            {
                Kind = kind,
                Name = kind == CustomerKind.Person ? "Claire Fontanel" : "Hôtel du Lac",
                Email = "claire@fontanel.example",
                Language = "fr",
                Address = new Address
                {
                    Line1 = "12 allée des Tilleuls",
                    PostalCode = "74000",
                    City = "Annecy",
                    Country = "FR",
                },
            };
            var customer = new Customer(db.NewId(), db.AccountId, details, prospect: true, db.Now);
            db.Customers.Add(customer);
            var quote = new Quote(id, db.AccountId, QuoteKind.Offer, $"D-{id:N}", content ?? Garden(), office.Member.AsActor, db.Now);
            quote.ForCustomer(customer, null, db.Now);
            db.Quotes.Add(quote);
            await db.SaveChangesAsync();
        });
        return id;
    }

    /// <summary>Sends by the page, to the customer, and lets the mail leave.</summary>
    /// <returns>The path of the customer's link.</returns>
    public static async Task<string> Send(this Office office, Guid quote)
    {
        var sent = await (await office.Get($"/quotes/{quote}/send")).Submit("#send");
        sent.Has(".error").ShouldBeFalse(sent.Text);
        await office.Settle();
        return await office.LinkOf(quote);
    }

    public static async Task<string> SentGarden(this Office office) => await office.Send(await office.Draft());

    /// <summary>The link as the newest mail of the quote carries it.</summary>
    public static async Task<string> LinkOf(this Office office, Guid quote) => (await office.LinksOf(quote)).First().Value;

    /// <summary>The links of the newest revision by address.</summary>
    public static async Task<Dictionary<string, string>> LinksOf(this Office office, Guid quote)
    {
        var mails = await office.Db(db =>
            (
                from mail in db.OutgoingMails
                join delivery in db.Deliveries on mail.DeliveryId equals delivery.Id
                where
                    mail.QuoteId == quote
                    && delivery.RevisionNumber == db.Deliveries.Where(d => d.QuoteId == quote).Max(d => d.RevisionNumber)
                orderby delivery.Id
                select new { delivery.Email, mail.RawHash }
            ).ToListAsync()
        );
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var mail in mails)
        {
            var raw = await office.World.Services.GetRequiredService<Platform.Files.FileStore>().Read(mail.RawHash);
            var text = System.Text.Encoding.ASCII.GetString(raw).Replace("=\r\n", "", StringComparison.Ordinal);
            var at = text.IndexOf("/q/", StringComparison.Ordinal);
            links[mail.Email] = text.Substring(at, 3 + 43);
        }
        return links;
    }

    /// <summary>The link as one recipient got it last.</summary>
    public static async Task<string> LinkTo(this Office office, string address, Guid quote)
    {
        var hash = await office.Db(db =>
            (
                from mail in db.OutgoingMails
                join delivery in db.Deliveries on mail.DeliveryId equals delivery.Id
                where mail.QuoteId == quote && mail.ToAddress == address
                orderby delivery.RevisionNumber descending
                select mail.RawHash
            ).FirstAsync()
        );
        var raw = await office.World.Services.GetRequiredService<Platform.Files.FileStore>().Read(hash);
        var text = Platform.Mail.MimeReader.Read(raw).Text;
        return text.Substring(text.IndexOf("/q/", StringComparison.Ordinal), 3 + 43);
    }

    /// <summary>Changes how the account takes answers; quotes that are sent from now on follow.</summary>
    public static Task Want(this Office office, Func<Domain.Accounts.Policies, Domain.Accounts.Policies> change) =>
        office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeSettings(account.Settings with { Policies = change(account.Settings.Policies) });
            await db.SaveChangesAsync();
        });

    public static Task<Quote> Quote(this Office office, Guid id) =>
        office.Db(db => db.Quotes.AsNoTracking().SingleAsync(row => row.Id == id));

    private static QuoteLine Line(string name, decimal quantity, string unit, decimal price) =>
        new()
        {
            Key = Guid.CreateVersion7(),
            Name = name,
            Quantity = quantity,
            Unit = unit,
            UnitPrice = price,
            Vat = Vat.Standard(20),
        };
}
