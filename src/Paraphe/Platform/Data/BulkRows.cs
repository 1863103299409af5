using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Paraphe.Domain;

namespace Paraphe.Platform.Data;

/// <summary>
/// Writes many new nouns quickly, beside the change tracker. Nothing follows from what happened to them: no reaction, no job, no notice, no
/// announcement. For data that was not lived, samples and seeds, for many drafts at once, which nobody waits for, and for rows that come in crowds
/// from outside, whose writer puts the job beside them.
/// </summary>
public static class BulkRows
{
    // Values written as JSON are often shared between rows, such as contents and policies: each is written once.
    private static readonly ConditionalWeakTable<object, string> Written = [];

    /// <summary>Inserts rows of one type, in the current transaction; the caller puts those that others point to first.</summary>
    /// <exception cref="InvalidOperationException">No transaction, or a row of another account.</exception>
    public static Task<long> Insert<T>(this Db db, IEnumerable<T> rows, CancellationToken cancellationToken = default)
        where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var columns = type.GetProperties()
            .Where(property => !property.IsShadowProperty())
            .Select(property => new Column(property))
            .ToArray();
        var shape = new TableShape(
            table.Name,
            [.. columns.Select(column => (column.Property.GetColumnName(table)!, typeof(object), column.StoreType))]
        );
        return db.Insert(shape, Values(rows, columns, db.AccountId), cancellationToken);
    }

    // The filter of queries does not see this way in: a foreign row is refused here.
    private static IEnumerable<object?[]> Values<T>(IEnumerable<T> rows, Column[] columns, Guid account)
        where T : class
    {
        var values = new object?[columns.Length];
        foreach (var row in rows)
        {
            if (row is IOwned owned && owned.AccountId != account)
                throw new InvalidOperationException($"A {typeof(T).Name} of another account");
            for (var i = 0; i < columns.Length; i++)
                values[i] = columns[i].Of(row);
            yield return values;
        }
    }

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly Func<object?, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        private readonly bool isJson =
            property.GetTypeMapping().Converter?.ProviderClrType == typeof(string) && !property.ClrType.IsValueType;

        public IProperty Property => property;

        public string StoreType { get; } = property.GetRelationalTypeMapping().StoreTypeNameBase;

        public object? Of(object row) =>
            getter.GetClrValue(row) is not { } value ? null
            : convert is null ? value
            : isJson ? Written.GetValue(value, one => (string)convert(one)!)
            : convert(value);
    }
}
