using System.Globalization;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Projects;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Demo;

/// <summary>
/// Tells the deals of the sample company again with the real acts of the domain, each at its time, and keeps every row they make. Nothing
/// is mailed: it all happened.
/// </summary>
internal sealed class SampleStory(SampleCompany company, Account account, IReadOnlyList<Member> members, DateTime now, Func<Guid> newId)
{
    public List<Customer> Customers { get; } = [];
    public List<Project> Projects { get; } = [];
    public List<Quote> Quotes { get; } = [];
    public List<Revision> Revisions { get; } = [];
    public List<Delivery> Deliveries { get; } = [];
    public List<Signature> Signatures { get; } = [];
    public List<WorkOrder> WorkOrders { get; } = [];
    public List<Notice> Notices { get; } = [];

    /// <summary>Quotes by the key of their deal, and the links that their newest recipients got.</summary>
    public Dictionary<string, Guid> ByKey { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, string> Links { get; } = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Customer> customers = new(StringComparer.Ordinal);
    private readonly List<(DateTime At, Func<WorkOrder> Make)> orders = [];
    private readonly Dictionary<string, long> counters = new(StringComparer.Ordinal);

    /// <summary>The last number drawn of each series, as <see cref="NumberSeries"/> keeps it.</summary>
    public IEnumerable<NumberSeries> Series =>
        counters.Select(series => new NumberSeries
        {
            AccountId = account.Id,
            Series = series.Key,
            Last = series.Value,
        });

    public void Tell(IEnumerable<Deal> deals)
    {
        foreach (var (key, words) in company.Customers)
            customers[key] = Meet(key, words);
        foreach (var deal in deals.OrderByDescending(deal => deal.Sent ?? -1))
            Tell(deal);
        foreach (var (_, order) in orders.OrderBy(order => order.At))
            WorkOrders.Add(order());
    }

    private Customer Meet(string key, SampleCustomer words)
    {
        var place = customers.Count;
        var address = new Domain.Address
        {
            Line1 = words.Street,
            PostalCode = words.PostalCode,
            City = words.City,
            Country = company.Country,
        };
        var details = new CustomerDetails
        {
            Kind = words.Contact is null ? CustomerKind.Person : CustomerKind.Company,
            Name = words.Name,
            Email = words.Email,
            Phone = words.Phone,
            Address = address,
            Language = account.Locale,
            LeadSource = company.Leads[place % company.Leads.Count],
        };
        var won = Sample.Deals.Any(deal => deal.Customer == key && deal.Ending is Ending.Signed or Ending.WonByHand);
        var customer = new Customer(newId(), account.Id, details, prospect: !won, DaysAgo(178 - place));
        customer.AddContact(
            newId(),
            new ContactDetails
            {
                Name = words.Person,
                Function = words.Function ?? "",
                Email = words.Email,
                Phone = words.Phone,
            }
        );
        customer.AddProperty(newId(), words.Property, address);
        Customers.Add(customer);
        return customer;
    }

    private void Tell(Deal deal)
    {
        var (customer, seller, made) = (customers[deal.Customer], members[deal.Seller], DaysAgo(deal.Made));
        var property = customer.Properties[0];
        var project = new Project(newId(), account.Id, company.Quotes[deal.Key], customer.Id, property.Id, seller.Id, made);
        Projects.Add(project);
        var draftNumber = "D-" + Draw("draft").ToString("0000", CultureInfo.InvariantCulture);
        var quote = new Quote(newId(), account.Id, deal.Kind, draftNumber, Content(deal, property), seller.AsActor, made);
        Quotes.Add(quote);
        ByKey[deal.Key] = quote.Id;
        quote.InProject(project.Id);
        quote.ForCustomer(customer, property.Id, made);
        quote.ReplaceContent(quote.Content, made.AddMinutes(4));
        if (deal.Sent is not { } sent)
            return;
        var (revision, delivery) = Send(deal, quote, customer, seller, DaysAgo(sent));
        if (deal.SentAgain is { } again)
        {
            quote.Opened(delivery, DaysAgo(sent - 0.4));
            quote.ChangeHeader(quote.Content with { Discount = Discount.OfPercent(4) }, DaysAgo(again + 0.1));
            (revision, delivery) = Send(deal, quote, customer, seller, DaysAgo(again));
        }
        if (deal.Bounced)
            delivery.Failed(company.Words["bounce"], DaysAgo(sent).AddSeconds(40));
        if (deal.Opened is { } opened)
            quote.Opened(delivery, DaysAgo(opened));
        if (deal.EditedSince)
        {
            var first = quote.Content.Lines.First();
            quote.ChangeItem(first with { Quantity = first.Quantity + 2 }, DaysAgo(0.6));
        }
        End(deal, quote, revision, delivery, seller);
    }

    private QuoteContent Content(Deal deal, Property property)
    {
        var lines = new SampleLines(company, account, newId);
        var items = lines.Of(deal.Lines, deal.Kind == QuoteKind.Contract);
        var texts = account.Settings.Texts[account.Language];
        return new QuoteContent
        {
            Title = company.Quotes[deal.Key],
            Introduction = company.Words["introduction"],
            Scope = texts.Scope,
            Terms = texts.Terms,
            Language = account.Locale,
            Currency = account.Currency,
            Prices = account.Settings.Prices,
            Rounding = account.Settings.Rounding,
            Discount = deal.Discount is { } percent ? Discount.OfPercent(percent) : null,
            Items = items,
            Groups = lines.Groups,
            ServiceAddresses = [new ServiceAddress { PropertyId = property.Id, Text = property.Address.OneLine }],
            StartsAt = account.Today(now).AddDays(28 - (int)(deal.Sent ?? 0)).ToDateTime(new TimeOnly(8, 0)),
        };
    }

    private (Revision, Delivery) Send(Deal deal, Quote quote, Customer customer, Member seller, DateTime at)
    {
        var token = Tokens.New();
        var contact = customer.Contacts[0];
        var series = deal.Kind == QuoteKind.Contract ? "contractQuote" : "offer";
        var sending = new Domain.Quotes.Sending(
            account,
            customer.Details,
            new SellerDetails(seller.Name, seller.Email!, account.Profile.Phone),
            quote.Number ?? Number(series, at),
            account.Today(at).AddDays(account.Settings.ValidityDays),
            [(new Recipient(contact.Details.Name, contact.Details.Email, RecipientRole.Signer, contact.Id), Tokens.Hash(token))]
        );
        var (revision, deliveries) = quote.Send(sending, seller.AsActor, at, newId);
        deliveries[0].Sent(at.AddSeconds(2));
        Revisions.Add(revision);
        Deliveries.AddRange(deliveries);
        Links[deal.Key] = token;
        return (revision, deliveries[0]);
    }

    private void End(Deal deal, Quote quote, Revision revision, Delivery delivery, Member seller)
    {
        var (at, actor) = (DaysAgo(deal.Ended), seller.AsActor);
        var comment = company.Words.GetValueOrDefault(deal.Reason, "");
        switch (deal.Ending)
        {
            case Ending.Signed:
                Sign(quote, revision, delivery, at);
                Notify(seller, "quoteSigned", quote, delivery.Name, at);
                Order(deal, quote, revision, at);
                break;
            case Ending.WonByHand:
                quote.Win(new OfflineAcceptance("phone", "", null), actor, at);
                Order(deal, quote, revision, at);
                break;
            case Ending.Rejected:
                quote.Reject(deal.Reason, comment, delivery, account.Today(at), at);
                Notify(seller, "quoteRejected", quote, delivery.Name, at);
                break;
            case Ending.Lost:
                quote.Lose(deal.Reason, comment, actor, at);
                break;
            case Ending.ExpiredByHand:
                quote.ExpireByHand(actor, at);
                break;
            case Ending.Withdrawn:
                quote.Withdraw(actor, at);
                break;
        }
    }

    private void Sign(Quote quote, Revision revision, Delivery delivery, DateTime at)
    {
        var choice = quote.Kind == QuoteKind.Contract ? Choice.None : quote.Content.Preselected();
        var act = new SigningAct
        {
            Name = delivery.Name,
            Method = SigningMethod.Typed,
            Choice = choice,
            ShownHash = revision.Hash,
            ShownTotal = Pricing.Compute(revision.Read().Content, choice).Gross,
            ConsentText = company.Words["consent"],
            Consented = true,
            FormKey = newId().ToString("N"),
            ShownAt = at.AddMinutes(-2),
            Ip = "203.0.113.17",
            UserAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Mobile Safari/604.1",
        };
        Signatures.Add(quote.Sign(act, revision, delivery, account.Today(at), at));
    }

    // Numbered in the order of winning. A contract quote makes a contract, not an order.
    private void Order(Deal deal, Quote quote, Revision revision, DateTime at)
    {
        if (deal.Kind != QuoteKind.Contract)
            orders.Add(
                (at, () => Plan(deal, WorkOrder.Of(quote, revision, quote.Content.Preselected(), Number("workOrder", at), newId(), at)))
            );
    }

    private WorkOrder Plan(Deal deal, WorkOrder order)
    {
        if (deal.WorkStarted is not { } days)
            return order;
        var starts = account.Today(now).AddDays(-(int)days).ToDateTime(new TimeOnly(8, 0));
        order.Plan(starts, starts.AddDays(3).AddHours(9), members[2].Id);
        if (days >= 0)
            order.Start(DaysAgo(days));
        if (deal.WorkDone)
            order.Finish(DaysAgo(days - 3));
        return order;
    }

    private void Notify(Member member, string kind, Quote quote, string who, DateTime at) =>
        Notices.Add(
            new Notice
            {
                Id = newId(),
                AccountId = account.Id,
                MemberId = member.Id,
                Kind = kind,
                Args = System.Text.Json.JsonSerializer.Serialize(new[] { who, quote.ShownNumber }, Domain.Json.DomainJson.Options),
                Url = $"/quotes/{quote.Id}",
                QuoteId = quote.Id,
                At = at,
                ReadAt = (now - at).TotalDays > 5 ? at.AddHours(1) : null,
            }
        );

    private string Number(string series, DateTime at)
    {
        var (pattern, day) = (new Domain.NumberPattern(account.Settings.Numbering.Of(series)), account.Today(at));
        return pattern.Format(Draw($"{series}/{pattern.Period(day)}"), day);
    }

    private long Draw(string series) => counters[series] = counters.GetValueOrDefault(series) + 1;

    // Nobody works at night: acts of earlier days fall between nine and five.
    private DateTime DaysAgo(double days)
    {
        var at = now.AddDays(-days);
        return days < 1 ? at : at.Date.AddHours(9 + at.TimeOfDay.TotalHours / 3);
    }
}
