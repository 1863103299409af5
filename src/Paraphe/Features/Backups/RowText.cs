using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Backups;

/// <summary>A row as one line of JSON, an array in the order of the columns: the same from either database.</summary>
internal static class RowText
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static void Write(Utf8JsonWriter to, DbDataReader row, TableShape table)
    {
        to.WriteStartArray();
        for (var i = 0; i < table.Columns.Count; i++)
            if (row.IsDBNull(i))
                to.WriteNullValue();
            else
                Write(to, row, i, table.Columns[i].Type);
        to.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter to, DbDataReader row, int i, Type type)
    {
        if (type == typeof(string))
            to.WriteStringValue(row.GetString(i));
        else if (type == typeof(Guid))
            to.WriteStringValue(row.GetGuid(i));
        else if (type == typeof(DateTime))
            to.WriteStringValue(row.GetDateTime(i).ToString(Instant, CultureInfo.InvariantCulture));
        else if (type == typeof(DateTimeOffset))
            to.WriteStringValue(row.GetFieldValue<DateTimeOffset>(i).UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture));
        else if (type == typeof(DateOnly))
            to.WriteStringValue(row.GetFieldValue<DateOnly>(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else if (type == typeof(bool))
            to.WriteBooleanValue(row.GetBoolean(i));
        else if (type == typeof(int))
            to.WriteNumberValue(row.GetInt32(i));
        else if (type == typeof(long))
            to.WriteNumberValue(row.GetInt64(i));
        else if (type == typeof(byte[]))
            to.WriteBase64StringValue(row.GetFieldValue<byte[]>(i));
        else
            throw new NotSupportedException($"A column of {type.Name} has no place in a backup yet");
    }

    /// <exception cref="FormatException">The line is not a row of this table.</exception>
    public static object?[] Read(string line, TableShape table)
    {
        try
        {
            using var row = JsonDocument.Parse(line);
            if (row.RootElement.GetArrayLength() != table.Columns.Count)
                throw new FormatException("Another number of columns");
            return [.. row.RootElement.EnumerateArray().Select((value, i) => Read(value, table.Columns[i].Type))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Everything that JSON reading can throw means the same to who restores.
            throw new FormatException($"A row of {table.Name} cannot be read", e);
        }
    }

    private static object? Read(JsonElement value, Type type) =>
        value.ValueKind == JsonValueKind.Null ? null
        : type == typeof(string) ? value.GetString()
        : type == typeof(Guid) ? value.GetGuid()
        : type == typeof(DateTime) ? At(value)
        : type == typeof(DateTimeOffset) ? new DateTimeOffset(At(value), TimeSpan.Zero)
        : type == typeof(DateOnly) ? DateOnly.ParseExact(value.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : type == typeof(bool) ? value.GetBoolean()
        : type == typeof(int) ? value.GetInt32()
        : type == typeof(long) ? value.GetInt64()
        : type == typeof(byte[]) ? value.GetBytesFromBase64()
        : throw new NotSupportedException($"A column of {type.Name} has no place in a backup yet");

    private static DateTime At(JsonElement value) =>
        DateTime.ParseExact(
            value.GetString()!,
            Instant,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
        );
}
