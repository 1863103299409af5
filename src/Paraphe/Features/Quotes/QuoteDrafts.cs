using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Projects;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Requests;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>How a quote begins: its provisional number, its project, what the account has it start with.</summary>
public static class QuoteDrafts
{
    /// <summary>What a new quote holds: the account's modes and standard texts, in the customer's language.</summary>
    public static QuoteContent Beginning(this Account account, CustomerDetails? customer)
    {
        var language = customer?.Language is { Length: > 0 } own ? own : account.Locale;
        var texts = account.Settings.Texts.GetValueOrDefault(Languages.Get(language).TwoLetterISOLanguageName) ?? new SavedTexts();
        return new QuoteContent
        {
            Introduction = texts.Introduction,
            Scope = texts.Scope,
            Terms = texts.Terms,
            Language = language,
            Currency = account.Currency,
            Prices = account.Settings.Prices,
            Rounding = account.Settings.Rounding,
            DepositPercent = account.Settings.DepositPercent,
        };
    }

    /// <summary>
    /// Adds a draft. Must run inside <see cref="Db.InTransaction{T}"/>, because its provisional number is drawn; the caller saves.
    /// </summary>
    /// <param name="project">The deal it belongs to; null begins one.</param>
    public static async Task<Quote> AddDraft(
        this Db db,
        QuoteKind kind,
        QuoteContent content,
        Customer? customer,
        Actor author,
        Guid? project = null
    )
    {
        var number = "D-" + (await db.Draw("draft")).ToString("0000", CultureInfo.InvariantCulture);
        var quote = new Quote(db.NewId(), db.AccountId, kind, number, content, author, db.Now);
        if (customer is not null)
            quote.ForCustomer(customer, PropertyOf(content, customer), db.Now);
        if (project is null)
        {
            var deal = new Project(db.NewId(), db.AccountId, content.Title, customer?.Id, null, author.Id, db.Now);
            db.Projects.Add(deal);
            project = deal.Id;
        }
        quote.InProject(project.Value);
        db.Quotes.Add(quote);
        return quote;
    }

    /// <summary>A new draft with the same content in the same deal; every entry gets a key of its own, for the two quotes go their own ways (QU 12).</summary>
    public static async Task<Quote> AddCopy(this Db db, Quote of, Actor author)
    {
        var customer = of.CustomerId is { } id ? await db.Customers.Include(c => c.Contacts).SingleOrDefaultAsync(c => c.Id == id) : null;
        var copy = await db.AddDraft(of.Kind, of.Content.WithFreshKeys(db.NewId), customer, author, of.ProjectId);
        copy.ChangeLeadSource(of.LeadSource);
        copy.StayOpen(of.ValidDays, db.Now);
        if (of.Tags.Count > 0)
            copy.ChangeTags(of.Tags);
        return copy;
    }

    /// <summary>
    /// Deletes a draft that was never sent, with its history; its number is not used again. Inside <see cref="Db.InTransaction{T}"/>.
    /// </summary>
    public static async Task DeleteDraft(this Db db, Quote quote, CancellationToken stop = default)
    {
        await db.Events.Where(row => row.QuoteId == quote.Id).ExecuteDeleteAsync(stop);
        db.Quotes.Remove(quote);
        if (quote.RequestId is { } request)
            db.Enqueue(new FollowQuotes(request));
        await db.SaveChangesAsync(stop);
        if (quote.ProjectId is { } project && !await db.Quotes.AnyAsync(other => other.ProjectId == project, stop))
            await db.Projects.Where(row => row.Id == project).ExecuteDeleteAsync(stop);
    }

    // Where the work is done, as far as it is a place of this customer.
    private static Guid? PropertyOf(QuoteContent content, Customer customer) =>
        content.ServiceAddresses.Select(place => place.PropertyId).FirstOrDefault(id => customer.Properties.Any(own => own.Id == id));

    internal static QuoteContent WithFreshKeys(this QuoteContent content, Func<Guid> newId)
    {
        var groups = content.Groups.ToDictionary(group => group.Key, _ => newId());
        return content with
        {
            Groups = [.. content.Groups.Select(group => group with { Key = groups[group.Key] })],
            Enclosures = [.. content.Enclosures.Select(enclosure => enclosure with { Key = newId() })],
            Items = [.. content.Items.Select(item => item.InGroups(groups) with { Key = newId() })],
        };
    }

    private static QuoteItem InGroups(this QuoteItem item, Dictionary<Guid, Guid> groups) =>
        item is QuoteLine { Option: { Group: { } group } option } line
            ? line with
            {
                Option = option with { Group = groups.TryGetValue(group, out var renamed) ? renamed : null },
            }
            : item;
}
