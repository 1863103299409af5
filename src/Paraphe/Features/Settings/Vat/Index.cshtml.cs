using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>The VAT rates that lines choose from. Quotes keep the rate they were given.</summary>
public sealed class VatModel(Db db, Texts texts) : SettingsPage<VatInput>(db, texts)
{
    public const int Most = 30;

    /// <summary>Of EN 16931, in words: <c>Settings.Vat.In.S</c>.</summary>
    public static readonly string[] Categories = ["S", "Z", "E", "AE", "K", "G", "O"];

    protected override string Group => "Vat";

    public IEnumerable<SelectListItem> CategoryItems =>
        Categories.Select(category => new SelectListItem(Texts["Settings.Vat.In." + category], category));

    protected override VatInput Read(Account account) =>
        new()
        {
            Rates =
            [
                .. account.Settings.VatRates.Select(rate => new VatInput.Line
                {
                    Name = rate.Name,
                    Category = rate.Category,
                    Rate = Texts.Number(rate.Rate),
                    Reason = rate.Reason.Length > 0 ? rate.Reason : null,
                }),
                new VatInput.Line { Category = "S" },
            ],
            Standard = account.Settings.VatRates.ToList().FindIndex(rate => rate.Standard),
        };

    protected override Task Write(Account account, CancellationToken stop)
    {
        var rates = Input.Rates.Take(Most).Select(RateOf).OfType<Vats>().ToList();
        if (rates.Count == 0)
            throw new BrokenRuleException("Settings.Vat.None");
        if (!rates.Exists(rate => rate.Standard))
            rates[0] = rates[0] with { Standard = true };
        account.ChangeSettings(account.Settings with { VatRates = rates });
        return Task.CompletedTask;
    }

    private Vats? RateOf(VatInput.Line line, int row)
    {
        // A row without a name is one that was emptied to remove it, or the blank one.
        if (line.Remove || string.IsNullOrWhiteSpace(line.Name))
            return null;
        if (!Categories.Contains(line.Category, StringComparer.Ordinal))
            throw new BrokenRuleException("Shared.Error.Invalid", $"Rates[{row}].Category");
        var percent = TypedNumber.Percent(line.Rate, $"Rates[{row}].Rate", Texts) ?? 0;
        if (line.Category == "S" == (percent == 0))
            throw new BrokenRuleException(percent == 0 ? "Settings.Vat.StandardZero" : "Settings.Vat.OnlyStandard", $"Rates[{row}].Rate");
        return new Vats(line.Name.Trim(), line.Category!, percent, row == Input.Standard, line.Reason?.Trim() ?? "");
    }
}

public sealed record VatInput
{
    public List<Line> Rates { get; init; } = [];

    /// <summary>Row of the rate that new lines get.</summary>
    public int Standard { get; init; }

    public sealed record Line
    {
        [StringLength(60)]
        public string? Name { get; init; }

        [StringLength(2)]
        public string? Category { get; init; }

        [StringLength(10)]
        public string? Rate { get; init; }

        [StringLength(200)]
        public string? Reason { get; init; }

        public bool Remove { get; init; }
    }
}
