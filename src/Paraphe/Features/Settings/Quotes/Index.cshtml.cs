using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>What a new quote starts with, and what follows from the customers' answers.</summary>
public sealed class QuotesModel(Db db, Texts texts) : SettingsPage<QuotesInput>(db, texts)
{
    protected override string Group => "Quotes";

    public IEnumerable<SelectListItem> Takings =>
        Enum.GetNames<SignatureTaking>().Select(name => new SelectListItem(Texts["Settings.Quotes.Taking." + name], name));

    protected override QuotesInput Read(Account account) => QuotesInput.Of(account.Settings, Texts);

    protected override Task Write(Account account, CancellationToken stop)
    {
        account.ChangeSettings(Input.On(account.Settings, Texts));
        return Task.CompletedTask;
    }
}

public sealed record QuotesInput
{
    [Required, Range(1, 365)]
    public int? ValidityDays { get; init; }

    public PriceMode Prices { get; init; }

    public RoundingMode Rounding { get; init; }

    [StringLength(10)]
    public string? DepositPercent { get; init; }

    public bool SignatureWins { get; init; }

    public bool RejectionCloses { get; init; }

    public bool TimeAppliesAtOnce { get; init; }

    public bool CodeToSign { get; init; }

    public bool MentionToType { get; init; }

    public bool MemberCountersigns { get; init; }

    public bool AllSignersSign { get; init; }

    /// <summary>As all quotes, at once, or waiting: for quotes that lead to work orders and contracts.</summary>
    public SignatureTaking WorkOrderSignature { get; init; }

    public SignatureTaking ContractSignature { get; init; }

    public bool RemindBeforeExpiry { get; init; }

    [Required, Range(1, 60)]
    public int? RemindDaysBefore { get; init; }

    public bool RemindAfterSilence { get; init; }

    [Required, Range(1, 120)]
    public int? RemindDaysSilent { get; init; }

    [StringLength(5_000)]
    public string? ReminderText { get; init; }

    public bool ForwardingAllowed { get; init; }

    public bool HomeShowsOwnOnly { get; init; }

    public bool AttachPdf { get; init; }

    [Required, Range(1, 100)]
    public int? MostDocuments { get; init; }

    [Required, Range(1, 100)]
    public int? LargestMegabytes { get; init; }

    public static QuotesInput Of(AccountSettings settings, Texts texts) =>
        new()
        {
            ValidityDays = settings.ValidityDays,
            Prices = settings.Prices,
            Rounding = settings.Rounding,
            DepositPercent = settings.DepositPercent is { } percent ? texts.Number(percent) : null,
            SignatureWins = settings.Policies.SignatureWins,
            RejectionCloses = settings.Policies.RejectionCloses,
            TimeAppliesAtOnce = settings.Policies.TimeAppliesAtOnce,
            RemindBeforeExpiry = settings.Reminders.BeforeExpiry,
            RemindDaysBefore = settings.Reminders.DaysBefore,
            RemindAfterSilence = settings.Reminders.AfterSilence,
            RemindDaysSilent = settings.Reminders.DaysSilent,
            ReminderText = settings.Reminders.Texts.GetValueOrDefault(texts.Language) is { Length: > 0 } own ? own : null,
            CodeToSign = settings.Policies.CodeToSign,
            MentionToType = settings.Policies.MentionToType,
            MemberCountersigns = settings.Policies.MemberCountersigns,
            AllSignersSign = settings.Policies.AllSignersSign,
            WorkOrderSignature = Taking(settings, QuoteKind.WorkOrder),
            ContractSignature = Taking(settings, QuoteKind.Contract),
            ForwardingAllowed = settings.Policies.ForwardingAllowed,
            HomeShowsOwnOnly = settings.HomeShowsOwnOnly,
            AttachPdf = settings.AttachPdf,
            MostDocuments = settings.Enclosures.Most,
            LargestMegabytes = settings.Enclosures.LargestMegabytes,
        };

    /// <exception cref="BrokenRuleException">The deposit is no percentage.</exception>
    public AccountSettings On(AccountSettings settings, Texts texts) =>
        settings with
        {
            ValidityDays = ValidityDays!.Value,
            Prices = Prices,
            Rounding = Rounding,
            DepositPercent = TypedNumber.Percent(DepositPercent, nameof(DepositPercent), texts) is > 0 and var deposit ? deposit : null,
            HomeShowsOwnOnly = HomeShowsOwnOnly,
            AttachPdf = AttachPdf,
            Reminders = new Reminders
            {
                BeforeExpiry = RemindBeforeExpiry,
                DaysBefore = RemindDaysBefore!.Value,
                AfterSilence = RemindAfterSilence,
                DaysSilent = RemindDaysSilent!.Value,
                // In the language of this page; those in others stay.
                Texts = new[] { KeyValuePair.Create(texts.Language, ReminderText?.Trim() ?? "") }
                    .Concat(settings.Reminders.Texts.Where(text => text.Key != texts.Language))
                    .Where(text => text.Value.Length > 0)
                    .ToDictionary(),
            },
            SignatureWinsFor = new[] { (QuoteKind.WorkOrder, WorkOrderSignature), (QuoteKind.Contract, ContractSignature) }
                .Where(kind => kind.Item2 != SignatureTaking.AsAll)
                .ToDictionary(kind => kind.Item1, kind => kind.Item2 == SignatureTaking.AtOnce),
            Enclosures = new EnclosureLimits { Most = MostDocuments!.Value, LargestMegabytes = LargestMegabytes!.Value },
            Policies = settings.Policies with
            {
                SignatureWins = SignatureWins,
                RejectionCloses = RejectionCloses,
                TimeAppliesAtOnce = TimeAppliesAtOnce,
                CodeToSign = CodeToSign,
                MentionToType = MentionToType,
                MemberCountersigns = MemberCountersigns,
                AllSignersSign = AllSignersSign,
                ForwardingAllowed = ForwardingAllowed,
            },
        };

    private static SignatureTaking Taking(AccountSettings settings, QuoteKind kind) =>
        !settings.SignatureWinsFor.TryGetValue(kind, out var wins) ? SignatureTaking.AsAll
        : wins ? SignatureTaking.AtOnce
        : SignatureTaking.Waits;
}

public enum SignatureTaking
{
    AsAll,
    AtOnce,
    Waits,
}
