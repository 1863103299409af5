using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Invoices.Checking;
using Paraphe.Domain.Json;

namespace Paraphe.Domain.Invoices;

/// <summary>What issuing needs besides the draft itself.</summary>
/// <param name="IssuedOn">A day in the account's time zone.</param>
/// <param name="LastIssuedOn">Of the last number of the same series: numbers and dates go up together.</param>
public sealed record Issuing(Account Account, CustomerDetails? Customer, DateOnly IssuedOn, DateOnly? LastIssuedOn)
{
    /// <summary>Drawn in the same transaction.</summary>
    public string Number { get; init; } = "";

    /// <summary>The quote that it is part of, with all that was invoiced of it.</summary>
    public Billing? Billing { get; init; }

    /// <summary>The invoice that a credit note corrects.</summary>
    public Invoice? Corrects { get; init; }

    /// <summary>What the law has printed, in the language of the document.</summary>
    public IReadOnlyList<InvoiceMention> Mentions { get; init; } = [];

    public string PaymentTerms { get; init; } = "";

    /// <summary>What the discount of the whole is called in the language of the document.</summary>
    public string Discount { get; init; } = "";
}

public sealed partial class Invoice
{
    private static readonly string[] NeedBuyerVat = ["AE", "K"];

    /// <summary>The last day to pay.</summary>
    public DateOnly DueFor(Account account, DateOnly issuedOn) =>
        issuedOn.AddDays(Content.PaymentDays ?? account.Settings.Invoices.PaymentDays);

    /// <summary>Everything that keeps it from being issued, each as a rule with its field.</summary>
    public IEnumerable<BrokenRuleException> MissingToIssue(Issuing issuing, DateTime now)
    {
        if (!IsDraft)
        {
            yield return new BrokenRuleException("Rules.InvoiceIssued");
            yield break;
        }
        var plain = MissingWords(issuing).Concat(MissingNumbers(issuing)).Concat(WrongDays(issuing, now)).ToList();
        foreach (var missing in plain)
            yield return missing;
        // What is missing in plain words breaks rules of the norm too; those are told when they say something new.
        if (plain.Count == 0)
            foreach (var broken in BrokenNorm(issuing))
                yield return broken;
        if (Gross < 0)
            yield return new BrokenRuleException("Rules.InvoiceNegative");
        if (Basis.IsOfQuote() && issuing.Billing?.Refusal(this) is { } refusal)
            yield return refusal;
        if (IsCreditNote && issuing.Corrects?.RefusalOf(this) is { } above)
            yield return above;
    }

    /// <summary>What it would say if it were issued so.</summary>
    public FrozenInvoice Foresee(Issuing issuing)
    {
        var totals = InvoiceTotals.Of(Content, issuing.Discount);
        var priced = Content.Priced;
        return new FrozenInvoice
        {
            InvoiceId = Id,
            Number = issuing.Number,
            Kind = Kind,
            IssuedOn = issuing.IssuedOn,
            DueOn = IsCreditNote ? null : DueFor(issuing.Account, issuing.IssuedOn),
            DeliveredOn = Content.DeliveredOn,
            PeriodFrom = Content.PeriodFrom,
            PeriodTo = Content.PeriodTo,
            Language = priced.Language,
            Currency = priced.Currency,
            Prices = priced.Prices,
            Company = issuing.Account.Profile,
            Customer = issuing.Customer ?? new() { Name = CustomerName },
            BuyerReference = Content.BuyerReference,
            OrderReference = Content.OrderReference,
            QuoteNumber = Content.QuoteNumber,
            ContractNumber = Content.ContractNumber,
            Place = Content.Place,
            Title = priced.Title,
            Notes = Content.Notes.Length > 0 ? [Content.Notes] : [],
            Mentions = [.. issuing.Mentions.Where(mention => mention.Text.Length > 0)],
            Lines = totals.Lines,
            Allowances = totals.Allowances,
            Vat = totals.Vat,
            LinesNet = totals.LinesNet,
            AllowancesNet = totals.AllowancesNet,
            Net = totals.Net,
            Tax = totals.Tax,
            Gross = totals.Gross,
            Due = totals.Gross,
            Preceding = [.. Preceding(issuing)],
            PaymentTerms =
                IsCreditNote ? ""
                : Content.PaymentTerms.Length > 0 ? Content.PaymentTerms
                : issuing.PaymentTerms,
            PaymentReference =
                IsCreditNote || issuing.Number.Length == 0
                    ? ""
                    : PaymentReference.Of(issuing.Account.Profile.Address.Country, issuing.Number),
            Reason = Content.Reason,
        };
    }

    /// <summary>Freezes it under its number. The caller has drawn that in this transaction.</summary>
    public FrozenInvoice Issue(Issuing issuing, Actor by, DateTime now)
    {
        foreach (var missing in MissingToIssue(issuing, now))
            throw missing;
        if (issuing.Number.Length == 0)
            throw new InvalidOperationException("A number is drawn first");
        var frozen = Foresee(issuing);
        var bytes = CanonicalJson.Bytes(frozen);
        (Json, Hash) = (System.Text.Encoding.UTF8.GetString(bytes), CanonicalJson.Sha256Hex(bytes));
        (Number, IssuedAt, IssuedOn, DueOn) = (frozen.Number, now, frozen.IssuedOn, frozen.DueOn);
        ChangedAt = now;
        issuing.Corrects?.TakeBack(this, by, now);
        Reckon();
        if (Left == 0 && !IsCreditNote)
            PaidOn = IssuedOn;
        IndexForSearch();
        Record(by, "issued", now, frozen.Number);
        Happened(new InvoiceIssued(this, by));
        return frozen;
    }

    /// <summary>Why this credit note cannot be issued on this invoice; null when it can.</summary>
    public BrokenRuleException? RefusalOf(Invoice note)
    {
        if (IsDraft || IsCreditNote)
            return new BrokenRuleException("Rules.CreditOfIssued");
        if (note.Currency != Currency)
            return new BrokenRuleException("Rules.PaymentCurrency", "Currency", Currency);
        if (note.Gross <= 0)
            return new BrokenRuleException("Rules.CreditNothing", "amount");
        return note.Gross > Gross - Credited ? new BrokenRuleException("Rules.CreditAboveInvoice", "amount", Number ?? "") : null;
    }

    private void TakeBack(Invoice note, Actor by, DateTime now)
    {
        Credited += note.Gross;
        Reckon();
        if (Left <= 0)
            PaidOn ??= note.IssuedOn;
        Record(by, "credited", now, note.Number ?? "");
    }

    private IEnumerable<BrokenRuleException> BrokenNorm(Issuing issuing)
    {
        const string Anything = "1";
        var foreseen = Foresee(issuing.Number.Length > 0 ? issuing : issuing with { Number = Anything });
        return InvoiceCheck
            .Refusals(foreseen)
            .Select(finding => new BrokenRuleException(
                "EInvoicing.Rules." + finding.Key,
                finding.Place switch
                {
                    InvoicePlace.Company => "company",
                    InvoicePlace.Customer => "customer",
                    InvoicePlace.Line => $"line-{finding.Line}",
                    InvoicePlace.Vat => "vat",
                    _ => finding.Field,
                },
                finding.Subject,
                finding.Rule
            ));
    }

    private IEnumerable<BrokenRuleException> MissingWords(Issuing issuing)
    {
        var priced = Content.Priced;
        if (!priced.Lines.Any())
            yield return new BrokenRuleException("Rules.NoLines", "lines");
        foreach (var line in priced.Lines.Where(line => line.Vat is null))
            yield return new BrokenRuleException("Rules.LineWithoutVat", $"line-{line.Key}", line.Name);
        foreach (var line in priced.Lines.Where(line => string.IsNullOrWhiteSpace(line.Name)))
            yield return new BrokenRuleException("Rules.LineWithoutName", $"line-{line.Key}");
        if (issuing.Customer is null || string.IsNullOrWhiteSpace(issuing.Customer.Name))
            yield return new BrokenRuleException("Rules.NoCustomer", "customer");
        else if (issuing.Customer.Address.IsEmpty)
            yield return new BrokenRuleException("Rules.CustomerAddress", "customer");
        if (string.IsNullOrWhiteSpace(issuing.Account.Profile.Name) || issuing.Account.Profile.Address.IsEmpty)
            yield return new BrokenRuleException("Rules.CompanyIncomplete", "company");
        if (IsCreditNote && Content.Reason.Length == 0)
            yield return new BrokenRuleException("Rules.CreditReason", "Reason");
    }

    // BR-AE-2, BR-IC-2: reverse charge and supplies within the Union name the buyer's number; BR-S-2 and its like the seller's.
    private IEnumerable<BrokenRuleException> MissingNumbers(Issuing issuing)
    {
        var categories = Content.Priced.Lines.Select(line => line.Vat?.Category ?? "").Distinct(StringComparer.Ordinal).ToList();
        if (issuing.Customer is { VatNumber.Length: 0 } && categories.Find(NeedBuyerVat.Contains) is { } needs)
            yield return new BrokenRuleException("Rules.CustomerVatNumber", "customer", needs);
        var company = issuing.Account.Profile;
        if (company.VatNumber.Length == 0 && !company.VatExempt && categories.Exists(category => category is not ("O" or "")))
            yield return new BrokenRuleException("Rules.CompanyVatNumber", "company");
    }

    private IEnumerable<BrokenRuleException> WrongDays(Issuing issuing, DateTime now)
    {
        if (issuing.IssuedOn > issuing.Account.Today(now))
            yield return new BrokenRuleException("Rules.IssuedInFuture", "issuedOn");
        if (issuing.IssuedOn < issuing.LastIssuedOn)
            yield return new BrokenRuleException("Rules.IssuedBeforeLast", "issuedOn", issuing.LastIssuedOn);
        if (issuing.Corrects is { IssuedOn: { } corrected } && issuing.IssuedOn < corrected)
            yield return new BrokenRuleException("Rules.IssuedBeforeLast", "issuedOn", corrected);
    }

    private IEnumerable<PrecedingInvoice> Preceding(Issuing issuing)
    {
        if (issuing.Corrects is { IsDraft: false } corrected)
            yield return new PrecedingInvoice(corrected.Id, corrected.Number!, corrected.IssuedOn!.Value, corrected.Net, corrected.Gross);
        // What a corrected balance had taken off is told by that.
        if (IsCreditNote)
            yield break;
        foreach (var off in Content.Deductions.GroupBy(off => off.InvoiceId))
        {
            var first = off.First();
            var net = off.Sum(part => part.Net);
            yield return new PrecedingInvoice(off.Key, first.Number, first.IssuedOn, net, net + off.Sum(part => part.Tax));
        }
    }
}

public sealed record InvoiceIssued(Invoice Invoice, Actor By) : Happening;
