using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Invoices;
using Paraphe.Platform.Data;

namespace Paraphe.Tests.EInvoicing;

/// <summary>Invoices that were issued, for those that hand them on.</summary>
internal static class Issued
{
    public static readonly CustomerDetails Bakery = new()
    {
        Name = "Boulangerie Martin",
        Email = "compta@martin.example",
        Address = new()
        {
            Line1 = "8 rue du Four",
            PostalCode = "75006",
            City = "Paris",
            Country = "FR",
        },
        CompanyNumber = "303 265 045",
        VatNumber = "FR40303265045",
    };

    public static Task Company(this Office office) =>
        office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeProfile(
                account.Profile with
                {
                    CompanyNumber = "732 829 320 00074",
                    VatNumber = "FR44732829320",
                    Iban = "FR76 3000 6000 0112 3456 7890 189",
                }
            );
            await db.SaveChangesAsync();
        });

    public static Task Door(this Office office, HandOverSettings door) =>
        office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeSettings(account.Settings with { HandOver = door });
            await db.SaveChangesAsync();
        });

    public static async Task<Guid> Invoice(
        this Office office,
        decimal price = 100,
        decimal rate = 20,
        CustomerDetails? customer = null,
        Guid? corrects = null,
        string currency = "EUR"
    )
    {
        await using var scope = office.World.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().Enter(office.AccountId);
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var by = Actor.Member(office.Member.Id, office.Member.Name);
        var buyer = new Customer(db.NewId(), office.AccountId, customer ?? Bakery, prospect: false, db.Now);
        db.Customers.Add(buyer);
        var invoice = new Invoice(
            db.NewId(),
            office.AccountId,
            new InvoiceOrigin(corrects is null ? InvoiceBasis.ByHand : InvoiceBasis.Credit, buyer.Id, buyer.Details.Name)
            {
                CorrectsId = corrects,
            },
            new InvoiceContent
            {
                Reason = corrects is null ? "" : "Retour",
                QuoteNumber = "Q-2026-0001",
                DeliveredOn = new DateOnly(2026, 11, 20),
                Priced = new QuoteContent
                {
                    Title = "Terrasse",
                    Currency = currency,
                    Language = "fr",
                    Items =
                    [
                        new QuoteLine
                        {
                            Key = db.NewId(),
                            Name = "Pose",
                            Quantity = 1,
                            Unit = "h",
                            UnitPrice = price,
                            Vat = Vat.Standard(rate),
                        },
                    ],
                },
            },
            by,
            db.Now
        );
        db.Invoices.Add(invoice);
        await db.SaveChangesAsync();
        var issued = await scope.ServiceProvider.GetRequiredService<Invoicing>().Issue(invoice.Id, null, null, by, CancellationToken.None);
        return issued.Id;
    }
}
