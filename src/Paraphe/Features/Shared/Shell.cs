namespace Paraphe.Features.Shared;

/// <summary>
/// What stands around a page: company, member, counts. One per request; sign-in fills it for members, the portal for customers.
/// A page without either (sign-in, setup, errors) leaves it empty.
/// </summary>
public sealed class Shell
{
    /// <summary>The account whose colour the page wears; the sheet is <c>/brand/{AccountId}.css</c>.</summary>
    public Guid? AccountId { get; set; }

    public string? Company { get; set; }

    /// <summary>Address of the logo picture; without one, the company's initial stands in.</summary>
    public string? LogoHref { get; set; }

    public string? Member { get; set; }

    public string? MemberEmail { get; set; }

    /// <summary>Unread notices, shown on the bell.</summary>
    public int Unread { get; set; }

    /// <summary>The moment from which the page listens to what happens.</summary>
    public string Mark { get; set; } = "";

    /// <summary>Figures in the navigation by its key, such as <c>Quotes</c>.</summary>
    public Dictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>Places of apps that are turned off, by key.</summary>
    public HashSet<string> Hidden { get; } = new(StringComparer.Ordinal);

    /// <summary>The company's telephone, in the head of the portal.</summary>
    public string? Phone { get; set; }

    /// <summary>The PDF of the quote on show, in the head of the portal.</summary>
    public string? PdfHref { get; set; }

    /// <summary>The company's legal line at the foot of the portal.</summary>
    public string? LegalLine { get; set; }
}
