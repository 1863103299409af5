using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Numbers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>The company as its documents name it; numbers are checked by the country's rules.</summary>
public sealed class CompanyModel(Db db, Texts texts) : SettingsPage<CompanyInput>(db, texts)
{
    public static readonly string[] Trades = ["building", "gardening", "repair"];

    protected override string Group => "Company";

    public string Country => Account.Profile.Address.Country;

    public IEnumerable<SelectListItem> CountryItems =>
        Countries.All(Texts.Culture).Select(country => new SelectListItem(country.Name, country.Code));

    /// <summary>As the company's country calls it: SIRET, KvK, HRB.</summary>
    public string CompanyNumberLabel =>
        Texts.Has("Settings.Company.NumberIn." + Country)
            ? Texts["Settings.Company.NumberIn." + Country]
            : Texts["Settings.Company.CompanyNumber"];

    protected override CompanyInput Read(Account account) => CompanyInput.Of(account.Profile);

    protected override Task Write(Account account, CancellationToken stop)
    {
        if (!Countries.Exists(Input.Country))
            throw new BrokenRuleException("Shared.Error.Invalid", nameof(Input.Country));
        account.ChangeProfile(Input.ToProfile(account.Profile));
        return Task.CompletedTask;
    }
}

public sealed record CompanyInput
{
    [Required, StringLength(120)]
    public string? Name { get; init; }

    [StringLength(40)]
    public string? LegalForm { get; init; }

    [StringLength(40)]
    public string? Capital { get; init; }

    [StringLength(200)]
    public string? Line1 { get; init; }

    [StringLength(200)]
    public string? Line2 { get; init; }

    [StringLength(20)]
    public string? PostalCode { get; init; }

    [StringLength(100)]
    public string? City { get; init; }

    [StringLength(40)]
    public string? State { get; init; }

    [Required, StringLength(2)]
    public string? Country { get; init; }

    [StringLength(254)]
    public string? Email { get; init; }

    [StringLength(40)]
    public string? Phone { get; init; }

    [StringLength(200)]
    public string? Website { get; init; }

    [StringLength(40)]
    public string? CompanyNumber { get; init; }

    [StringLength(80)]
    public string? TradeRegister { get; init; }

    [StringLength(40)]
    public string? VatNumber { get; init; }

    public bool VatExempt { get; init; }

    [StringLength(50)]
    public string? Iban { get; init; }

    [StringLength(20), RegularExpression("^[A-Za-z]{6}[A-Za-z0-9]{2}([A-Za-z0-9]{3})?$")]
    public string? Bic { get; init; }

    [StringLength(500)]
    public string? Insurance { get; init; }

    [StringLength(500)]
    public string? Mediator { get; init; }

    public List<string> Trades { get; init; } = [];

    public static CompanyInput Of(CompanyProfile profile) =>
        new()
        {
            Name = profile.Name,
            LegalForm = Blank(profile.LegalForm),
            Capital = Blank(profile.Capital),
            Line1 = Blank(profile.Address.Line1),
            Line2 = Blank(profile.Address.Line2),
            PostalCode = Blank(profile.Address.PostalCode),
            City = Blank(profile.Address.City),
            State = Blank(profile.Address.State),
            Country = Blank(profile.Address.Country),
            Email = Blank(profile.Email),
            Phone = Blank(profile.Phone),
            Website = Blank(profile.Website),
            CompanyNumber = Blank(profile.CompanyNumber),
            TradeRegister = Blank(profile.TradeRegister),
            VatNumber = Blank(profile.VatNumber),
            VatExempt = profile.VatExempt,
            Iban = Domain.Numbers.Iban.Find(profile.Iban)?.ToString() ?? Blank(profile.Iban),
            Bic = Blank(profile.Bic),
            Insurance = Blank(profile.Insurance),
            Mediator = Blank(profile.Mediator),
            Trades = [.. profile.Trades],
        };

    /// <exception cref="BrokenRuleException">A number or address that cannot be; its field says which.</exception>
    public CompanyProfile ToProfile(CompanyProfile old) =>
        old with
        {
            Name = Text(Name),
            LegalForm = Text(LegalForm),
            Capital = Text(Capital),
            Address = new Address
            {
                Line1 = Text(Line1),
                Line2 = Text(Line2),
                PostalCode = Text(PostalCode),
                City = Text(City),
                // Only two countries have them (CU 4).
                State = Country is "US" or "CA" ? Text(State) : "",
                Country = Country!,
            },
            Email = EmailOf(Email, nameof(Email)),
            Phone = Text(Phone),
            Website = Text(Website),
            CompanyNumber = CompanyNumbers.Parse(Country!, Text(CompanyNumber), nameof(CompanyNumber)),
            TradeRegister = Text(TradeRegister),
            VatNumber = Text(VatNumber) is { Length: > 0 } vat ? Domain.Numbers.VatNumber.Parse(vat, Country!, nameof(VatNumber)).Text : "",
            VatExempt = VatExempt,
            Iban = Text(Iban) is { Length: > 0 } iban ? Domain.Numbers.Iban.Parse(iban, nameof(Iban)).Text : "",
            Bic = Text(Bic).ToUpperInvariant(),
            Insurance = Text(Insurance),
            Mediator = Text(Mediator),
            Trades = [.. CompanyModel.Trades.Intersect(Trades, StringComparer.Ordinal)],
        };

    internal static string EmailOf(string? typed, string field) =>
        Text(typed) is { Length: > 0 } text
            ? EmailAddress.Find(text)?.Text ?? throw new BrokenRuleException("Shared.Error.Email", field)
            : "";

    private static string Text(string? typed) => typed?.Trim() ?? "";

    private static string? Blank(string kept) => kept.Length > 0 ? kept : null;
}
