using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>Language and formats, clock and money of the account.</summary>
public sealed class PlaceModel(Db db, Texts texts) : SettingsPage<PlaceInput>(db, texts)
{
    /// <summary>Times without a country's rules, and names of the past, help nobody to choose.</summary>
    private static readonly string[] Zones =
    [
        .. TimeZoneInfo
            .GetSystemTimeZones()
            .Select(zone => zone.Id)
            .Where(id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal))
            .Append("Etc/UTC")
            .Order(StringComparer.Ordinal),
    ];

    protected override string Group => "Place";

    public IEnumerable<SelectListItem> Locales =>
        Languages
            .Locales.Select(Languages.Get)
            .OrderBy(culture => culture.NativeName, StringComparer.InvariantCulture)
            .Select(culture => new SelectListItem(Capital(culture), culture.Name));

    public IEnumerable<SelectListItem> ZoneItems =>
        Zones.Append(Account.TimeZone).Distinct(StringComparer.Ordinal).Select(zone => new SelectListItem(zone.Replace('_', ' '), zone));

    public IEnumerable<SelectListItem> Currencies => Currency.All.Select(currency => new SelectListItem(currency.Code, currency.Code));

    public string Sample
    {
        get
        {
            var theirs = Texts.In(Account.Locale);
            return $"{theirs.LongDate(Account.Today(Db.Now))} · {theirs.Money(1234.5m, Account.Currency)}";
        }
    }

    protected override PlaceInput Read(Account account) =>
        new()
        {
            Locale = account.Locale,
            TimeZone = account.TimeZone,
            Currency = account.Currency,
        };

    protected override Task Write(Account account, CancellationToken stop)
    {
        if (!Languages.Locales.Contains(Input.Locale, StringComparer.Ordinal))
            throw new BrokenRuleException("Shared.Error.Invalid", nameof(Input.Locale));
        if (Input.TimeZone != account.TimeZone && !Zones.Contains(Input.TimeZone, StringComparer.Ordinal))
            throw new BrokenRuleException("Shared.Error.Invalid", nameof(Input.TimeZone));
        account.ChangePlace(Input.Locale!, Input.TimeZone!, Currency.Of(Input.Currency!).Code);
        return Task.CompletedTask;
    }

    private static string Capital(CultureInfo culture) =>
        culture.NativeName.Length > 0 ? char.ToUpper(culture.NativeName[0], culture) + culture.NativeName[1..] : culture.Name;
}

public sealed record PlaceInput
{
    [Required]
    public string? Locale { get; init; }

    [Required]
    public string? TimeZone { get; init; }

    [Required]
    public string? Currency { get; init; }
}
