using System.Text.Encodings.Web;
using System.Text.Json;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Documents;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>A frozen invoice in words and figures, for the template and for the pages: the same facts and sums.</summary>
public sealed class InvoicePaper(FrozenInvoice frozen, Texts texts)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Name of the picture that a bank's app reads.</summary>
    public const string Code = "payment.svg";

    public string Kind => texts["Invoices.Kind." + frozen.Kind];

    public string Money(decimal amount) => texts.Money(amount, frozen.Currency);

    /// <summary>As far as the lines are printed: in the price mode, before the discount of the whole.</summary>
    public IEnumerable<PrintedTotal> Totals()
    {
        var lines = frozen.Lines.Sum(line => line.Amount);
        var discount = lines - (frozen.Prices == PriceMode.WithVat ? frozen.Gross : frozen.Net);
        if (discount != 0)
        {
            yield return new PrintedTotal(texts["Documents.subtotal"], Money(lines));
            yield return new PrintedTotal(texts["Documents.discount"], Money(-discount));
        }
        yield return new PrintedTotal(texts["Documents.totalNet"], Money(frozen.Net));
        foreach (var group in frozen.Vat)
            yield return new PrintedTotal(texts["Invoices.VatOf", texts.Percent(group.Rate), Money(group.Base)], Money(group.Tax));
        yield return new PrintedTotal(texts["Documents.total"], Money(frozen.Gross), TotalWeight.Grand);
    }

    public IEnumerable<PrintedFact> Facts()
    {
        yield return new(texts["Invoices.IssuedOn"], texts.Date(frozen.IssuedOn));
        if (frozen.DueOn is { } due)
            yield return new(texts["Invoices.DueOn"], texts.Date(due));
        if (frozen.DeliveredOn is { } delivered)
            yield return new(texts["Invoices.DeliveredOn"], texts.Date(delivered));
        if (frozen is { PeriodFrom: { } from, PeriodTo: { } to })
            yield return new(texts["Invoices.Period"], texts["Contracts.FromTo", texts.Date(from), texts.Date(to)]);
        foreach (
            var (key, value) in new[]
            {
                ("Invoices.QuoteNumber", frozen.QuoteNumber),
                ("Invoices.ContractNumber", frozen.ContractNumber),
                ("Invoices.OrderReference", frozen.OrderReference),
                ("Invoices.BuyerReference", frozen.BuyerReference),
                ("Documents.place", frozen.Place),
            }
        )
            if (value.Length > 0)
                yield return new(texts[key], value);
        if (frozen.Kind == InvoiceKind.CreditNote)
        {
            yield return new(
                texts["Invoices.Corrects"],
                string.Join('\n', frozen.Preceding.Select(before => $"{before.Number}, {texts.Date(before.IssuedOn)}"))
            );
            yield return new(texts["Invoices.Reason"], frozen.Reason);
        }
    }

    /// <summary>How to pay: what a transfer asks for, labelled.</summary>
    public IEnumerable<PrintedFact> Payment()
    {
        if (frozen.Kind == InvoiceKind.CreditNote || frozen.Due <= 0)
            yield break;
        yield return new(texts["Invoices.ToPay"], Money(frozen.Due));
        if (frozen.DueOn is { } due)
            yield return new(texts["Invoices.DueOn"], texts.Date(due));
        if (frozen.Company.Iban.Length > 0)
            yield return new(
                "IBAN",
                Domain.Numbers.Iban.Print(frozen.Company.Iban),
                frozen.Company.Bic.Length > 0 ? $"BIC {frozen.Company.Bic}" : null
            );
        if (frozen.PaymentReference.Length > 0)
            yield return new(texts["Invoices.PaymentReference"], frozen.PaymentReference);
    }

    public byte[] ToJson(AccountSettings settings, bool hasLogo, string? watermark)
    {
        var (company, customer) = (frozen.Company, frozen.Customer);
        var labels = texts.Of("Documents");
        if (frozen.Prices == PriceMode.WithVat)
            labels["amount"] = labels["amountWithVat"];
        var home = company.Address.Country;
        var document = new
        {
            language = texts.Culture.Name,
            paper = home is "US" or "CA" ? "us-letter" : "a4",
            layout = settings.Layout.ToString().ToLowerInvariant(),
            brand = settings.BrandColour,
            labels,
            kind = Kind,
            number = frozen.Number,
            title = frozen.Title,
            watermark,
            logo = hasLogo ? "logo" : null,
            company = new PrintedParty(
                company.Name,
                [.. Given([.. company.Address.Block(home, texts.Culture), company.Phone, company.Email])]
            ),
            companyLine = company.Legal(texts),
            customer = new PrintedParty(
                customer.Name,
                [.. Given([.. customer.Address.Block(home, texts.Culture), customer.VatNumber, customer.CompanyNumber])]
            ),
            billedTo = texts["Invoices.BilledTo"],
            facts = Facts(),
            lines = frozen.Lines.Select(line => new
            {
                heading = line.Heading,
                name = line.Name,
                description = TextBlock.From(line.Description),
                quantity = $"{texts.Number(line.Quantity)} {line.Unit}".TrimEnd(),
                unitPrice = Money(line.UnitPrice),
                discount = Discount(line.Discount),
                vat = texts.Percent(line.Vat.Rate),
                amount = Money(line.Amount),
            }),
            totals = Totals(),
            payment = new
            {
                title = texts["Invoices.Payment"],
                terms = frozen.PaymentTerms,
                facts = Payment(),
                // A draft is not to be paid.
                code = watermark is null && Transfer.Of(frozen, frozen.Due) is not null ? Code : null,
                codeText = texts["EInvoicing.Scan"],
            },
            notes = frozen.Notes.Concat(frozen.Mentions.Select(mention => mention.Text)),
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, Json);
    }

    private string? Discount(Discount? discount) =>
        discount switch
        {
            { Percent: { } percent } => $"-{texts.Percent(percent)}",
            { Amount: { } amount } => Money(-amount),
            _ => null,
        };

    private static IEnumerable<string> Given(IEnumerable<string> lines) => lines.Where(line => line.Length > 0);
}
