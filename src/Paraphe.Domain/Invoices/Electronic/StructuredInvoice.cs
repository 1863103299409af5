using System.Collections.Immutable;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Numbers;

namespace Paraphe.Domain.Invoices.Electronic;

/// <summary>An issued invoice in the terms of EN 16931-1, before it becomes XML: what both syntaxes have to say, each thing decided once.</summary>
public sealed class StructuredInvoice
{
    public StructuredInvoice(FrozenInvoice frozen)
    {
        Frozen = frozen;
        Currency = Currency.Of(frozen.Currency);
        OutsideVat = frozen.Vat.Any(vat => vat.Category == "O");
        Seller = InvoiceParty.Seller(frozen.Company, OutsideVat);
        Buyer = InvoiceParty.Buyer(frozen.Customer, OutsideVat);
        Lines = [.. frozen.Lines.Select((line, i) => new StructuredLine(i + 1, line, LinePrice.Of(line, frozen.Prices, Currency)))];
    }

    public FrozenInvoice Frozen { get; }

    public Currency Currency { get; }

    public bool OutsideVat { get; }

    public InvoiceParty Seller { get; }

    public InvoiceParty Buyer { get; }

    public ImmutableArray<StructuredLine> Lines { get; }

    public bool IsCreditNote => Frozen.Kind == InvoiceKind.CreditNote;

    /// <summary>BT-3, UNTDID 1001.</summary>
    public string TypeCode =>
        Frozen.Kind switch
        {
            InvoiceKind.CreditNote => "381",
            InvoiceKind.Deposit => "386",
            _ => "380",
        };

    /// <summary>BT-23 as the French reform reads it: a mixed invoice, first, paid already, or the last after deposits. Empty elsewhere.</summary>
    public string FrenchProcess =>
        Frozen.Company.Address.Country != "FR" ? ""
        : Frozen.Kind == InvoiceKind.Invoice && Frozen.Preceding.Length > 0 ? "M4"
        : Frozen.Prepaid > 0 && Frozen.Due == 0 ? "M2"
        : "M1";

    /// <summary>Between two companies of France: its platforms want to be told.</summary>
    public bool IsFrenchBusiness =>
        Frozen is { Company.Address.Country: "FR", Customer: { Address.Country: "FR", Kind: CustomerKind.Company } };

    /// <summary>BG-20; a discount that makes a credit smaller is a charge.</summary>
    public IEnumerable<InvoiceAllowance> Allowances => Frozen.Allowances.Where(allowance => allowance.Net > 0);

    /// <summary>BG-21, with positive amounts.</summary>
    public IEnumerable<InvoiceAllowance> Charges =>
        Frozen.Allowances.Where(allowance => allowance.Net < 0).Select(allowance => allowance with { Net = -allowance.Net });

    public decimal AllowancesTotal => Allowances.Sum(allowance => allowance.Net);

    public decimal ChargesTotal => Charges.Sum(charge => charge.Net);

    public Exemption ExemptionOf(InvoiceVat vat) => Exemption.Of(vat, Frozen.Company.Address.Country, Frozen.Company.VatExempt);

    /// <summary>BT-81: a SEPA transfer where it can be one, else a transfer. Null without an account, and on a credit note: nobody pays it.</summary>
    public string? PaymentMeans =>
        IsCreditNote || Iban is null ? null
        : string.Equals(Frozen.Currency, "EUR", StringComparison.Ordinal) && Transfer.IsSepa(Iban) ? "58"
        : "30";

    /// <summary>BT-84.</summary>
    public Iban? Iban => Numbers.Iban.Find(Frozen.Company.Iban);

    /// <summary>BT-86.</summary>
    public string Bic => Checksum.Bare(Frozen.Company.Bic);

    /// <summary>BT-83.</summary>
    public string Remittance => Frozen.PaymentReference.Length > 0 ? PaymentReference.Bare(Frozen.PaymentReference) : Frozen.Number;

    /// <summary>BT-20. A credit note says why it is there when nothing was agreed on paying it back: BR-CO-25 wants terms or a day.</summary>
    public string Terms =>
        Frozen.PaymentTerms.Trim() is { Length: > 0 } terms ? terms
        : IsCreditNote ? Frozen.Reason.Trim()
        : "";

    /// <summary>BT-10.</summary>
    public string BuyerReference => Frozen.BuyerReference.Trim();

    /// <summary>BT-13.</summary>
    public string OrderReference => Frozen.OrderReference.Trim();

    /// <summary>BG-1: texts, some with a subject code.</summary>
    public IEnumerable<InvoiceMention> Notes =>
        Frozen
            .Notes.Select(note => new InvoiceMention("", note.Trim()))
            .Append(new InvoiceMention("", IsCreditNote && Frozen.PaymentTerms.Trim().Length > 0 ? Frozen.Reason.Trim() : ""))
            .Prepend(new InvoiceMention("", Frozen.Title.Trim()))
            .Concat(Frozen.Mentions.SelectMany(mention => mention.Codes.Select(code => new InvoiceMention(code, mention.Text.Trim()))))
            .Where(note => note.Text.Length > 0);

    /// <summary>BG-15 is told when the goods leave for another country (BR-IC-12), or the work is done elsewhere.</summary>
    public bool HasPlace => Frozen.Place.Trim().Length > 0 || Frozen.Vat.Any(vat => vat.Category == "K");

    /// <summary>BG-14 of the invoice; absent when neither end is known.</summary>
    public bool HasPeriod => Frozen.PeriodFrom is not null || Frozen.PeriodTo is not null;
}

/// <param name="Number">BT-126.</param>
public sealed record StructuredLine(int Number, InvoiceLine Line, LinePrice Price)
{
    /// <summary>BT-130.</summary>
    public string UnitCode => Electronic.UnitCode.Of(Line.Unit);

    /// <summary>BT-153: what a line is called when it was given a text only.</summary>
    public string Name =>
        Line.Name.Trim() is { Length: > 0 } name ? name
        : Line.Description.Trim() is { Length: > 0 } text ? text.Split('\n')[0].Trim()
        : "";

    /// <summary>BT-154, with the printed unit where no code says it.</summary>
    public string Description =>
        Line.Unit.Trim() is { Length: > 0 } unit && Electronic.UnitCode.Find(unit) is null
            ? string.Join('\n', new[] { Line.Description.Trim(), unit }.Where(text => text.Length > 0))
            : Line.Description.Trim();
}
