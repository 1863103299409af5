using Paraphe.Domain.Customers;
using Paraphe.Platform.Tables;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers.Importing;

/// <summary>How the file is to be read, as the form says it.</summary>
public sealed record ImportInput
{
    public string? Charset { get; init; }

    /// <summary>The delimiter's place in <see cref="TableFormat.Delimiters"/>: a tab does not survive a form.</summary>
    public int Delimiter { get; init; }
    public bool HasHeader { get; init; }
    public List<string?> Columns { get; init; } = [];
    public ImportRule Rule { get; init; }
    public ImportKey Key { get; init; }
    public string? Country { get; init; }
    public bool AsProspects { get; init; }

    public static ImportInput Of(ImportPlan plan) =>
        new()
        {
            Charset = plan.Charset,
            Delimiter = Math.Max(0, TableFormat.Delimiters.ToList().IndexOf(plan.Delimiter)),
            HasHeader = plan.HasHeader,
            Columns = [.. plan.Columns],
            Rule = plan.Rule,
            Key = plan.Key,
            Country = plan.Country,
            AsProspects = plan.AsProspects,
        };

    public ImportPlan Over(ImportPlan old) =>
        old with
        {
            Charset = TableFormat.Charsets.Contains(Charset) ? Charset! : old.Charset,
            Delimiter = TableFormat.Delimiters.ElementAtOrDefault(Delimiter) is var typed and not '\0' ? typed : old.Delimiter,
            HasHeader = HasHeader,
            Columns = [.. Columns.Take(new TableLimits().Columns).Select(column => column ?? "")],
            Rule = Enum.IsDefined(Rule) ? Rule : old.Rule,
            Key = Enum.IsDefined(Key) ? Key : old.Key,
            Country = Countries.Exists(Country) ? Country! : old.Country,
            AsProspects = AsProspects,
        };
}
