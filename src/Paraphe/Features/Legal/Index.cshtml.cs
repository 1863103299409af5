using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Sending;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Legal;

/// <summary>A quote's legal side: what it prints, blocks to switch on, what is missing with its source.</summary>
[Needs(Permission.EditQuotes)]
public sealed class IndexModel(Db db, QuoteParties parties, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public LegalInput Input { get; set; } = new();

    public Quote Quote { get; private set; } = null!;

    public FrozenQuote Frozen { get; private set; } = null!;

    public IReadOnlyList<LegalFinding> Findings { get; private set; } = [];

    /// <summary>As the customer would read them.</summary>
    public IReadOnlyList<LegalMention> Mentions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await Look(stop))
            return NotFound();
        var waste = Quote.Content.Waste ?? new WasteTerms();
        Input = new LegalInput
        {
            Blocks = [.. Quote.Content.Blocks],
            Quantity = waste.Quantity,
            Method = waste.Method,
            CollectionPoint = waste.CollectionPoint,
            Cost = waste.Cost,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await Look(stop))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            Quote.ChangeHeader(
                Quote.Content with
                {
                    Blocks = [.. LegalBlocks.All.Where(Input.Blocks.Contains)],
                    Waste = Input.ToWaste(),
                },
                db.Now
            );
            await db.SaveChangesAsync(stop);
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, nameof(Input));
            return Page();
        }
        catch (DbUpdateConcurrencyException)
        {
            ModelState.AddModelError("", texts["Legal.ChangedMeanwhile"]);
            return Page();
        }
        this.Toast(texts["Legal.Saved"]);
        return Redirect($"/quotes/{Id}/legal");
    }

    /// <summary>Address of the place where a finding is put right.</summary>
    public string HrefOf(LegalFinding finding) =>
        finding.Place switch
        {
            "company" => "/settings/company",
            "legal" => "#blocks",
            _ => $"/quotes/{Id}/edit",
        };

    private async Task<bool> Look(CancellationToken stop)
    {
        if (await db.Quotes.SingleOrDefaultAsync(quote => quote.Id == Id, stop) is not { } quote)
            return false;
        Quote = quote;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        Frozen = await parties.Foresee(quote, account, stop);
        Findings = LegalCheck.Of(Frozen);
        Mentions = [.. LegalMentions.Of(Frozen, texts.In(Frozen.Content.Language))];
        return true;
    }
}

public sealed record LegalInput
{
    public List<string> Blocks { get; init; } = [];

    [StringLength(WasteTerms.Length)]
    public string? Quantity { get; init; }

    [StringLength(WasteTerms.Length)]
    public string? Method { get; init; }

    [StringLength(WasteTerms.Length)]
    public string? CollectionPoint { get; init; }

    [StringLength(WasteTerms.Length)]
    public string? Cost { get; init; }

    public WasteTerms? ToWaste()
    {
        var waste = new WasteTerms
        {
            Quantity = Clean(Quantity),
            Method = Clean(Method),
            CollectionPoint = Clean(CollectionPoint),
            Cost = Clean(Cost),
        };
        return waste == new WasteTerms() ? null : waste;
    }

    private static string Clean(string? typed) => (typed ?? "").ReplaceLineEndings("\n").Trim();
}
