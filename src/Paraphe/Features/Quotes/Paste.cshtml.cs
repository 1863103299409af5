using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>Lines pasted from a spreadsheet (QU 3): looked at first, column by column, then added all at once or not at all.</summary>
[Needs(Permission.EditQuotes)]
public sealed class PasteModel(Db db, Texts texts) : EditorPage(db, texts)
{
    public const int Shown = 50;

    public sealed record Fields
    {
        public string? Text { get; init; }
        public List<PasteColumn> Columns { get; init; } = [];

        /// <summary>The first row names the columns.</summary>
        public bool Head { get; init; }

        /// <summary>Key of the entry that the lines go behind; null puts them at the end.</summary>
        public Guid? Behind { get; init; }
    }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public string Number { get; private set; } = "";

    /// <summary>Null until something was pasted.</summary>
    public PastedTable? Table { get; private set; }

    /// <summary>Cells that cannot be read as what their column is.</summary>
    public IReadOnlyList<(int Row, int Column)> Wrong { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync() => await Find() ? Page() : NotFound();

    public async Task<IActionResult> OnPostLookAsync()
    {
        if (!await Find())
            return NotFound();
        if (Read())
        {
            var guess = Table!.Guess(Texts.Culture);
            Input = Input with { Columns = [.. guess], Head = Table.HasHead(Texts.Culture) };
            ModelState.Clear();
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAgainAsync() => await Find() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAddAsync()
    {
        if (!await Find())
            return NotFound();
        if (!Read())
            return Page();
        // The form shows as many columns as there are.
        Input = Input with
        {
            Columns = [.. Input.Columns.Concat(new PasteColumn[Table!.Width]).Take(Table.Width)],
        };
        Guid? first = null;
        Edited? edited;
        try
        {
            edited = await Change(quote =>
            {
                var reading = new PastedLines(Table, Input.Columns, Input.Head, Texts.Culture);
                var lines = reading.Read(VatChoices.Of(Account), VatChoices.Usual(Account, quote.Content), Db.NewId);
                if (reading.Wrong.Count > 0)
                {
                    Wrong = reading.Wrong;
                    return new Refused { Of = "paste", Message = Texts.Count("Quotes.Paste.Wrong", Wrong.Count) };
                }
                var behind = Input.Behind is { } wanted && quote.Content.Items.Any(item => item.Key == wanted) ? Input.Behind : null;
                quote.AddItems(lines, behind, Db.Now);
                first = lines.Count > 0 ? lines[0].Key : null;
                return null;
            });
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, Texts);
            return Page();
        }
        if (edited is null)
            return NotFound();
        if (Refused is not null)
        {
            ModelState.AddModelError("", Refused.Message);
            return Page();
        }
        this.Toast(Texts.Count("Quotes.Paste.Added", Table.Rows.Count - (Input.Head ? 1 : 0)));
        return Redirect($"/quotes/{Id}/edit#row-{first}");
    }

    private bool Read()
    {
        try
        {
            Table = PastedTable.Read(Input.Text);
            if (Table.Rows.Count == 0)
                ModelState.AddModelError("", Texts["Quotes.Paste.Nothing"]);
            return Table.Rows.Count > 0;
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, Texts);
            return false;
        }
    }

    private async Task<bool> Find()
    {
        var found = await Db.Quotes.Where(q => q.Id == Id).Select(q => q.Number ?? q.DraftNumber).SingleOrDefaultAsync();
        Number = found ?? "";
        return found is not null;
    }
}
