using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Paraphe.Features.Api;

/// <summary>Days and instants within reach of every calendar: what is counted from them stays a date.</summary>
public static class Days
{
    public const int First = 1900;
    public const int Last = 2500;

    private static bool IsReal(int year) => year is >= First and <= Last;

    public sealed class OfDay : JsonConverter<DateOnly>
    {
        public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
            && DateOnly.TryParseExact(reader.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && IsReal(day.Year)
                ? day
                : throw new JsonException("No day of the form 2026-11-21");

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>With an offset it is an instant, told in UTC; without one it is read as it stands.</summary>
    public sealed class OfInstant : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTime(out var read) || !IsReal(read.Year))
                throw new JsonException("No date and time of the form 2026-11-21T14:30:00Z");
            return read.Kind == DateTimeKind.Local ? read.ToUniversalTime() : DateTime.SpecifyKind(read, DateTimeKind.Utc);
        }

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(DateTime.SpecifyKind(value, DateTimeKind.Utc));
    }
}
