namespace Paraphe.Domain.Accounts;

/// <summary>The company as its documents name it.</summary>
public sealed record CompanyProfile
{
    public string Name { get; init; } = "";
    public Address Address { get; init; } = new();
    public string Email { get; init; } = "";
    public string Phone { get; init; } = "";
    public string Website { get; init; } = "";

    /// <summary>Legal form, e.g. SARL, SRL, GmbH.</summary>
    public string LegalForm { get; init; } = "";
    public string Capital { get; init; } = "";

    /// <summary>SIRET, BCE/KBO, HRB, KvK … as the country names it.</summary>
    public string CompanyNumber { get; init; } = "";

    /// <summary>RCS or RPM with its town, where there is one.</summary>
    public string TradeRegister { get; init; } = "";
    public string VatNumber { get; init; } = "";

    /// <summary>True prints the small-business exemption of the country and offers no VAT.</summary>
    public bool VatExempt { get; init; }
    public string Iban { get; init; } = "";
    public string Bic { get; init; } = "";
    public string Insurance { get; init; } = "";
    public string Mediator { get; init; } = "";

    /// <summary>Trades that bring duties of their own: building, gardening, repair.</summary>
    public IReadOnlyList<string> Trades { get; init; } = [];
}
