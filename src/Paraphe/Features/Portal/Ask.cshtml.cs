using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Paraphe.Domain.Requests;

namespace Paraphe.Features.Portal;

/// <summary>A question to the company (PO 7); over a link that can no longer be answered, the wish for an update (PO 8).</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, RequestSizeLimit(100_000)]
public sealed class AskModel(Questions questions) : AnswerPage
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Update { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    public IReadOnlyList<Message> Asked { get; private set; } = [];

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Frozen.TimeZone);

    protected override string Purpose => "ask";

    public async Task<IActionResult> OnGetAsync()
    {
        if (Delivery.RevokedAt is not null)
            return Redirect(Here);
        (Name, Text) = (Delivery.Name, Update ? Texts["Portal.Asking.UpdateText", Frozen.Number] : "");
        Asked = await questions.AskedBy(Delivery, Stop);
        return Show();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Delivery.RevokedAt is not null)
            return Redirect(Here);
        return await Do(
            async () =>
            {
                await questions.Ask(Shown, Name ?? "", Text ?? "", K!, Update, CancellationToken.None);
                await Db.SaveChangesAsync(CancellationToken.None);
            },
            Here + "/ask?done=true"
        );
    }
}
