using System.Collections.Frozen;
using System.Globalization;
using Paraphe.Domain.Numbers;

namespace Paraphe.Domain.Invoices;

/// <summary>
/// A SEPA credit transfer as a bank's app reads it from a QR code (EPC069-12, version 002): who is paid, how much, with which reference. Euro only.
/// </summary>
public sealed record Transfer
{
    private const decimal Most = 999_999_999.99m;

    // Of the European Payments Council: participants in the SEPA schemes.
    private static readonly FrozenSet<string> Countries =
        "AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA"
            .Split(' ')
            .ToFrozenSet(StringComparer.Ordinal);

    private Transfer(string name, Iban iban, string bic, decimal amount, string reference) =>
        (Name, Iban, Bic, Amount, Reference) = (name, iban, bic, amount, reference);

    public string Name { get; }

    public Iban Iban { get; }

    public string Bic { get; }

    public decimal Amount { get; }

    public string Reference { get; }

    public static bool IsSepa(Iban iban) => Countries.Contains(iban.Text[..2]);

    /// <summary>Null where there is nothing to pay, no account in the euro payments area, or another currency.</summary>
    /// <param name="open">What is still to be paid.</param>
    public static Transfer? Of(FrozenInvoice invoice, decimal open) =>
        invoice.Kind != InvoiceKind.CreditNote
        && string.Equals(invoice.Currency, "EUR", StringComparison.Ordinal)
        && open is > 0 and <= Most
        && Iban.Find(invoice.Company.Iban) is { } iban
        && IsSepa(iban)
        && invoice.Company.Name.Trim().Length > 0
            ? new Transfer(
                invoice.Company.Name.Trim(),
                iban,
                Checksum.Bare(invoice.Company.Bic),
                open,
                invoice.PaymentReference.Trim() is { Length: > 0 } reference ? reference : invoice.Number
            )
            : null;

    /// <summary>The text in the code. UTF-8; print it with error correction M, as the guideline says.</summary>
    public string Text
    {
        get
        {
            // The structured field takes ISO 11649 alone; banks find the Belgian communication in the other one.
            var structured = PaymentReference.IsCreditor(Reference);
            string[] lines =
            [
                "BCD",
                "002",
                "1",
                "SCT",
                Bic.Length is 8 or 11 ? Bic : "",
                Cut(Name, 70),
                Iban.Text,
                "EUR" + Amount.ToString("0.00", CultureInfo.InvariantCulture),
                "",
                structured ? PaymentReference.Bare(Reference) : "",
                structured ? "" : Cut(Reference, 140),
            ];
            return string.Join('\n', lines).TrimEnd('\n');
        }
    }

    // A line break would begin the next field.
    private static string Cut(string text, int most)
    {
        var line = string.Join(' ', text.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= most ? line : line[..(char.IsHighSurrogate(line[most - 1]) ? most - 1 : most)].TrimEnd();
    }
}
