using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;

namespace Paraphe.Features.Api;

/// <summary>What is wrong with the query of an address: a parameter that there is none of, or one of the wrong shape.</summary>
internal static class AddressFlaws
{
    /// <summary>A filter that is misspelt must not give everything.</summary>
    public static Problem? Find(HttpContext http)
    {
        if (http.Request.Query.Count == 0)
            return null;
        var known = Parameters(http).ToDictionary(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in http.Request.Query)
        {
            if (!known.TryGetValue(name, out var parameter))
                return Wrong(name, "There is no such parameter.");
            // The framework takes numbers for words.
            if (TypeOf(parameter).IsEnum && !Reads(TypeOf(parameter), values))
                return Wrong(name, "There is no such word.");
            if (values.Any(value => value is not null && value.Contains('\0', StringComparison.Ordinal)))
                return Wrong(name, "The character U+0000 is refused.");
        }
        return null;
    }

    /// <summary>Words are written as in JSON; the framework knows them by the names of the code alone.</summary>
    public static void Spell(HttpContext http)
    {
        Dictionary<string, StringValues>? spelt = null;
        foreach (var parameter in Parameters(http))
            if (
                TypeOf(parameter) is { IsEnum: true } type
                && http.Request.Query.TryGetValue(parameter.Name, out var values)
                && Enum.GetNames(type).FirstOrDefault(name => name.Equals(values, StringComparison.OrdinalIgnoreCase)) is { } name
            )
                (spelt ??= http.Request.Query.ToDictionary(StringComparer.OrdinalIgnoreCase))[parameter.Name] = name;
        if (spelt is not null)
            http.Request.Query = new QueryCollection(spelt);
    }

    /// <summary>The parameter that the framework could not read, told after it refused.</summary>
    public static Problem Unreadable(HttpContext http)
    {
        foreach (var parameter in Parameters(http))
            if (http.Request.Query.TryGetValue(parameter.Name, out var values) && !Reads(TypeOf(parameter), values))
                return Wrong(parameter.Name, "This is not of the expected shape.");
        return Problem.Of(400, "Bad request", "The address is not of the expected shape.");
    }

    private static IEnumerable<IParameterBindingMetadata> Parameters(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [];

    private static Type TypeOf(IParameterBindingMetadata parameter) =>
        Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) ?? parameter.ParameterInfo.ParameterType;

    private static bool Reads(Type type, string? value) =>
        type.IsEnum ? Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase)
        : type == typeof(Guid) ? Guid.TryParse(value, out _)
        : type == typeof(int) ? int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _)
        : type == typeof(bool) ? bool.TryParse(value, out _)
        : type != typeof(DateOnly) || DateOnly.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _);

    private static Problem Wrong(string parameter, string detail) =>
        Problem.Of(400, "Bad request", detail, new Fault("", detail, parameter));
}
