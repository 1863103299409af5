using Paraphe.Platform.Data;

namespace Paraphe.Features.Quotes;

/// <summary>Columns of the list, in their order; customer and title always stand in it. A member chooses the others.</summary>
public enum QuoteColumn
{
    Number,
    Status,
    Stage,
    Email,
    Seller,
    Kind,
    LeadSource,
    Tags,
    Date,
    ValidUntil,
    Net,
    Total,
}

public static class QuoteColumns
{
    public static readonly IReadOnlyList<QuoteColumn> All = Enum.GetValues<QuoteColumn>();

    private static readonly IReadOnlyList<QuoteColumn> Usual =
    [
        QuoteColumn.Number,
        QuoteColumn.Status,
        QuoteColumn.Stage,
        QuoteColumn.Email,
        QuoteColumn.Seller,
        QuoteColumn.Date,
        QuoteColumn.Total,
    ];

    public static IReadOnlyList<QuoteColumn> Columns(this ListChoices choices) =>
        choices.QuoteColumns is { } chosen ? [.. All.Where(column => chosen.Contains(column.ToString(), StringComparer.Ordinal))] : Usual;

    /// <summary>Key of its heading.</summary>
    public static string Heading(this QuoteColumn column) => column == QuoteColumn.Kind ? "Quotes.KindLabel" : "Quotes." + column;

    public static bool IsFigure(this QuoteColumn column) => column is QuoteColumn.Net or QuoteColumn.Total;

    /// <summary>Where there is less room: what a phone leaves out, and a tablet.</summary>
    public static string Narrow(this QuoteColumn column) =>
        column switch
        {
            QuoteColumn.Status => "",
            QuoteColumn.Total => "tot",
            QuoteColumn.Email or QuoteColumn.Date => "hide-s",
            _ => "hide-s hide-m",
        };
}
