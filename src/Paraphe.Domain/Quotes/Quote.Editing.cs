using System.Collections.Immutable;
using Paraphe.Domain.Customers;

namespace Paraphe.Domain.Quotes;

public sealed partial class Quote
{
    /// <summary>More entries than this are refused: nobody reads them, and every page would carry them.</summary>
    public const int MostItems = 2_000;

    public bool IsLocked => SignedAt is not null || WonAt is not null;

    public void ForCustomer(Customer customer, Guid? property, DateTime now)
    {
        EnsureEditable();
        (CustomerId, PropertyId, Detached) = (customer.Id, property, null);
        (CustomerName, CustomerSort, CustomerText) = (customer.Name, customer.SortName, customer.ListText);
        if (LeadSource.Length == 0)
            LeadSource = customer.Details.LeadSource;
        ChangedAt = now;
    }

    public void InProject(Guid project) => ProjectId = project;

    public void FromRequest(Guid request)
    {
        RequestId = request;
        Happened(new QuoteMoved(this));
    }

    /// <summary>The request was deleted; the quote stays (RQ 9).</summary>
    public void ForgetRequest() => RequestId = null;

    public void AssignTo(Guid? seller) => SellerId = seller;

    public void ChangeLeadSource(string source) => LeadSource = source.Trim();

    /// <exception cref="BrokenRuleException">More than <see cref="QuoteTag.Most"/>, or one too long.</exception>
    public void ChangeTags(IEnumerable<string> tags)
    {
        var changed = QuoteTag.Read(tags);
        var (before, after) = (QuoteTag.Of(this, Tags), QuoteTag.Of(this, changed));
        Tags = changed;
        Happened(
            new QuoteTagged(
                [.. after.ExceptBy(before.Select(t => t.Key), t => t.Key)],
                [.. before.ExceptBy(after.Select(t => t.Key), t => t.Key)]
            )
        );
    }

    /// <summary>Keeps the details of a customer that is being deleted (CU 9).</summary>
    public void Detach(CustomerDetails details) => (CustomerId, Detached) = (null, details);

    /// <param name="days">1 to 3650; null follows the account's setting.</param>
    public void StayOpen(int? days, DateTime now)
    {
        EnsureEditable();
        if (days is < 1 or > 3650)
            throw new BrokenRuleException("Rules.ValidDays", "ValidDays");
        (ValidDays, ChangedAt) = (days, now);
    }

    /// <summary>Replaces everything but the lines: title, texts, dates, discount, modes.</summary>
    public void ChangeHeader(QuoteContent header, DateTime now) =>
        Change(header with { Items = Content.Items, Groups = Content.Groups }, now);

    public void ChangeItem(QuoteItem item, DateTime now)
    {
        var old = Content.Items.FirstOrDefault(other => other.Key == item.Key) ?? throw new BrokenRuleException("Rules.LineGone");
        Change(Content with { Items = Content.Items.Replace(old, item) }, now);
    }

    /// <param name="after">Key of the entry before the new one; null puts it at the end.</param>
    public void AddItem(QuoteItem item, Guid? after, DateTime now)
    {
        if (Content.Items.Length >= MostItems)
            throw new BrokenRuleException("Rules.TooManyLines", null, MostItems);
        var place = after is null ? Content.Items.Length : IndexOf(after.Value) + 1;
        Change(Content with { Items = Content.Items.Insert(place, item) }, now);
    }

    /// <summary>Several entries at once, one behind the other; all of them or none.</summary>
    /// <param name="after">As for <see cref="AddItem"/>.</param>
    public void AddItems(IReadOnlyCollection<QuoteItem> items, Guid? after, DateTime now)
    {
        if (Content.Items.Length + items.Count > MostItems)
            throw new BrokenRuleException("Rules.TooManyLines", null, MostItems);
        var place = after is null ? Content.Items.Length : IndexOf(after.Value) + 1;
        Change(Content with { Items = Content.Items.InsertRange(place, items) }, now);
    }

    public void RemoveItem(Guid key, DateTime now) => Change(Content with { Items = Content.Items.RemoveAt(IndexOf(key)) }, now);

    /// <param name="place">Index the entry has afterwards; held within the list.</param>
    public void MoveItem(Guid key, int place, DateTime now)
    {
        var from = IndexOf(key);
        var item = Content.Items[from];
        var without = Content.Items.RemoveAt(from);
        Change(Content with { Items = without.Insert(Math.Clamp(place, 0, without.Length), item) }, now);
    }

    public void ChangeGroups(ImmutableArray<OptionGroup> groups, DateTime now)
    {
        var kept = groups.Select(group => group.Key).ToHashSet();
        var items = Content.Items.Select(item =>
            item is QuoteLine { Option: { Group: { } group } option } line && !kept.Contains(group)
                ? line with
                {
                    Option = option with { Group = null },
                }
                : item
        );
        Change(Content with { Groups = groups, Items = [.. items] }, now);
    }

    /// <summary>Replaces the working copy whole: a template, a copy, an import.</summary>
    public void ReplaceContent(QuoteContent content, DateTime now)
    {
        if (content.Items.Length > MostItems)
            throw new BrokenRuleException("Rules.TooManyLines", null, MostItems);
        Change(content, now);
    }

    private int IndexOf(Guid key)
    {
        for (var place = 0; place < Content.Items.Length; place++)
            if (Content.Items[place].Key == key)
                return place;
        throw new BrokenRuleException("Rules.LineGone");
    }

    private void Change(QuoteContent content, DateTime now)
    {
        EnsureEditable();
        // Where the work is done is where the quote belongs; a deleted customer's property is not brought back.
        if (
            CustomerId is not null
            && content.ServiceAddresses.Select(place => place.PropertyId).FirstOrDefault(id => id is not null) is { } property
        )
            PropertyId = property;
        Hold(content);
        ChangedAt = now;
        ContentVersion++;
    }

    private void Hold(QuoteContent content)
    {
        Lengths.Check(content);
        if (content.EndsAt < content.StartsAt)
            throw new BrokenRuleException("Rules.EndBeforeStart", nameof(content.EndsAt));
        var totals = Pricing.Compute(content, content.Preselected());
        (Content, Total, TotalNet) = (content, totals.Gross, totals.Net);
        (Title, Currency) = (content.Title, content.Currency);
        IndexForSearch();
    }

    private void IndexForSearch() => SearchText = Domain.SearchText.Of(Number, DraftNumber, Title);

    private void EnsureEditable()
    {
        if (IsLocked)
            throw new BrokenRuleException("Rules.QuoteLocked");
        if (Planned is not null)
            throw new BrokenRuleException("Rules.QuotePlanned");
    }
}
