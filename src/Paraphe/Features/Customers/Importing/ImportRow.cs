using System.Globalization;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Numbers;
using Paraphe.Platform.Tables;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers.Importing;

/// <summary>What a file says of one customer. Empty cells say nothing: they change nothing of somebody who is in the list.</summary>
public sealed class ImportRow(TableRow row, ImportColumns columns)
{
    private readonly List<(string Field, string Value, BrokenRuleException Rule)> unread = [];

    public int Line => row.Line;

    public string? this[string field] => columns[field] is { } column && row[column] is { Length: > 0 } cell ? cell : null;

    public Guid? Reference => Guid.TryParse(this["reference"], out var id) ? id : null;

    /// <summary>By what the list may know him; empty when the row does not say.</summary>
    public string Key(ImportKey key) =>
        key switch
        {
            ImportKey.Email => EmailAddress.Find(this["email"])?.Key ?? "",
            ImportKey.VatNumber => VatNumber.Find(this["vatNumber"], Country(""))?.Text ?? "",
            _ => CustomerKeys.Bare(this["companyNumber"] ?? ""),
        };

    public CustomerDetails Over(CustomerDetails old)
    {
        var address = AddressOver(old.Address, "");
        return (
            old with
            {
                Kind = Kind(old.Kind, old.Name.Length == 0),
                Name = Name ?? old.Name,
                Email = this["email"] ?? old.Email,
                Phone = this["phone"] ?? old.Phone,
                Address = address,
                VatNumber = this["vatNumber"] ?? old.VatNumber,
                CompanyNumber = this["companyNumber"] ?? old.CompanyNumber,
                Language = Language(old.Language),
                LeadSource = this["leadSource"] ?? old.LeadSource,
                Tags =
                    this["tags"]?.Split([',', ';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    ?? old.Tags,
            }
        ).Tidied();
    }

    public CustomerMemo Over(CustomerMemo old)
    {
        var values = old.Fields.ToDictionary(field => field.Key, field => field.Value);
        foreach (var field in columns.OwnFields)
            if (this[ImportFields.Own + field.Key] is { } cell)
                values[field.Key] = OwnValue(field, cell);
        return (old with { Iban = this["iban"] ?? old.Iban, Note = this["note"] ?? old.Note, Fields = values }).Tidied();
    }

    public IEnumerable<ContactDetails> Contacts()
    {
        for (var n = 1; n <= columns.Contacts; n++)
            if ((this[$"contact{n}.name"] ?? Several(this[$"contact{n}.email"]).FirstOrDefault()) is { } name)
                yield return new ContactDetails
                {
                    Name = name[..Math.Min(name.Length, 200)],
                    Function = Short(this[$"contact{n}.function"], 100),
                    Emails = Several(this[$"contact{n}.email"]),
                    Phones = [.. Several(this[$"contact{n}.phone"]).Select(phone => Short(phone, 50))],
                }.Tidied();
    }

    // As the export writes them, and as people do.
    private static string[] Several(string? cell) =>
        [
            .. (cell ?? "")
                .Split([',', ';', '|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Take(ContactDetails.MostOfEach),
        ];

    public IEnumerable<(string Name, Address Address)> Properties()
    {
        for (var n = 1; n <= columns.Properties; n++)
            if (AddressOver(new Address(), $"property{n}.") is { IsEmpty: false } address)
                yield return (Short(this[$"property{n}.name"], 200), address);
    }

    /// <summary>All that is wrong, by column; what was read of him comes along.</summary>
    public IEnumerable<(string Field, string Value, BrokenRuleException Rule)> Flaws(CustomerDetails details, CustomerMemo memo)
    {
        foreach (var one in unread)
            yield return one;
        foreach (
            var flaw in AddressInput
                .Flaws(details.Address, whole: false)
                .Where(flaw => flaw.Rule.StartsWith("Customers.", StringComparison.Ordinal))
                .Concat(details.Flaws(whole: false))
                .Concat(memo.Flaws(columns.OwnFields))
        )
            yield return At(flaw);
        for (var n = 1; n <= columns.Contacts; n++)
            foreach (var email in Several(this[$"contact{n}.email"]).Where(email => EmailAddress.Find(email) is null))
                yield return ($"contact{n}.email", email, new BrokenRuleException("Rules.EmailAddress", null, email));
        for (var n = 1; n <= columns.Properties; n++)
        {
            var group = $"property{n}.";
            var address = AddressOver(new Address(), group);
            if (!address.IsEmpty)
                foreach (var flaw in AddressInput.Flaws(address, whole: false, group))
                    yield return At(flaw);
        }
    }

    private (string, string, BrokenRuleException) At(BrokenRuleException flaw)
    {
        var field = flaw.Field ?? "";
        if (field.StartsWith("Fields[", StringComparison.Ordinal))
            field = ImportFields.Own + field[7..^1];
        else if (field.Split('.') is [var group, var part])
            field = group == "Address" ? Small(part) : $"{group}.{Small(part)}";
        else
            field = Small(field);
        return (field, this[field] ?? "", flaw);
    }

    private string? Name =>
        this["name"]
        ?? (
            this["firstName"] is null && this["lastName"] is null ? this["contact1.name"] : $"{this["firstName"]} {this["lastName"]}".Trim()
        );

    private string Country(string group) => this[group + "country"] is { } text ? columns.CountryOf(text) ?? text : columns.Country;

    private Address AddressOver(Address old, string group)
    {
        var country = this[group + "country"] is null && old.Country.Length > 0 ? old.Country : Country(group);
        if (country.Length > 2)
        {
            unread.RemoveAll(one => one.Field == group + "country");
            unread.Add((group + "country", country, new BrokenRuleException("Customers.Error.Country")));
            country = "";
        }
        var code = this[group + "postalCode"];
        return new Address
        {
            Line1 = this[group + "line1"] ?? old.Line1,
            Line2 = this[group + "line2"] ?? old.Line2,
            PostalCode = code is null ? old.PostalCode : Padded(country, code),
            City = this[group + "city"] ?? old.City,
            State = this[group + "state"] is { } state && AddressFormat.Of(country).HasState ? States.Code(country, state) : old.State,
            Country = country,
        }.Tidied();
    }

    // Spreadsheets take the zero from 01000.
    private static string Padded(string country, string code) =>
        code.Length == 4 && code.All(char.IsAsciiDigit) && AddressFormat.Of(country) is { } format && format.PostalCode(code) is null
            ? format.PostalCode("0" + code) ?? code
            : code;

    private CustomerKind Kind(CustomerKind old, bool isNew)
    {
        if (this["kind"] is { } text)
            return columns.KindOf(text) ?? old;
        if (!isNew)
            return old;
        return this["firstName"] is null && (this["companyNumber"] ?? this["vatNumber"] ?? this["contact1.name"]) is not null
            ? CustomerKind.Company
            : CustomerKind.Person;
    }

    private string Language(string old) =>
        this["language"] is not { } text ? old
        : Languages.Find(text) is not null ? text
        : Languages.All.FirstOrDefault(one => SearchText.Fold(one.Name) == SearchText.Fold(text)).Code ?? old;

    private static string OwnValue(OwnField field, string cell) =>
        field.Kind switch
        {
            OwnFieldKind.Number when !cell.Contains('.') => cell.Replace(',', '.').Replace(" ", "", StringComparison.Ordinal),
            OwnFieldKind.Date
                when DateOnly.TryParseExact(
                    cell,
                    ["yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy"],
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                ) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            OwnFieldKind.YesNo => SearchText.Fold(cell) switch
            {
                "yes" or "oui" or "si" or "ja" or "x" or "1" or "true" or "y" => OwnField.Yes,
                "no" or "non" or "nein" or "nee" or "0" or "false" or "n" => "",
                _ => cell,
            },
            _ => cell,
        };

    private static string Short(string? text, int most) => text is null ? "" : text[..Math.Min(text.Length, most)];

    private static string Small(string part) => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..];
}
