using System.Text.Json;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Json;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Demo;

/// <summary>The sample company's words in one language, with names and addresses of a country that speaks it.</summary>
public sealed record SampleCompany
{
    public required string Country { get; init; }
    public required string Brand { get; init; }

    /// <summary>Of its e-mail addresses; ends in <c>.example</c>, where no mail ever arrives.</summary>
    public required string Domain { get; init; }
    public required CompanyProfile Company { get; init; }

    /// <summary>Owner, Manager, Estimator, Viewer.</summary>
    public required IReadOnlyList<string> Members { get; init; }
    public required IReadOnlyDictionary<string, SampleCustomer> Customers { get; init; }
    public required SamplePeople People { get; init; }
    public required IReadOnlyList<string> Leads { get; init; }

    /// <summary>Name and description by key.</summary>
    public required IReadOnlyDictionary<string, string[]> Services { get; init; }
    public required IReadOnlyDictionary<string, string> Sections { get; init; }
    public required IReadOnlyDictionary<string, string> Groups { get; init; }

    /// <summary>Titles by the key of the deal.</summary>
    public required IReadOnlyDictionary<string, string> Quotes { get; init; }
    public required IReadOnlyDictionary<string, SampleRequest> Requests { get; init; }
    public required IReadOnlyDictionary<string, string> Words { get; init; }

    /// <param name="language">One of ours; any other is English.</param>
    public static SampleCompany In(string language)
    {
        using var stream = typeof(SampleCompany).Assembly.GetManifestResourceStream(
            $"demo/{Languages.Get(language).TwoLetterISOLanguageName}"
        )!;
        return JsonSerializer.Deserialize<SampleCompany>(stream, DomainJson.Options)!;
    }

    /// <summary>Hélène Perret has helene.perret@ the domain.</summary>
    public static string Mailbox(string name, string domain)
    {
        var words = SearchText.Fold(name).Split(' ').Where(word => word is not ("dr" or "dr." or "dra.")).ToArray();
        var local = string.Join('.', new[] { words[0], words[^1] }.Distinct(StringComparer.Ordinal));
        return $"{string.Concat(local.Where(c => char.IsAsciiLetterOrDigit(c) || c == '.'))}@{domain}";
    }
}

/// <summary>What further customers are named by; {0} is a last name, or the number of a house.</summary>
public sealed record SamplePeople(
    IReadOnlyList<string> First,
    IReadOnlyList<string> Last,
    IReadOnlyList<string> Companies,
    IReadOnlyList<string> Streets
);

/// <param name="Contact">The person of a company; a private customer is one himself.</param>
public sealed record SampleCustomer(
    string Name,
    string Street,
    string PostalCode,
    string City,
    string Phone,
    string Property,
    string? Contact,
    string? Function
)
{
    public string Person => Contact ?? Name;

    /// <summary>A company's domain is made of its name.</summary>
    public string Email =>
        SampleCompany.Mailbox(
            Person,
            Contact is null
                ? "mail.example"
                : string.Concat(SearchText.Fold(Name).Select(c => c == ' ' ? '-' : c).Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
                    + ".example"
        );
}

/// <param name="Name">Of somebody who is in no list yet; null where a customer asks.</param>
/// <param name="Reply">Of a member; null leaves it unanswered.</param>
/// <param name="Again">What the requester wrote then.</param>
public sealed record SampleRequest(
    string? Name,
    string? Email,
    string? Phone,
    string? Street,
    string? PostalCode,
    string? City,
    string Subject,
    string Text,
    string? Reply,
    string? Again
)
{
    public Requester Requester(string country) =>
        new()
        {
            Name = Name ?? "",
            Email = Email ?? "",
            Phone = Phone ?? "",
            Address = new Address
            {
                Line1 = Street ?? "",
                PostalCode = PostalCode ?? "",
                City = City ?? "",
                Country = country,
            },
        };
}
