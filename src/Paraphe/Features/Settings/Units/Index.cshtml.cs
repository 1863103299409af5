using System.ComponentModel.DataAnnotations;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>The units that lines choose from, one a line of text.</summary>
public sealed class UnitsModel(Db db, Texts texts) : SettingsPage<UnitsInput>(db, texts)
{
    private const int Most = 60;
    private const int Longest = 20;

    protected override string Group => "Units";

    protected override UnitsInput Read(Account account) => new() { Units = string.Join('\n', account.Settings.Units) };

    protected override Task Write(Account account, CancellationToken stop)
    {
        var units = (Input.Units ?? "")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (units.Find(unit => unit.Length > Longest) is { } wide)
            throw new BrokenRuleException("Settings.Units.TooLong", nameof(Input.Units), wide, Longest);
        if (units.Count > Most)
            throw new BrokenRuleException("Settings.Units.TooMany", nameof(Input.Units), Most);
        account.ChangeSettings(account.Settings with { Units = units });
        return Task.CompletedTask;
    }
}

public sealed record UnitsInput
{
    [StringLength(2000)]
    public string? Units { get; init; }
}
