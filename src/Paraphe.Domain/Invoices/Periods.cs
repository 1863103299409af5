using Paraphe.Domain.Contracts;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.WorkOrders;

namespace Paraphe.Domain.Invoices;

/// <summary>Invoices without a quote behind them: a contract's period, work that was done, and by hand.</summary>
public static class Periods
{
    /// <summary>All that a contract's services come to between two days, each occurrence at the price that the contract gives it.</summary>
    /// <param name="quote">What was agreed; its discount in percent is taken off, one in money is not.</param>
    /// <param name="invoices">Of the contract.</param>
    /// <param name="alone">Occurrences that were invoiced by their own work order: they are left out.</param>
    public static Invoice Invoice(
        this Contract contract,
        DateOnly from,
        DateOnly to,
        FrozenQuote quote,
        IEnumerable<Invoice> invoices,
        IReadOnlySet<string> alone,
        Making making
    )
    {
        if (contract.WithdrawnAt is not null)
            throw new BrokenRuleException("Rules.ContractOver");
        if (to < from || from < contract.StartsOn || to > contract.EndsOn)
            throw new BrokenRuleException("Rules.PeriodOfContract", "to", contract.StartsOn, contract.EndsOn);
        if (invoices.Any(other => other.ContractId == contract.Id && other.Stands && Overlaps(other, from, to)))
            throw new BrokenRuleException("Rules.PeriodInvoiced", "from");
        var lines = contract
            .Services.Select(service =>
                (
                    service,
                    Times: contract
                        .Days(service.Line.Recurrence, to)
                        .Count(due => due.Day >= from && !alone.Contains(Key(service, due.Number)))
                )
            )
            .Where(due => due.Times > 0)
            .Select(due => Line(due.service, due.Times));
        var priced = new QuoteContent
        {
            Title = contract.Title,
            Language = quote.Content.Language,
            Currency = contract.Currency,
            Prices = contract.Prices,
            Rounding = quote.Content.Rounding,
            Discount = quote.Content.Discount is { Percent: not null } percent ? percent : null,
            Items = [.. lines],
        };
        if (priced.Items.Length == 0)
            throw new BrokenRuleException("Rules.NothingInPeriod", "to");
        var content = new InvoiceContent
        {
            Priced = priced,
            QuoteNumber = quote.Number,
            ContractNumber = contract.Number,
            Place = contract.Place,
            PeriodFrom = from,
            PeriodTo = to,
        };
        var origin = new InvoiceOrigin(InvoiceBasis.Period, contract.CustomerId, contract.CustomerName)
        {
            ProjectId = contract.ProjectId,
            ContractId = contract.Id,
        };
        return new Invoice(making.NewId(), contract.AccountId, origin, content, making.By, making.Now);

        string Key(ContractService service, int number) => WorkOrder.OccurrenceKey(contract, service, number);
    }

    /// <summary>Work that no quote stands behind; its lines, or what was noted on the spot, wait for their prices.</summary>
    /// <param name="quantities">Chosen lines of the order with what is done of each.</param>
    /// <param name="like">Language, currency and price mode.</param>
    /// <param name="vat">Of its lines until another is chosen.</param>
    /// <param name="periods">Invoices of the contract's periods: what one of them holds is not invoiced again.</param>
    public static Invoice Invoice(
        this WorkOrder order,
        IReadOnlyDictionary<Guid, decimal> quantities,
        Contract? contract,
        QuoteContent like,
        Vat? vat,
        IEnumerable<Invoice> periods,
        Making making
    )
    {
        if (order.State == WorkOrderState.Cancelled)
            throw new BrokenRuleException("Rules.OrderClosed");
        if (
            order.Lines.Any(line => quantities.GetValueOrDefault(line.Key) > 0)
            && contract?.DayOf(order) is { } day
            && periods.Any(period => period.Stands && Overlaps(period, day, day))
        )
            throw new BrokenRuleException("Rules.OccurrenceInvoiced", "lines");
        var lines = order
            .Lines.Where(line => quantities.GetValueOrDefault(line.Key) > 0)
            .Select(line => Line(line, quantities[line.Key], contract, vat))
            .Concat(
                order
                    .Entries.Where(entry => quantities.GetValueOrDefault(entry.Key) > 0)
                    .Select(entry => Line(entry, quantities[entry.Key], vat))
            );
        var content = new InvoiceContent
        {
            Priced = like with { Title = order.Title, Items = [.. lines] },
            ContractNumber = contract?.Number ?? "",
            Place = order.Place,
            DeliveredOn = order.DoneAt is null || order.StartsAt is not { } start ? null : DateOnly.FromDateTime(start),
        };
        if (content.Priced.Items.Length == 0)
            throw new BrokenRuleException("Rules.NothingChosen", "lines");
        var origin = new InvoiceOrigin(InvoiceBasis.WorkOrder, order.CustomerId, order.CustomerName)
        {
            ProjectId = order.ProjectId,
            WorkOrderId = order.Id,
            ContractId = order.ContractId,
        };
        return new Invoice(making.NewId(), order.AccountId, origin, content, making.By, making.Now);
    }

    /// <summary>An empty draft for a customer, or with lines that were typed.</summary>
    public static Invoice ByHand(Guid account, Customers.Customer customer, QuoteContent priced, Making making) =>
        new(
            making.NewId(),
            account,
            new InvoiceOrigin(InvoiceBasis.ByHand, customer.Id, customer.Name),
            new InvoiceContent { Priced = priced },
            making.By,
            making.Now
        );

    /// <summary>The day of the occurrence that the order is of; null of an optional service, which is in no period.</summary>
    private static DateOnly? DayOf(this Contract contract, WorkOrder order) =>
        contract
            .Services.SelectMany(service =>
                contract
                    .Days(service.Line.Recurrence, contract.EndsOn)
                    .Where(due => WorkOrder.OccurrenceKey(contract, service, due.Number) == order.Occurrence)
            )
            .Select(due => (DateOnly?)due.Day)
            .FirstOrDefault();

    private static bool Overlaps(Invoice other, DateOnly from, DateOnly to) =>
        other.Basis == InvoiceBasis.Period && other.Content.PeriodFrom <= to && other.Content.PeriodTo >= from;

    // The price of an occurrence is rounded once, as the contract shows it: so many of it are what the contract says.
    private static QuoteLine Line(ContractService service, int times) =>
        new()
        {
            Key = service.Line.Key,
            Name = service.Line.Name,
            Description = service.Line.Description,
            Quantity = times,
            UnitPrice = service.Each,
            Vat = service.Line.Vat,
        };

    private static QuoteLine Line(OrderLine line, decimal quantity, Contract? contract, Vat? vat)
    {
        var agreed =
            contract?.Services.Select(service => service.Line).FirstOrDefault(service => service.Key == line.Key)
            ?? contract?.Options.Select(option => option.Line).FirstOrDefault(option => option.Key == line.Key);
        return new QuoteLine
        {
            Key = line.Key,
            Name = line.Name,
            Description = line.Description,
            Quantity = quantity,
            Unit = line.Unit,
            UnitPrice = agreed?.UnitPrice ?? 0,
            Discount = agreed?.Discount,
            Vat = agreed?.Vat ?? vat,
        };
    }

    private static QuoteLine Line(WorkEntry entry, decimal quantity, Vat? vat) =>
        new()
        {
            Key = entry.Key,
            Name = entry.Text,
            Quantity = quantity,
            Unit = entry.Kind == WorkEntryKind.Time ? "h" : entry.Unit,
            Vat = vat,
        };
}
