using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Paraphe.Domain;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>What annotations say of a body, and of what is in it, told all at once with the place of each fault.</summary>
internal static class Validity
{
    /// <exception cref="ProblemException">422 with every fault.</exception>
    public static T Valid<T>(this Body<T> body, Texts texts)
        where T : class
    {
        var value = body.Value;
        Refuse([.. Faults(value, "", texts)]);
        return value;
    }

    /// <exception cref="ProblemException">422, when there is a flaw.</exception>
    public static void Refuse(IEnumerable<BrokenRuleException> flaws, Texts texts) =>
        Refuse([.. flaws.Select(flaw => new Fault(flaw.Field is { } field ? Problem.PointerTo(field) : "", texts.Say(flaw)))]);

    private static void Refuse(Fault[] faults)
    {
        if (faults.Length > 0)
            throw new ProblemException(Problem.Of(422, "Unprocessable content", faults[0].Detail, faults));
    }

    private static IEnumerable<Fault> Faults(object value, string at, Texts texts)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(value, new ValidationContext(value), results, validateAllProperties: true);
        foreach (var result in results)
        {
            var said = texts.Has(result.ErrorMessage!) ? texts[result.ErrorMessage!] : result.ErrorMessage!;
            yield return new Fault(at + (result.MemberNames.FirstOrDefault() is { } name ? Problem.PointerTo(name) : ""), said);
        }
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length > 0)
                continue;
            var place = at + Problem.PointerTo(property.Name);
            switch (property.GetValue(value))
            {
                case string or IDictionary:
                    break;
                case IEnumerable list:
                    foreach (var (one, index) in list.Cast<object?>().Select((one, index) => (one, index)))
                        if (one is not null && IsOurs(one.GetType()))
                            foreach (var fault in Faults(one, $"{place}/{index.ToString(CultureInfo.InvariantCulture)}", texts))
                                yield return fault;
                    break;
                case { } inner when IsOurs(inner.GetType()):
                    foreach (var fault in Faults(inner, place, texts))
                        yield return fault;
                    break;
            }
        }
    }

    private static bool IsOurs(Type type) => type is { IsClass: true } && type.Assembly == typeof(Validity).Assembly;
}
