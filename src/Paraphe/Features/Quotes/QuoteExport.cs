using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Tables;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>The list as filtered, or the quotes that were picked, as a table (QU 1). Read row by row, however many there are.</summary>
public sealed class QuoteExport(Db db, Texts texts)
{
    private static readonly IReadOnlyList<string> Head =
    [
        "Number",
        "Customer",
        "TitleLabel",
        "Status",
        "Stage",
        "KindLabel",
        "Seller",
        "LeadSource",
        "Tags",
        "Date",
        "ValidUntil",
        "Net",
        "Total",
        "Currency",
    ];

    public IResult Csv(QuoteFilter filter, IReadOnlyList<Guid> ids, CancellationToken stop) =>
        Results.Stream(
            to => CsvSheet.Write(to, Titles, Rows(filter, ids, stop), texts.Culture, stop),
            TableWriter.CsvType,
            texts["Quotes.Title"] + ".csv"
        );

    public async Task<IResult> Xlsx(QuoteFilter filter, IReadOnlyList<Guid> ids, CancellationToken stop) =>
        Results.Stream(
            await XlsxSheet.File(texts["Quotes.Title"], Titles, Rows(filter, ids, stop), stop),
            TableWriter.XlsxType,
            texts["Quotes.Title"] + ".xlsx"
        );

    private IEnumerable<string> Titles => Head.Select(key => texts["Quotes." + key]);

    private async IAsyncEnumerable<object?[]> Rows(
        QuoteFilter filter,
        IReadOnlyList<Guid> ids,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var today = account.Today(db.Now);
        var sellers = await db.Users.ToDictionaryAsync(m => m.Id, m => m.Name, stop);
        var quotes =
            ids.Count > 0 ? db.Quotes.Where(q => ids.Contains(q.Id)) : (await filter.Of(db, account, stop)).Rows.In(filter.Tab, today);
        var rows = quotes.AsNoTracking().Sorted(filter.Sort).Select(QuoteRow.Of).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(stop))
            yield return Cells(row, account, today, row.SellerId is { } seller ? sellers.GetValueOrDefault(seller) : null);
    }

    private object?[] Cells(QuoteRow row, Account account, DateOnly today, string? seller) =>
        [
            row.Number,
            row.CustomerName,
            row.Title,
            texts["Shared.Status." + row.Status(today)],
            texts["Shared.Status." + row.Stage],
            texts["Quotes.Kind." + row.Kind],
            seller,
            row.LeadSource,
            string.Join(", ", row.Tags),
            DateOnly.FromDateTime(account.ToLocal(row.CreatedAt)),
            row.ValidUntil,
            row.Net,
            row.Total,
            row.Currency,
        ];
}
