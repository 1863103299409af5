using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Features.Mail;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>The mail that carries an invoice or reminds of it, as it leaves and as <i>Send</i> shows it beforehand. Empty words are ours.</summary>
public sealed record InvoiceMail(FrozenInvoice Frozen, Account Account, string Subject, string Body, bool IsReminder = false)
{
    public static InvoiceMail Standard(FrozenInvoice frozen, Account account)
    {
        var own = account.Settings.Invoices.Texts.GetValueOrDefault(frozen.Language[..2]) ?? new InvoiceTexts();
        return new InvoiceMail(frozen, account, own.MailSubject, own.MailBody);
    }

    public static InvoiceMail Reminder(FrozenInvoice frozen, Account account)
    {
        var own = account.Settings.Invoices.Texts.GetValueOrDefault(frozen.Language[..2]) ?? new InvoiceTexts();
        return new InvoiceMail(frozen, account, own.ReminderSubject, own.ReminderBody, IsReminder: true);
    }

    private string Sort => IsReminder ? "Reminder" : Frozen.Kind.ToString();

    public string SubjectFor(string name, Texts texts) =>
        Fill(Subject.Length > 0 ? Subject : texts[$"Invoices.Mail.{Sort}.Subject"], name, texts);

    /// <param name="url">Of the recipient's own link.</param>
    /// <param name="left">What is still to be paid; null is all of it.</param>
    public Letter LetterFor(string name, string url, Texts texts, decimal? left = null)
    {
        var facts = new List<(string, string)>
        {
            (texts["Invoices.Kind." + Frozen.Kind], Frozen.Number),
            (texts["Documents.total"], texts.Money(Frozen.Gross, Frozen.Currency)),
        };
        if (left is { } open && open != Frozen.Gross)
            facts.Add((texts["Invoices.ToPay"], texts.Money(open, Frozen.Currency)));
        if (Frozen.DueOn is { } due)
            facts.Add((texts["Invoices.DueOn"], texts.Date(due)));
        if (Frozen.Kind != InvoiceKind.CreditNote && Frozen.Company.Iban.Length > 0)
            facts.Add(("IBAN", Domain.Numbers.Iban.Print(Frozen.Company.Iban)));
        if (Frozen.PaymentReference.Length > 0)
            facts.Add((texts["Invoices.PaymentReference"], Frozen.PaymentReference));
        return new Letter
        {
            Language = texts.Language,
            Company = Frozen.Company.Name,
            Brand = Account.Settings.BrandColour,
            Heading = Frozen.Title,
            Body = Fill(Body.Length > 0 ? Body : texts[$"Invoices.Mail.{Sort}.Body"], name, texts),
            Facts = facts,
            Buttons = [(texts["Invoices.Mail.View"], url)],
            Foot = texts["Invoices.Mail.Foot", Frozen.Company.Name],
        };
    }

    private string Fill(string text, string name, Texts texts)
    {
        (string Name, string Value)[] values =
        [
            ("recipient", string.IsNullOrWhiteSpace(name) ? Frozen.Customer.Name : name),
            ("customer", Frozen.Customer.Name),
            ("number", Frozen.Number),
            ("title", Frozen.Title),
            ("total", texts.Money(Frozen.Gross, Frozen.Currency)),
            ("due", Frozen.DueOn is { } due ? texts.Date(due) : ""),
            ("company", Frozen.Company.Name),
        ];
        foreach (var (key, value) in values)
            text = text.Replace($"{{{key}}}", value, StringComparison.Ordinal);
        return text;
    }
}
