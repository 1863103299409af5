using System.Collections.Immutable;

namespace Paraphe.Domain.Quotes.Comparing;

/// <summary>The entries of two contents set side by side by their keys.</summary>
internal static class ItemChanges
{
    public static ImmutableArray<ItemChange> Between(ImmutableArray<QuoteItem> before, ImmutableArray<QuoteItem> after, PriceEffect effect)
    {
        var old = before.ToDictionary(Identity);
        var now = after.Select(Identity).ToHashSet();
        var still = Still(before, after);
        var removed = before.Where(item => !now.Contains(Identity(item))).ToHashSet();
        var changes = ImmutableArray.CreateBuilder<ItemChange>();
        var removedBehind = RemovedBehind(before, removed);
        AddRemoved(null);
        for (var i = 0; i < after.Length; i++)
        {
            var item = after[i];
            var moved = !still.Contains(item.Key);
            var behind = moved && i > 0 ? after[i - 1].Key : (Guid?)null;
            var change = old.TryGetValue(Identity(item), out var was) ? Changed(was, item, moved, behind) : Added(item, behind);
            if (change is not null)
            {
                changes.Add(effect.On(change));
            }

            AddRemoved(item.Key);
        }

        return changes.ToImmutable();

        void AddRemoved(Guid? behind) =>
            changes.AddRange(
                removedBehind[behind ?? Guid.Empty]
                    .Select(item =>
                        effect.On(
                            new ItemChange
                            {
                                Key = item.Key,
                                Kind = ItemChangeKind.Removed,
                                Item = WithoutCost(item),
                            }
                        )
                    )
            );
    }

    public static ImmutableArray<QuoteItem> Apply(ImmutableArray<QuoteItem> before, ImmutableArray<ItemChange> changes)
    {
        var old = before.ToDictionary(item => item.Key);
        var result = before.ToList();
        foreach (var change in changes.Where(change => change.Moved || change.Kind == ItemChangeKind.Removed))
        {
            result.RemoveAt(Find(result, change.Key));
        }

        // In the new order: what an entry stands behind is in its place by then.
        foreach (var change in changes.Where(change => change.Kind != ItemChangeKind.Removed))
        {
            var item = change.Kind == ItemChangeKind.Added ? change.Item : old[change.Key];
            item = Field<QuoteItem>.Apply(Comparing.Fields.For(item), item, change.Fields);
            if (change.Moved || change.Kind == ItemChangeKind.Added)
            {
                result.Insert(change.Behind is { } behind ? Find(result, behind) + 1 : 0, item);
            }
            else
            {
                result[Find(result, change.Key)] = item;
            }
        }

        return [.. result];
    }

    private static ItemChange? Changed(QuoteItem was, QuoteItem item, bool moved, Guid? behind)
    {
        ImmutableArray<FieldChange> fields = [.. Field<QuoteItem>.Changes(Comparing.Fields.For(was), was, item)];
        return fields.IsEmpty && !moved
            ? null
            : new ItemChange
            {
                Key = item.Key,
                Kind = fields.IsEmpty ? ItemChangeKind.Moved : ItemChangeKind.Changed,
                Moved = moved,
                Behind = behind,
                Item = WithoutCost(was),
                Fields = fields,
            };
    }

    private static ItemChange Added(QuoteItem item, Guid? behind) =>
        new()
        {
            Key = item.Key,
            Kind = ItemChangeKind.Added,
            Behind = behind,
            Item = WithoutCost(item),
        };

    /// <summary>
    /// Keys of the entries that did not move: the longest run of common entries that stands in the same order in both. All others moved or are new.
    /// </summary>
    private static HashSet<Guid> Still(ImmutableArray<QuoteItem> before, ImmutableArray<QuoteItem> after)
    {
        var places = before.Select((item, i) => (Key: Identity(item), i)).ToDictionary(x => x.Key, x => x.i);
        var common = after.Where(item => places.ContainsKey(Identity(item))).ToArray();
        // Of every length, the rising run that ends lowest: its end's place before, and its end's index in common.
        var ends = new List<int>();
        var tails = new List<int>();
        var previous = new int[common.Length];
        for (var i = 0; i < common.Length; i++)
        {
            var place = places[Identity(common[i])];
            var length = ~ends.BinarySearch(place);
            previous[i] = length == 0 ? -1 : tails[length - 1];
            if (length == ends.Count)
            {
                ends.Add(place);
                tails.Add(i);
            }
            else
            {
                ends[length] = place;
                tails[length] = i;
            }
        }

        var still = new HashSet<Guid>();
        for (var i = tails.Count == 0 ? -1 : tails[^1]; i >= 0; i = previous[i])
        {
            still.Add(common[i].Key);
        }

        return still;
    }

    private static ILookup<Guid, QuoteItem> RemovedBehind(ImmutableArray<QuoteItem> before, HashSet<QuoteItem> removed)
    {
        var behind = Guid.Empty;
        var pairs = new List<(Guid Behind, QuoteItem Item)>();
        foreach (var item in before)
        {
            if (removed.Contains(item))
            {
                pairs.Add((behind, item));
            }
            else
            {
                behind = item.Key;
            }
        }

        return pairs.ToLookup(x => x.Behind, x => x.Item);
    }

    // A line that became a text under its old key is another entry.
    private static (Guid Key, Type Kind) Identity(QuoteItem item) => (item.Key, item.GetType());

    private static QuoteItem WithoutCost(QuoteItem item) => item is QuoteLine { Cost: not null } line ? line with { Cost = null } : item;

    private static int Find(List<QuoteItem> items, Guid key)
    {
        var place = items.FindIndex(item => item.Key == key);
        return place >= 0 ? place : throw new InvalidOperationException("This is not the content that was compared.");
    }
}
