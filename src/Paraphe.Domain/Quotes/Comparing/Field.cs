using System.Collections;

namespace Paraphe.Domain.Quotes.Comparing;

/// <summary>A property that is compared and can be carried over; the name is the property's, the page has its text.</summary>
internal sealed record Field<T>(string Name, Func<T, object?> Get, Func<T, object?, T> With)
{
    public static IEnumerable<FieldChange> Changes(IEnumerable<Field<T>> fields, T before, T after)
    {
        foreach (var field in fields)
        {
            var (old, now) = (field.Get(before), field.Get(after));
            if (!Same(old, now))
            {
                yield return new FieldChange(field.Name, old, now);
            }
        }
    }

    public static T Apply(IEnumerable<Field<T>> fields, T to, IEnumerable<FieldChange> changes)
    {
        var byName = fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
        return changes.Aggregate(to, (current, change) => byName[change.Field].With(current, change.After));
    }

    // Immutable arrays are equal only when they are the same one.
    private static bool Same(object? a, object? b) =>
        a is IEnumerable x and not string && b is IEnumerable y and not string
            ? x.Cast<object>().SequenceEqual(y.Cast<object>())
            : Equals(a, b);
}
