using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Paraphe.Features.Documents;

/// <summary>
/// Everything the quote template prints, in words: amounts, dates and labels are already formatted in the document's language.
/// The template computes nothing.
/// </summary>
public sealed record QuoteDocument
{
    /// <summary>BCP 47; decides hyphenation and what screen readers speak.</summary>
    public required string Language { get; init; }

    /// <summary><c>a4</c> or <c>us-letter</c>.</summary>
    public string Paper { get; init; } = "a4";

    /// <summary><c>classic</c>, <c>compact</c> or <c>pictures</c>.</summary>
    public string Layout { get; init; } = "classic";

    /// <summary>On a letter: where the address stands, to be seen through the envelope.</summary>
    public PostalWindow? Window { get; init; }

    /// <summary>On a letter: name and address alone, without the numbers that <see cref="Customer"/> has.</summary>
    public PrintedParty? Addressee { get; init; }

    /// <summary>The account's colour as <c>#rrggbb</c>; the template keeps it readable.</summary>
    public string Brand { get; init; } = "#1d4f7c";

    /// <summary>Fixed words by key, as in <c>Features/Documents/texts.json</c>.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The document's word, e.g. <c>Devis</c>.</summary>
    public required string Kind { get; init; }

    public required string Number { get; init; }

    /// <summary>E.g. <c>Révision 2</c>; null on the first.</summary>
    public string? Revision { get; init; }

    /// <summary>Printed across each page, e.g. <c>Brouillon</c>.</summary>
    public string? Watermark { get; init; }

    public required string Title { get; init; }

    public required PrintedParty Company { get; init; }

    /// <summary>Name of a picture given beside the data.</summary>
    public string? Logo { get; init; }

    /// <summary>The line at the foot of each page: legal form, seat, registers, VAT number.</summary>
    public string CompanyLine { get; init; } = "";

    public required PrintedParty Customer { get; init; }

    /// <summary>Date, validity, seller, start of the work, place…; four fit a row.</summary>
    public IReadOnlyList<PrintedFact> Facts { get; init; } = [];

    public IReadOnlyList<TextBlock> Introduction { get; init; } = [];

    public IReadOnlyList<PrintedSection> Sections { get; init; } = [];

    public IReadOnlyList<PrintedOptions> Options { get; init; } = [];

    public IReadOnlyList<PrintedTotal> Totals { get; init; } = [];

    public IReadOnlyList<PrintedPicture> Pictures { get; init; } = [];

    /// <summary>Details, scope, terms, legal mentions, in this order.</summary>
    public IReadOnlyList<PrintedText> Texts { get; init; } = [];

    /// <summary>The place to sign on paper; null once signed.</summary>
    public PrintedAcceptance? Acceptance { get; init; }

    public PrintedSignature? Signature { get; init; }

    /// <summary>Further signers, and the member who countersigned.</summary>
    public IReadOnlyList<PrintedSignature> CoSignatures { get; init; } = [];

    public PrintedEvidence? Evidence { get; init; }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

public sealed record PrintedParty(string Name, IReadOnlyList<string> Lines);

public sealed record PrintedFact(string Label, string Value, string? Note = null);

/// <summary>A section, or with an empty title the lines before the first one. Without lines its total stands alone.</summary>
public sealed record PrintedSection(string Title, string? Subtotal, IReadOnlyList<PrintedLine> Lines);

/// <summary>One priced line; with everything but the name and description empty, a line of text.</summary>
public sealed record PrintedLine
{
    public required string Name { get; init; }

    public IReadOnlyList<TextBlock> Description { get; init; } = [];

    public string Quantity { get; init; } = "";

    public string Unit { get; init; } = "";

    public string UnitPrice { get; init; } = "";

    public string? Discount { get; init; }

    /// <summary>How often it recurs, in words; null on what is done once.</summary>
    public string? Rhythm { get; init; }

    public string Vat { get; init; } = "";

    public string Amount { get; init; } = "";

    public string? Picture { get; init; }

    /// <summary>On options: ticked or not; null where options are listed, not choosable.</summary>
    public bool? Chosen { get; init; }
}

/// <summary>Options under one title with their rule in words, e.g. <c>Une seule au choix</c>.</summary>
public sealed record PrintedOptions(string Title, string? Rule, IReadOnlyList<PrintedLine> Lines);

public enum TotalWeight
{
    Plain,
    Note,
    Grand,
}

public sealed record PrintedTotal(
    string Label,
    string Value,
    [property: JsonConverter(typeof(JsonStringEnumConverter<TotalWeight>))] TotalWeight Weight = TotalWeight.Plain
);

public sealed record PrintedPicture(string Picture, string Caption);

public sealed record PrintedText(string Title, IReadOnlyList<TextBlock> Blocks, bool Small = false);

public sealed record PrintedAcceptance(string Title, string Text, IReadOnlyList<string> Fields);
