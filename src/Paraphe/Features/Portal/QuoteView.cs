using Paraphe.Domain;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Features.Changes;
using Paraphe.Features.Documents;

namespace Paraphe.Features.Portal;

/// <summary>What the sheet of a quote shows: to the customer over his link, to a member as a preview.</summary>
public sealed record QuoteView
{
    public required FrozenQuote Frozen { get; init; }

    public required Choice Choice { get; init; }

    public required Totals Totals { get; init; }

    public required DateOnly Today { get; init; }

    /// <summary>Path of the link, or null in a preview, which answers nothing.</summary>
    public string? Here { get; init; }

    /// <summary>May be accepted or declined over this link now.</summary>
    public bool CanAnswer { get; init; }

    /// <summary>The rule by which it cannot be answered, when that is to be told.</summary>
    public string? Why { get; init; }

    public bool IsCopy { get; init; }

    public string? NewestHref { get; init; }

    /// <summary>Where all quotes of the account to this address are.</summary>
    public string? HomeHref { get; init; }

    public Signature? Signature { get; init; }

    /// <summary>Who signed first, while others still must: the options are his choice.</summary>
    public string? FirstSigner { get; init; }

    /// <summary>The company still signs after the customer.</summary>
    public bool Countersigns { get; init; }

    /// <summary>The last day on which a consumer may withdraw from the contract; null when he may not, or no more.</summary>
    public DateOnly? WithdrawUntil { get; init; }

    /// <summary>Another time that was proposed or agreed on.</summary>
    public ProposedTime? Time { get; init; }

    public Refusal? Refusal { get; init; }

    /// <summary>The last day to sign, which may have been put off since the revision was sent.</summary>
    public DateOnly ValidUntil { get; init; }

    /// <summary>Key for asking the total.</summary>
    public string TotalKey { get; init; } = "";

    /// <summary>Address whose fetching tells that a person has the page open.</summary>
    public string? SeenHref { get; init; }

    /// <summary>What the customer wishes of the lines; null in a preview.</summary>
    public PortalWishes? Wishes { get; init; }

    /// <summary>What changed since the revision that this recipient had before; null on the first.</summary>
    public Comparison? Since { get; init; }

    /// <summary>The quote was sent anew while the customer was writing.</summary>
    public bool WasUpdated { get; init; }

    /// <summary>The choice as the address has it, to come back to; empty for the bare link.</summary>
    public string ChoiceQuery { get; init; } = "";

    /// <summary>Why this choice cannot be had.</summary>
    public BrokenRuleException? Trouble { get; init; }

    public QuoteContent Content => Frozen.Content;

    /// <summary>Address of a supporting document of this revision.</summary>
    public string HrefOf(Enclosure enclosure) => $"{Here ?? $"/quotes/{Frozen.QuoteId}"}/documents/{enclosure.Key}";

    /// <summary>Address of the picture of a line.</summary>
    public string HrefOf(string picture) => $"{Here ?? $"/quotes/{Frozen.QuoteId}"}/pictures/{picture}";

    public IReadOnlyList<Enclosure> Enclosed(EnclosureKind kind) => [.. Content.Enclosures.Where(enclosure => enclosure.Kind == kind)];

    public IEnumerable<OptionSet> Options => OptionSet.Of(Content);

    public bool Choosable => CanAnswer && Frozen.Kind != QuoteKind.Contract && FirstSigner is null;

    public int DaysLeft => ValidUntil.DayNumber - Today.DayNumber;

    public decimal Works => Totals.Lines.Where(line => !line.IsOption).Sum(line => line.Amount);

    public decimal ChosenOptions => Totals.Lines.Where(line => line.IsOption && line.Counts).Sum(line => line.Amount);

    /// <summary>Sections with what stands in them, options left out; lines before the first section have none.</summary>
    public IEnumerable<(QuoteSection? Section, IReadOnlyList<QuoteItem> Items)> Sections()
    {
        QuoteSection? section = null;
        var items = new List<QuoteItem>();
        foreach (var item in Content.Items)
        {
            if (item is QuoteSection next)
            {
                if (items.Count > 0)
                    yield return (section, items);
                (section, items) = (next, []);
            }
            else if (item is not QuoteLine { IsOption: true })
                items.Add(item);
        }
        if (items.Count > 0)
            yield return (section, items);
    }

    /// <summary>Of what is shown in it: chosen options have their own place and their own figure.</summary>
    public decimal Subtotal(IEnumerable<QuoteItem> items) => items.OfType<QuoteLine>().Sum(line => Totals.Line(line.Key).Amount);
}
