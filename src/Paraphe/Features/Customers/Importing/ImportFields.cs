using System.Collections.Frozen;
using System.Globalization;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers.Importing;

/// <summary>What a column of a file of customers may hold. A contact's and an address's fields carry their count: <c>contact2.email</c>.</summary>
public static class ImportFields
{
    public const int Contacts = 3;
    public const int Properties = 2;

    /// <summary>Of each, in a file that has them.</summary>
    public const int Most = 20;
    public const string Own = "own:";

    private static readonly string[] Plain =
    [
        "reference",
        "kind",
        "name",
        "firstName",
        "lastName",
        "email",
        "phone",
        "line1",
        "line2",
        "postalCode",
        "city",
        "state",
        "country",
        "vatNumber",
        "companyNumber",
        "language",
        "leadSource",
        "tags",
        "iban",
        "note",
    ];

    private static readonly string[] OfContact = ["name", "function", "email", "phone"];
    private static readonly string[] OfProperty = ["name", "line1", "line2", "postalCode", "city", "state", "country"];

    // Words of other programs' exports, folded to letters and digits; our own labels in all languages come on top.
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["name"] =
            "name nom nombre naam company companyname societe entreprise firma raisonsociale razonsocial customer customername client nomclient kunde kundenname klant klantnaam bedrijf bedrijfsnaam empresa cliente displayname organisation organization fullname nomcomplet",
        ["firstName"] = "firstname givenname prenom vorname voornaam nombredepila",
        ["lastName"] = "lastname surname familyname nomdefamille nachname familienname achternaam apellido apellidos",
        ["email"] = "email mail emailaddress courriel adresseemail adressemail correo correoelectronico emailadresse emailadres",
        ["phone"] =
            "phone tel telephone telefon telefoon telefono mobile mobil gsm handy portable movil phonenumber telefonnummer telefoonnummer numerodetelephone",
        ["line1"] =
            "address address1 addressline1 street streetaddress adresse adresse1 rue strasse straat calle direccion domicilio adres ligne1",
        ["line2"] = "address2 addressline2 adresse2 complement complementadresse zusatz toevoeging ligne2 suite apartment",
        ["postalCode"] = "zip zipcode postalcode postcode codepostal cp plz postleitzahl codigopostal npa",
        ["city"] = "city town ville localite commune ort stadt plaats gemeente stad ciudad poblacion localidad",
        ["state"] = "state province region etat estado provincia bundesland bundesstaat",
        ["country"] = "country pays land pais countrycode codepays",
        ["vatNumber"] =
            "vat vatnumber vatid tva numerotva numerodetva tvaintra tvaintracommunautaire ustidnr ustid btw btwnummer nif nifiva iva",
        ["companyNumber"] =
            "companynumber siret siren bce kbo kvk numeroentreprise ondernemingsnummer registernummer handelsregister uid ide rcs cif",
        ["language"] = "language langue sprache taal idioma lang",
        ["leadSource"] = "leadsource source origine origin quelle herkomst origen",
        ["tags"] = "tags tag labels etiquettes categories schlagworter etiquetas label",
        ["note"] =
            "note notes remark remarks commentaire commentaires remarque notiz bemerkung notitie opmerking nota observaciones comment comments",
        ["kind"] = "kind type art soort tipo customertype",
        ["iban"] = "iban rib bankaccount",
        ["reference"] = "id reference uuid",
    }
        .SelectMany(field => field.Value.Split(' ').Select(word => (word, field.Key)))
        .ToFrozenDictionary(pair => pair.word, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>All fields in the order of the template.</summary>
    public static IReadOnlyList<string> All(IReadOnlyList<OwnField> own, int contacts = Contacts, int properties = Properties) =>
        [
            .. Plain,
            .. own.Select(field => Own + field.Key),
            .. Enumerable.Range(1, Math.Min(contacts, Most)).SelectMany(n => OfContact.Select(part => $"contact{n}.{part}")),
            .. Enumerable.Range(1, Math.Min(properties, Most)).SelectMany(n => OfProperty.Select(part => $"property{n}.{part}")),
        ];

    /// <summary>Those of the template, and as many more as a plan names.</summary>
    public static IReadOnlyList<string> All(IReadOnlyList<OwnField> own, ImportPlan plan) =>
        All(own, Math.Max(Contacts, Count(plan, "contact")), Math.Max(Properties, Count(plan, "property")));

    /// <summary>The count in <c>contact2</c>.</summary>
    public static int CountIn(string group) =>
        int.TryParse(
            group.AsSpan()[(group.AsSpan().LastIndexOfAnyInRange('a', 'z') + 1)..],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var count
        )
            ? Math.Min(count, Most)
            : 0;

    /// <summary>How many of a group the columns name.</summary>
    public static int Count(ImportPlan plan, string group) =>
        plan
            .Columns.Where(field => field.StartsWith(group, StringComparison.Ordinal))
            .Select(field => CountIn(field.Split('.')[0]))
            .DefaultIfEmpty()
            .Max();

    public static string Label(string field, Texts texts, IReadOnlyList<OwnField> own)
    {
        if (field.StartsWith(Own, StringComparison.Ordinal))
            return own.FirstOrDefault(one => one.Key == field[Own.Length..])?.Name ?? field;
        if (field.Split('.') is not [var group, var part])
            return texts["Customers.Column." + field];
        return texts[
            group.StartsWith('c') ? "Customers.ColumnOfContact" : "Customers.ColumnOfProperty",
            CountIn(group),
            texts["Customers.Column." + part]
        ];
    }

    /// <summary>What the columns seem to hold, by their headings; each field once.</summary>
    public static IReadOnlyList<string> Guess(IReadOnlyList<string> headings, Texts texts, IReadOnlyList<OwnField> own)
    {
        var known = new Dictionary<string, string>(Words, StringComparer.Ordinal);
        foreach (var language in Languages.All)
        foreach (var field in All(own, Most, Most))
            known[Bare(Label(field, texts.In(language.Code), own))] = field;
        var fields = headings.Select(heading => known.GetValueOrDefault(Bare(heading), "")).ToList();
        for (var i = 0; i < fields.Count; i++)
            if (fields.IndexOf(fields[i]) < i)
                fields[i] = "";
        // Beside a first name, the name is the last one.
        if (fields.Contains("firstName") && !fields.Contains("lastName") && fields.IndexOf("name") is >= 0 and var name)
            fields[name] = "lastName";
        return fields;
    }

    private static string Bare(string heading) => string.Concat(SearchText.Fold(heading).Where(char.IsLetterOrDigit));
}
