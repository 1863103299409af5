using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>Days to pay, what the law has printed, the words of mails and reminders; texts in the language that is shown.</summary>
public sealed class InvoicesModel(Db db, Texts texts) : SettingsPage<InvoicesInput>(db, texts)
{
    [BindProperty(SupportsGet = true)]
    public string? Language { get; set; }

    /// <summary>The language whose texts are shown; the account's own to begin with.</summary>
    public string Shown => Languages.All.Any(known => known.Code == Language) ? Language! : Account.Language;

    protected override string Group => "Invoices";

    protected override InvoicesInput Read(Account account) => InvoicesInput.Of(account.Settings.Invoices, Shown, Texts);

    protected override Task Write(Account account, CancellationToken stop)
    {
        account.ChangeSettings(account.Settings with { Invoices = Input.On(account.Settings.Invoices, Shown, Texts) });
        return Task.CompletedTask;
    }
}

public sealed record InvoicesInput
{
    [Required, Range(0, 365)]
    public int? PaymentDays { get; init; }

    [StringLength(10)]
    public string? PenaltyRate { get; init; }

    [StringLength(500)]
    public string? EarlyDiscount { get; init; }

    public bool RemindAutomatically { get; init; }

    [Required, Range(1, 120)]
    public int? RemindFirst { get; init; }

    [Required, Range(1, 120)]
    public int? RemindEvery { get; init; }

    [Required, Range(1, 10)]
    public int? RemindMost { get; init; }

    [StringLength(4_000)]
    public string? Terms { get; init; }

    [StringLength(200)]
    public string? MailSubject { get; init; }

    [StringLength(10_000)]
    public string? MailBody { get; init; }

    [StringLength(200)]
    public string? ReminderSubject { get; init; }

    [StringLength(10_000)]
    public string? ReminderBody { get; init; }

    public static InvoicesInput Of(InvoiceSettings settings, string language, Texts texts)
    {
        var own = settings.Texts.GetValueOrDefault(language) ?? new InvoiceTexts();
        return new InvoicesInput
        {
            PaymentDays = settings.PaymentDays,
            PenaltyRate = settings.PenaltyRate is { } rate ? texts.Number(rate) : null,
            EarlyDiscount = OrNull(settings.EarlyDiscount),
            RemindAutomatically = settings.Reminders.Automatic,
            RemindFirst = settings.Reminders.FirstAfter,
            RemindEvery = settings.Reminders.Every,
            RemindMost = settings.Reminders.Most,
            Terms = OrNull(own.Terms),
            MailSubject = OrNull(own.MailSubject),
            MailBody = OrNull(own.MailBody),
            ReminderSubject = OrNull(own.ReminderSubject),
            ReminderBody = OrNull(own.ReminderBody),
        };
    }

    /// <exception cref="BrokenRuleException">The rate is no percentage.</exception>
    public InvoiceSettings On(InvoiceSettings settings, string language, Texts texts) =>
        settings with
        {
            PaymentDays = PaymentDays!.Value,
            PenaltyRate = TypedNumber.Percent(PenaltyRate, nameof(PenaltyRate), texts),
            EarlyDiscount = EarlyDiscount?.Trim() ?? "",
            Reminders = new InvoiceReminders
            {
                Automatic = RemindAutomatically,
                FirstAfter = RemindFirst!.Value,
                Every = RemindEvery!.Value,
                Most = RemindMost!.Value,
            },
            // In the language of this page; those in others stay.
            Texts = new Dictionary<string, InvoiceTexts>(settings.Texts, StringComparer.Ordinal)
            {
                [language] = new InvoiceTexts
                {
                    Terms = Terms?.Trim() ?? "",
                    MailSubject = MailSubject?.Trim() ?? "",
                    MailBody = MailBody?.Trim() ?? "",
                    ReminderSubject = ReminderSubject?.Trim() ?? "",
                    ReminderBody = ReminderBody?.Trim() ?? "",
                },
            },
        };

    private static string? OrNull(string text) => text.Length > 0 ? text : null;
}
