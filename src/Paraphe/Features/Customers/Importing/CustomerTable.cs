using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Tables;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers.Importing;

/// <summary>The customer list as a table: what is written is read again by the import. The template is the same without rows.</summary>
public sealed class CustomerTable(Db db, Texts texts, IReadOnlyList<OwnField> own)
{
    private const int Piece = 500;
    private IReadOnlyList<string> fields = ImportFields.All(own);

    public IReadOnlyList<string> Headings => [.. fields.Select(column => ImportFields.Label(column, texts, own))];

    /// <param name="empty">Headings and one row as an example, for the template.</param>
    public async Task<Stream> Write(bool xlsx, bool empty, CancellationToken stop)
    {
        var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            65536,
            FileOptions.DeleteOnClose
        );
        var rows = empty ? Template().ToAsyncEnumerable() : Rows(stop);
        if (xlsx)
            await TableWriter.Xlsx(file, texts["Customers.Title"], rows, stop);
        else
            await TableWriter.Csv(file, ';', rows, stop);
        file.Position = 0;
        return file;
    }

    private IEnumerable<IReadOnlyList<string>> Template()
    {
        yield return [.. Headings.Skip(1)];
        var example = new Customer(
            Guid.Empty,
            db.AccountId,
            new CustomerDetails
            {
                Name = "Example",
                Email = "info@example.com",
                Phone = "+352 26 12 34 56",
                Address = new Address
                {
                    Line1 = "1, rue de l'Exemple",
                    PostalCode = "1009",
                    City = "Luxembourg",
                    Country = "LU",
                },
            },
            prospect: false,
            db.Now
        );
        yield return [.. fields.Skip(1).Select(field => Cell(example, field))];
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> Rows([EnumeratorCancellation] CancellationToken stop)
    {
        // As many columns as the one with most of them needs.
        var contacts = await db
            .Contacts.GroupBy(contact => contact.CustomerId)
            .Select(all => all.Count())
            .OrderByDescending(count => count)
            .FirstOrDefaultAsync(stop);
        var properties = await db
            .Properties.GroupBy(property => property.CustomerId)
            .Select(all => all.Count())
            .OrderByDescending(count => count)
            .FirstOrDefaultAsync(stop);
        fields = ImportFields.All(own, Math.Max(ImportFields.Contacts, contacts), Math.Max(ImportFields.Properties, properties));
        yield return Headings;
        for (var last = Guid.Empty; ; )
        {
            var after = last;
            var piece = await db
                .Customers.AsNoTracking()
                .Where(c => c.Id.CompareTo(after) > 0)
                .OrderBy(c => c.Id)
                .Take(Piece)
                .Include(c => c.Contacts)
                .Include(c => c.Properties)
                .AsSplitQuery()
                .ToListAsync(stop);
            foreach (var customer in piece)
                yield return [.. fields.Select(field => Cell(customer, field))];
            if (piece.Count < Piece)
                yield break;
            last = piece[^1].Id;
        }
    }

    private string Cell(Customer customer, string field)
    {
        var (details, memo) = (customer.Details, customer.Memo);
        if (field.StartsWith(ImportFields.Own, StringComparison.Ordinal))
            return memo.Fields.GetValueOrDefault(field[ImportFields.Own.Length..], "");
        if (field.Split('.') is [var group, var part])
        {
            var place = ImportFields.CountIn(group) - 1;
            return group.StartsWith('c')
                ? customer.Contacts.OrderBy(contact => contact.Id).ElementAtOrDefault(place) is { } contact
                    ? Of(contact.Details, part)
                    : ""
                : customer.Properties.OrderBy(property => property.Id).ElementAtOrDefault(place) is { } property
                    ? part == "name"
                        ? property.Name
                        : Of(property.Address, part)
                    : "";
        }
        return field switch
        {
            "reference" => customer.Id.ToString(),
            "kind" => texts["Customers.Kind." + details.Kind],
            "name" => details.Name,
            "email" => details.Email,
            "phone" => details.Phone,
            "vatNumber" => details.VatNumber,
            "companyNumber" => details.CompanyNumber,
            "language" => details.Language,
            "leadSource" => details.LeadSource,
            "tags" => string.Join(", ", details.Tags),
            "iban" => memo.Iban,
            "note" => memo.Note,
            "firstName" or "lastName" => "",
            _ => Of(details.Address, field),
        };
    }

    private static string Of(ContactDetails contact, string part) =>
        part switch
        {
            "name" => contact.Name,
            "function" => contact.Function,
            "email" => string.Join(", ", contact.Emails),
            _ => string.Join(", ", contact.Phones),
        };

    private static string Of(Address address, string part) =>
        part switch
        {
            "line1" => address.Line1,
            "line2" => address.Line2,
            "postalCode" => address.PostalCode,
            "city" => address.City,
            "state" => address.State,
            _ => address.Country,
        };
}
