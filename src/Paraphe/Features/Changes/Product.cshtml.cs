using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Changes;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Changes;

/// <summary>One line with what the customer wishes of it beside its fields (CR 6): save, then back to products and pricing.</summary>
[Needs(Permission.EditQuotes)]
public sealed class ProductModel(Db db, Texts texts) : EditorPage(db, texts)
{
    [BindProperty(SupportsGet = true)]
    public Guid Line { get; set; }

    [BindProperty]
    public string? Hash { get; set; }

    [BindProperty]
    public string? Keep { get; set; }

    [BindProperty(Name = "")]
    public LineInput Input { get; set; } = new();

    public QuoteItem Item { get; private set; } = null!;

    public IReadOnlyList<(ChangeRequest Round, Wish Wish)> Wishes { get; private set; } = [];

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Account.TimeZone);

    public string? ErrorAt(string field) => Refused is { Conflict: null } refused && refused.Field == field ? refused.Message : null;

    public Task<IActionResult> OnGetAsync() => Show(null);

    public async Task<IActionResult> OnPostAsync()
    {
        var edited = await Change(quote =>
        {
            try
            {
                if (Unreadable is { } message)
                    return new Refused { Of = Line.ToString(), Message = message };
                var old = quote.Content.Items.FirstOrDefault(item => item.Key == Line) ?? throw new BrokenRuleException("Rules.LineGone");
                var changed = Input.Over(old, quote.Content, Account, Texts.Culture);
                if (changed == old)
                    return null;
                var stands = ItemHash.Of(old);
                if (stands != (Keep ?? Hash))
                    return new Refused
                    {
                        Of = Line.ToString(),
                        Conflict = new Conflict(stands, LineDifferences.Between(old, changed, quote.Content, Texts)),
                    };
                quote.ChangeItem(changed, Db.Now);
                return null;
            }
            catch (BrokenRuleException broken)
            {
                return Refused.By(broken, Line.ToString(), Texts);
            }
        });
        if (edited is null)
            return NotFound();
        if (Refused is not null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await Show(Input);
        }
        this.Toast(Texts["Changes.Saved"]);
        return Redirect($"/quotes/{Id}/changes/{Line}");
    }

    private async Task<IActionResult> Show(LineInput? typed)
    {
        var whole = await Whole();
        if (whole is not Microsoft.AspNetCore.Mvc.RazorPages.PageResult)
            return whole;
        // Removed meanwhile: the wish stays readable on the page of the round.
        if (Quote.Content.Items.FirstOrDefault(item => item.Key == Line) is not { } item)
            return Redirect($"/quotes/{Id}/changes");
        Item = item;
        Input = typed ?? LineInput.Of(item, Quote.Content.Currency, Texts.Culture);
        var rounds = await Db
            .ChangeRequests.AsNoTracking()
            .Where(row => row.QuoteId == Id && row.SubmittedAt != null)
            .OrderByDescending(row => row.Round)
            .ToListAsync();
        Wishes = [.. rounds.SelectMany(round => round.Asked.Where(wish => wish.Line == Line).Select(wish => (round, wish)))];
        return whole;
    }
}
