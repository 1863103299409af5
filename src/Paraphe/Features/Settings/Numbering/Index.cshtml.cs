using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>The number pattern of each kind of document, and where its counter stands (QU 4).</summary>
public sealed class NumberingModel(Db db, Texts texts) : SettingsPage<NumberingInput>(db, texts)
{
    public static readonly string[] Kinds = ["offer", "workOrderQuote", "contractQuote", "workOrder", "contract", "invoice", "creditNote"];

    private Dictionary<string, long> drawn = [];

    protected override string Group => "Numbering";

    /// <summary>The number that the next document would get by what is typed; null while it cannot be read.</summary>
    public string? Example(int row)
    {
        try
        {
            return new NumberPattern(Input.Rows[row].Pattern ?? "").Format(Math.Max(1, Input.Rows[row].Next ?? 1), Today);
        }
        catch (BrokenRuleException)
        {
            // The error stands beside the field.
            return null;
        }
    }

    protected override async Task Prepare(Account account, CancellationToken stop) =>
        drawn = await Db.Set<NumberSeries>()
            .ToDictionaryAsync(series => series.Series, series => series.Last, StringComparer.Ordinal, stop);

    protected override NumberingInput Read(Account account) =>
        new() { Rows = [.. Kinds.Select(kind => RowOf(kind, account.Settings.Numbering.Of(kind)))] };

    protected override async Task Write(Account account, CancellationToken stop)
    {
        if (Input.Rows.Count != Kinds.Length)
            throw new BrokenRuleException("Shared.Error.Invalid");
        for (var row = 0; row < Kinds.Length; row++)
            Check(row);
        string Pattern(int row) => Input.Rows[row].Pattern!;
        account.ChangeSettings(
            account.Settings with
            {
                Numbering = new Domain.Accounts.Numbering
                {
                    Offer = Pattern(0),
                    WorkOrderQuote = Pattern(1),
                    ContractQuote = Pattern(2),
                    WorkOrder = Pattern(3),
                    Contract = Pattern(4),
                    Invoice = Pattern(5),
                    CreditNote = Pattern(6),
                },
            }
        );
        for (var row = 0; row < Kinds.Length; row++)
            if (Input.Rows[row].Next is { } next && !await Db.StartAt(SeriesOf(row), next, stop))
                throw new BrokenRuleException("Rules.NumberOnlyUpward", $"Rows[{row}].Next", next);
    }

    private DateOnly Today => Account.Today(Db.Now);

    private NumberingInput.Row RowOf(string kind, string pattern) =>
        new() { Pattern = pattern, Next = drawn.GetValueOrDefault($"{kind}/{new NumberPattern(pattern).Period(Today)}") + 1 };

    private string SeriesOf(int row) => $"{Kinds[row]}/{new NumberPattern(Input.Rows[row].Pattern!).Period(Today)}";

    private void Check(int row)
    {
        var pattern = Input.Rows[row].Pattern?.Trim() ?? "";
        try
        {
            _ = new NumberPattern(pattern);
        }
        catch (BrokenRuleException broken)
        {
            throw new BrokenRuleException(broken.Rule, $"Rows[{row}].Pattern");
        }
        if (pattern.StartsWith("D-", StringComparison.OrdinalIgnoreCase))
            throw new BrokenRuleException("Rules.NumberPatternDraft", $"Rows[{row}].Pattern");
        if (Input.Rows.Take(row).Any(other => string.Equals(other.Pattern, pattern, StringComparison.OrdinalIgnoreCase)))
            throw new BrokenRuleException("Rules.NumberPatternTwice", $"Rows[{row}].Pattern");
        if (Input.Rows[row].Next is < 1)
            throw new BrokenRuleException("Shared.Error.Number", $"Rows[{row}].Next");
        var last = drawn.GetValueOrDefault(SeriesOf(row));
        if (Input.Rows[row].Next <= last)
            throw new BrokenRuleException("Rules.NumberOnlyUpward", $"Rows[{row}].Next", last);
    }
}

public sealed record NumberingInput
{
    public List<Row> Rows { get; init; } = [];

    public sealed record Row
    {
        [Required]
        public string? Pattern { get; init; }

        [Range(1, 999_999_999)]
        public long? Next { get; init; }
    }
}
