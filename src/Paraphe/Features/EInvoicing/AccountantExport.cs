using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Invoices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Tables;
using Paraphe.Platform.Web;

namespace Paraphe.Features.EInvoicing;

/// <summary>
/// What the accountant wants of a period, by the day of issue: the invoices, one a row; and the VAT of each month, category and rate. Credit notes count
/// with a minus. Amounts are numbers, not texts.
/// </summary>
public sealed class AccountantExport(Db db, Texts texts)
{
    private static readonly string[] InvoiceHead =
    [
        "Number",
        "Kind",
        "IssuedOn",
        "DueOn",
        "Customer",
        "CustomerNumber",
        "CustomerVat",
        "Country",
        "Title",
        "Corrects",
        "Net",
        "Tax",
        "Gross",
        "Paid",
        "Left",
        "Currency",
    ];

    private static readonly string[] VatHead = ["Month", "Category", "Rate", "Base", "Tax", "Documents", "Currency"];

    public IResult Csv(bool vat, DateOnly from, DateOnly to, CancellationToken stop) =>
        Results.Stream(
            output => CsvSheet.Write(output, Titles(vat), Rows(vat, from, to, stop), texts.Culture, stop),
            TableWriter.CsvType,
            Name(vat, from, to) + ".csv"
        );

    public async Task<IResult> Xlsx(bool vat, DateOnly from, DateOnly to, CancellationToken stop) =>
        Results.Stream(
            await XlsxSheet.File(
                texts[vat ? "EInvoicing.Export.Vat" : "EInvoicing.Export.Invoices"],
                Titles(vat),
                Rows(vat, from, to, stop),
                stop
            ),
            TableWriter.XlsxType,
            Name(vat, from, to) + ".xlsx"
        );

    /// <summary>VAT by month, currency, category and rate.</summary>
    public async Task<IReadOnlyList<VatOfMonth>> Vat(DateOnly from, DateOnly to, CancellationToken stop)
    {
        var sums =
            new Dictionary<
                (int Year, int Month, string Currency, string Category, decimal Rate),
                (decimal Base, decimal Tax, int Documents)
            >();
        await foreach (var invoice in Issued(from, to).AsAsyncEnumerable().WithCancellation(stop))
        {
            var sign = invoice.IsCreditNote ? -1 : 1;
            foreach (var group in invoice.VatGroups())
            {
                var key = (invoice.IssuedOn!.Value.Year, invoice.IssuedOn.Value.Month, invoice.Currency, group.Category, group.Rate);
                var (taxed, tax, count) = sums.GetValueOrDefault(key);
                sums[key] = (taxed + sign * group.Base, tax + sign * group.Tax, count + 1);
            }
        }
        return
        [
            .. sums.OrderBy(sum => sum.Key.Year)
                .ThenBy(sum => sum.Key.Month)
                .ThenBy(sum => sum.Key.Currency, StringComparer.Ordinal)
                .ThenByDescending(sum => sum.Key.Rate)
                .ThenBy(sum => sum.Key.Category, StringComparer.Ordinal)
                .Select(sum => new VatOfMonth(
                    new DateOnly(sum.Key.Year, sum.Key.Month, 1),
                    sum.Key.Currency,
                    sum.Key.Category,
                    sum.Key.Rate,
                    sum.Value.Base,
                    sum.Value.Tax,
                    sum.Value.Documents
                )),
        ];
    }

    private IQueryable<Invoice> Issued(DateOnly from, DateOnly to) =>
        db
            .Invoices.AsNoTracking()
            .Where(invoice => invoice.IssuedOn >= from && invoice.IssuedOn <= to)
            .OrderBy(invoice => invoice.IssuedOn)
            .ThenBy(invoice => invoice.Number);

    private IEnumerable<string> Titles(bool vat) => (vat ? VatHead : InvoiceHead).Select(key => texts["EInvoicing.Head." + key]);

    private string Name(bool vat, DateOnly from, DateOnly to) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{texts[vat ? "EInvoicing.Export.Vat" : "EInvoicing.Export.Invoices"]} {from:yyyy-MM-dd} {to:yyyy-MM-dd}"
        );

    private IAsyncEnumerable<object?[]> Rows(bool vat, DateOnly from, DateOnly to, CancellationToken stop) =>
        vat ? VatRows(from, to, stop) : InvoiceRows(from, to, stop);

    private async IAsyncEnumerable<object?[]> VatRows(DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var row in await Vat(from, to, stop))
            yield return [row.Month, row.Category, row.Rate, row.Base, row.Tax, (decimal)row.Documents, row.Currency];
    }

    private async IAsyncEnumerable<object?[]> InvoiceRows(DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var invoice in Issued(from, to).AsAsyncEnumerable().WithCancellation(stop))
        {
            var frozen = invoice.Read();
            var sign = invoice.IsCreditNote ? -1 : 1;
            yield return
            [
                invoice.Number,
                texts["EInvoicing.Kind." + invoice.Kind],
                invoice.IssuedOn,
                invoice.DueOn,
                frozen.Customer.Name,
                frozen.Customer.CompanyNumber,
                frozen.Customer.VatNumber,
                frozen.Customer.Address.Country,
                invoice.Title,
                invoice.IsCreditNote ? string.Join(", ", frozen.Preceding.Select(preceding => preceding.Number)) : "",
                sign * invoice.Net,
                sign * invoice.Tax,
                sign * invoice.Gross,
                invoice.Paid,
                invoice.IsCreditNote ? 0m : invoice.Left,
                invoice.Currency,
            ];
        }
    }
}

public sealed record VatOfMonth(DateOnly Month, string Currency, string Category, decimal Rate, decimal Base, decimal Tax, int Documents);
