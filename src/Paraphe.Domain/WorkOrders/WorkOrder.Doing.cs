using System.Collections.Immutable;

namespace Paraphe.Domain.WorkOrders;

/// <summary>What is noted on an order while it is carried out: checks, hours, material, photos, the customer's signature.</summary>
public sealed partial class WorkOrder
{
    public const int MostChecks = 100;
    public const int MostEntries = 500;
    public const int MostPhotos = 60;
    public const int TextLength = 2_000;

    public ImmutableArray<CheckItem> Checklist { get; private set; } = [];
    public ImmutableArray<WorkEntry> Entries { get; private set; } = [];
    public ImmutableArray<WorkPhoto> Photos { get; private set; } = [];

    /// <summary>Of the customer on the spot, when one was asked for.</summary>
    public WorkSignature? Signed { get; private set; }

    public void AddCheck(Guid key, string text)
    {
        EnsureOpen();
        Demand(text, "check");
        if (Checklist.Length >= MostChecks)
            throw new BrokenRuleException("Rules.TooManyChecks", "check", MostChecks);
        Checklist = Checklist.Add(new CheckItem(key, text.Trim(), null, ""));
    }

    public void Tick(Guid key, bool done, string by, DateTime now)
    {
        EnsureOpen();
        var item = Checklist.FirstOrDefault(one => one.Key == key) ?? throw new BrokenRuleException("Rules.LineGone");
        Checklist = Checklist.Replace(item, item with { DoneAt = done ? item.DoneAt ?? now : null, DoneBy = done ? by : "" });
    }

    public void RemoveCheck(Guid key)
    {
        EnsureOpen();
        Checklist = Checklist.RemoveAll(one => one.Key == key);
    }

    /// <summary>Hours, material or words; also on an order that is done, where what was forgotten is added.</summary>
    public void Note(WorkEntry entry)
    {
        if (CancelledAt is not null)
            throw new BrokenRuleException("Rules.OrderClosed");
        if (entry.Kind != WorkEntryKind.Time)
            Demand(entry.Text, "text");
        if (entry.Text.Length > TextLength)
            throw new BrokenRuleException("Rules.TooLong", "text", TextLength);
        var most = entry.Kind == WorkEntryKind.Time ? 24 : 1_000_000;
        if (entry.Kind != WorkEntryKind.Note && entry.Quantity is var quantity && (quantity <= 0 || quantity > most))
            throw new BrokenRuleException(entry.Kind == WorkEntryKind.Time ? "Rules.WorkHours" : "Rules.WorkQuantity", "quantity");
        if (Entries.Length >= MostEntries)
            throw new BrokenRuleException("Rules.TooManyEntries", "text", MostEntries);
        Entries = Entries.Add(entry with { Text = entry.Text.Trim() });
    }

    public void RemoveEntry(Guid key) => Entries = Entries.RemoveAll(one => one.Key == key);

    public void AddPhoto(WorkPhoto photo)
    {
        if (CancelledAt is not null)
            throw new BrokenRuleException("Rules.OrderClosed");
        if (Photos.Length >= MostPhotos)
            throw new BrokenRuleException("Rules.TooManyPhotos", "photos", MostPhotos);
        Photos = Photos.Add(photo);
    }

    public void RemovePhoto(Guid key) => Photos = Photos.RemoveAll(one => one.Key == key);

    /// <summary>Done, and signed for by the customer on the spot.</summary>
    public void Finish(WorkSignature signature, DateTime now)
    {
        Finish(now);
        Signed ??= signature;
    }

    /// <summary>It was marked as done too early.</summary>
    public void Resume()
    {
        if (CancelledAt is not null)
            throw new BrokenRuleException("Rules.OrderClosed");
        (DoneAt, Signed) = (null, null);
    }

    public decimal Hours => Entries.Where(entry => entry.Kind == WorkEntryKind.Time).Sum(entry => entry.Quantity);

    private void EnsureOpen()
    {
        if (State is WorkOrderState.Done or WorkOrderState.Cancelled)
            throw new BrokenRuleException("Rules.OrderClosed");
    }

    private static void Demand(string text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new BrokenRuleException("Rules.TextMissing", field);
        if (text.Length > TextLength)
            throw new BrokenRuleException("Rules.TooLong", field, TextLength);
    }
}

public sealed record CheckItem(Guid Key, string Text, DateTime? DoneAt, string DoneBy);

public enum WorkEntryKind
{
    Time,
    Material,
    Note,
}

/// <param name="Quantity">Hours of work, or how much of a material; nothing on a note.</param>
/// <param name="Name">Of the member who noted it.</param>
public sealed record WorkEntry(Guid Key, WorkEntryKind Kind, string Text, decimal Quantity, string Unit, string Name, DateTime At);

/// <param name="Hash">Content hash in the file store.</param>
public sealed record WorkPhoto(Guid Key, string Hash, string Name, DateTime At);

/// <param name="Strokes">Path data in a box of 320 × 120; empty when the name was typed only.</param>
public sealed record WorkSignature(string Name, string Strokes, DateTime At);
