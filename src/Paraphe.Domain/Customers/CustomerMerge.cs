namespace Paraphe.Domain.Customers;

/// <summary>Two entries of one customer made one (CU 12): what it took, so that it can be taken apart again for a day.</summary>
public sealed class CustomerMerge : IOwned
{
    public static readonly TimeSpan Undoable = TimeSpan.FromDays(1);

    private CustomerMerge() { }

    public CustomerMerge(Guid id, Customer kept, Customer gone, IReadOnlyDictionary<string, IReadOnlyList<Guid>> moved, DateTime now)
    {
        (Id, AccountId, KeptId, GoneId, GoneName) = (id, kept.AccountId, kept.Id, gone.Id, gone.Name);
        Before = CustomerImage.Of(kept) with { Dates = kept.Dates };
        (Gone, GoneIsProspect) = (CustomerImage.Of(gone) with { Dates = gone.Dates }, gone.IsProspect);
        (Moved, MergedAt) = (moved, now);
    }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid KeptId { get; private set; }
    public Guid GoneId { get; private set; }
    public string GoneName { get; private set; } = "";

    /// <summary>The one who stayed, as he was.</summary>
    public CustomerImage Before { get; private set; } = new();

    /// <summary>And as the merge left him: what was changed since stays.</summary>
    public CustomerImage After { get; private set; } = new();

    public CustomerImage Gone { get; private set; } = new();
    public bool GoneIsProspect { get; private set; }

    /// <summary>Rows that moved, by their table.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Guid>> Moved { get; private set; } = new Dictionary<string, IReadOnlyList<Guid>>();
    public DateTime MergedAt { get; private set; }
    public DateTime? UndoneAt { get; private set; }

    public bool MayUndo(DateTime now) => UndoneAt is null && now - MergedAt <= Undoable;

    public void Left(CustomerImage after) => After = after;

    public void Undo(DateTime now)
    {
        if (!MayUndo(now))
            throw new BrokenRuleException("Rules.MergeTooOld");
        UndoneAt = now;
    }

    /// <summary>Whose word counts: what the one who stays says, and the other's where he is silent; tags and notes of both.</summary>
    public static CustomerDetails Joined(CustomerDetails kept, CustomerDetails gone) =>
        kept with
        {
            Email = Or(kept.Email, gone.Email),
            Phone = Or(kept.Phone, gone.Phone),
            Address = kept.Address.IsEmpty ? gone.Address : kept.Address,
            VatNumber = Or(kept.VatNumber, gone.VatNumber),
            CompanyNumber = Or(kept.CompanyNumber, gone.CompanyNumber),
            Language = Or(kept.Language, gone.Language),
            LeadSource = Or(kept.LeadSource, gone.LeadSource),
            Tags = [.. kept.Tags.Union(gone.Tags, StringComparer.OrdinalIgnoreCase).Take(CustomerDetails.MostTags)],
        };

    /// <inheritdoc cref="Joined(CustomerDetails, CustomerDetails)"/>
    public static CustomerMemo Joined(CustomerMemo kept, CustomerMemo gone)
    {
        var note = string.Join("\n\n", new[] { kept.Note, gone.Note }.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal));
        return new CustomerMemo
        {
            Note = note[..Math.Min(note.Length, CustomerMemo.LongestNote)],
            Iban = Or(kept.Iban, gone.Iban),
            Fields = gone.Fields.Concat(kept.Fields).GroupBy(f => f.Key).ToDictionary(f => f.Key, f => f.Last().Value),
        };
    }

    private static string Or(string own, string other) => own.Length > 0 ? own : other;
}
