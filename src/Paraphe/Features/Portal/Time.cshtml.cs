using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Paraphe.Domain;

namespace Paraphe.Features.Portal;

/// <summary>The customer proposes another date and time before signing (PO 6).</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, RequestSizeLimit(100_000)]
public sealed class TimeModel : AnswerPage
{
    [BindProperty]
    public string? Date { get; set; }

    [BindProperty]
    public string? Hour { get; set; }

    /// <summary>One of the times on offer, or empty for another one.</summary>
    [BindProperty]
    public string? Slot { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    /// <summary>The time that holds now, local to the company.</summary>
    public DateTime? Now => Quote.Time?.StartsAt ?? Frozen.Content.StartsAt;

    public string First => Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected override string Purpose => "time";

    public IActionResult OnGet()
    {
        if (Quote.WhyNotAnswerable(Delivery, Today) is not null || !Delivery.MaySign)
            return Redirect(Here);
        Name = Delivery.Name;
        (Date, Hour) = (
            Now?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Now is { TimeOfDay: { Ticks: > 0 } } at ? $"{at:HH:mm}" : null
        );
        return Show();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Quote.WhyNotAnswerable(Delivery, Today) is not null || !Delivery.MaySign)
            return Redirect(Here);
        return await Do(Propose, Here + "#time");
    }

    /// <summary>Times on offer that have not passed.</summary>
    public IEnumerable<DateTime> Slots => Frozen.Content.Slots.Where(slot => slot > Account.ToLocal(Db.Now));

    public static string ValueOf(DateTime slot) => slot.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private async Task Propose()
    {
        if (Slots.FirstOrDefault(slot => ValueOf(slot) == Slot) is { Ticks: > 0 } chosen)
            (Date, Hour) = (chosen.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"{chosen:HH:mm}");
        if (!DateOnly.TryParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw new BrokenRuleException("Rules.DateMissing", "date");
        var hour = TimeOnly.MinValue;
        if (
            !string.IsNullOrWhiteSpace(Hour)
            && !TimeOnly.TryParseExact(
                Hour[..Math.Min(5, Hour.Length)],
                "HH:mm",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out hour
            )
        )
            throw new BrokenRuleException("Rules.HourWrong", "hour");
        // Only a day: any hour of it.
        var start = day.ToDateTime(hour);
        var now = Account.ToLocal(Db.Now);
        if (string.IsNullOrWhiteSpace(Hour) && day == Today)
            now = now.Date.AddTicks(-1);
        // The same again, by a double click.
        if (Quote.Time is { } before && before.StartsAt == start && before.Name == Name?.Trim())
            return;
        Quote.ProposeTime(start, Frozen.Content.Slots, Name ?? "", Comment ?? "", Delivery, Today, now, Db.Now);
        await Db.SaveChangesAsync(CancellationToken.None);
    }
}
