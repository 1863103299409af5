using System.Globalization;
using System.Text.Json;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Catalogue;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Json;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Notices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Demo;

/// <summary>Tells the deals of the sample company, with the words of its language.</summary>
internal sealed class SampleStory(SampleCompany company, Account account, IReadOnlyList<Member> members, DateTime now, Func<Guid> newId)
{
    private readonly SampleCatalogue catalogue = SampleCatalogue.New(account, newId, now);
    private readonly Dictionary<string, Customer> customers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> counters = new(StringComparer.Ordinal);

    public List<Course> Courses { get; } = [];
    public List<Notice> Notices { get; } = [];
    public IReadOnlyCollection<CatalogueItem> Catalogue => catalogue.Items;

    /// <summary>The trade pays less.</summary>
    public PriceList TradePrices { get; } =
        new(
            newId(),
            account.Id,
            new PriceTerms
            {
                Name = company.Words["tradePrices"],
                Tag = company.Words["trade"],
                Currency = account.Currency,
                Percent = -8,
            }
        );

    public IReadOnlyCollection<Customer> Customers => customers.Values;

    /// <summary>Quotes by the key of their deal, and the tokens of the newest link of each.</summary>
    public Dictionary<string, Guid> Quotes { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, string> Links { get; } = new(StringComparer.Ordinal);

    /// <summary>The last number drawn of each series, as the database keeps it.</summary>
    public IEnumerable<NumberSeries> Series =>
        counters.Select(series => new NumberSeries
        {
            AccountId = account.Id,
            Series = series.Key,
            Last = series.Value,
        });

    public void Tell(IReadOnlyList<Deal> deals)
    {
        foreach (var (key, words) in company.Customers)
            customers[key] = Meet(words, deals.Where(deal => deal.Customer == key));
        var told = deals.OrderByDescending(deal => deal.Sent ?? -1).Select(deal => (Deal: deal, Course: Tell(deal))).ToList();
        // Orders and contracts are numbered as they were won.
        foreach (var (deal, course) in told.OrderByDescending(pair => pair.Deal.Ended))
            if (deal.Ending is not (Ending.Signed or Ending.WonByHand))
                continue;
            else if (deal.Kind == QuoteKind.Contract)
                course.Activate(Number("contract", DaysAgo(deal.Ended)), DaysAgo(deal.Ended));
            else
                Order(deal, course);
    }

    private Customer Meet(SampleCustomer words, IEnumerable<Deal> deals)
    {
        var address = new Address
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
            LeadSource = company.Leads[customers.Count % company.Leads.Count],
            Tags = words.Contact is null ? [] : [company.Words["trade"]],
        };
        var won = deals.Any(deal => deal.Ending is Ending.Signed or Ending.WonByHand);
        var customer = new Customer(newId(), account.Id, details, prospect: !won, DaysAgo(190 - customers.Count));
        var contact = new ContactDetails
        {
            Name = words.Person,
            Function = words.Function ?? "",
            Emails = [words.Email],
            Phones = [words.Phone],
        };
        customer.AddContact(newId(), contact);
        customer.AddProperty(newId(), words.Property, address);
        return customer;
    }

    private Course Tell(Deal deal)
    {
        var customer = customers[deal.Customer];
        var draft = "D-" + Draw("draft").ToString("0000", CultureInfo.InvariantCulture);
        var made = DaysAgo(deal.Made);
        var course = new Course(
            account,
            customer,
            members[deal.Seller],
            deal.Kind,
            draft,
            Content(deal, customer.Properties[0]),
            made,
            newId
        );
        Courses.Add(course);
        Quotes[deal.Key] = course.Quote.Id;
        if (deal.Sent is null)
            return course;
        Send(deal, course, DaysAgo(deal.Sent.Value));
        if (deal.SentAgain is { } again)
        {
            course.Open(DaysAgo(deal.Sent.Value - 0.4));
            course.Quote.ChangeHeader(course.Quote.Content with { Discount = Discount.OfPercent(4) }, DaysAgo(again + 0.1));
            Send(deal, course, DaysAgo(again));
        }
        if (deal.Bounced)
            course.Delivery.Failed(company.Words["bounce"], DaysAgo(deal.Sent.Value).AddSeconds(40));
        if (deal.Opened is { } opened)
            course.Open(DaysAgo(opened));
        if (deal.EditedSince)
        {
            var first = course.Quote.Content.Lines.First();
            course.Quote.ChangeItem(first with { Quantity = first.Quantity + 2 }, DaysAgo(0.6));
        }
        End(deal, course, DaysAgo(deal.Ended));
        return course;
    }

    private QuoteContent Content(Deal deal, Property property)
    {
        var lines = new SampleLines(company, catalogue, account.Language, newId);
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
            DepositPercent = account.Settings.DepositPercent,
        };
    }

    private void Send(Deal deal, Course course, DateTime at)
    {
        var token = Tokens.New();
        course.Send(course.Quote.Number ?? Number(deal.Kind == QuoteKind.Contract ? "contractQuote" : "offer", at), Tokens.Hash(token), at);
        Links[deal.Key] = token;
    }

    private void End(Deal deal, Course course, DateTime at)
    {
        var comment = company.Words.GetValueOrDefault(deal.Reason, "");
        switch (deal.Ending)
        {
            case Ending.Signed:
                course.Sign(company.Words["consent"], at);
                Notify(members[deal.Seller], NoticeKinds.QuoteSigned, course, at);
                break;
            case Ending.WonByHand:
                course.WinByTelephone(at);
                break;
            case Ending.Rejected:
                course.Reject(deal.Reason, comment, at);
                Notify(members[deal.Seller], NoticeKinds.QuoteRejected, course, at);
                break;
            case Ending.Lost:
                course.Lose(deal.Reason, comment, at);
                break;
            case Ending.ExpiredByHand:
                course.Expire(at);
                break;
            case Ending.Withdrawn:
                course.Withdraw(at);
                break;
        }
    }

    private void Order(Deal deal, Course course)
    {
        var won = DaysAgo(deal.Ended);
        var order = course.Order(Number("workOrder", won), won);
        if (deal.WorkStarted is not { } days)
            return;
        var starts = account.Today(now).AddDays(-(int)days).ToDateTime(new TimeOnly(8, 0));
        order.Plan(starts, starts.AddDays(3).AddHours(9), members[2].Id);
        if (days >= 0)
            order.Start(DaysAgo(days));
        if (deal.WorkDone)
            order.Finish(DaysAgo(days - 3));
    }

    // Old ones were read.
    private void Notify(Member member, string kind, Course course, DateTime at)
    {
        string[] args = [course.Delivery.Name, course.Quote.ShownNumber, course.Quote.Content.Title];
        var notice = new Notice
        {
            Id = newId(),
            AccountId = account.Id,
            MemberId = member.Id,
            Kind = kind,
            Args = JsonSerializer.Serialize(args, DomainJson.Options),
            Url = $"/quotes/{course.Quote.Id}",
            QuoteId = course.Quote.Id,
            At = at,
            ReadAt = (now - at).TotalDays > 5 ? at.AddHours(1) : null,
        };
        Notices.Add(notice);
    }

    /// <summary>The next number of a series on the day of an act.</summary>
    public string Number(string series, DateTime at)
    {
        var (pattern, day) = (new NumberPattern(account.Settings.Numbering.Of(series)), account.Today(at));
        return pattern.Format(Draw($"{series}/{pattern.Period(day)}"), day);
    }

    private long Draw(string series) => counters[series] = counters.GetValueOrDefault(series) + 1;

    // Nobody works at night: acts of earlier days fall between nine and five.
    public DateTime DaysAgo(double days)
    {
        var at = now.AddDays(-days);
        return days < 1 ? at : at.Date.AddHours(9 + at.TimeOfDay.TotalHours / 3);
    }
}
