using Microsoft.AspNetCore.Mvc.ModelBinding;
using Paraphe.Domain;

namespace Paraphe.Platform.Web;

/// <summary>A broken rule as a message of the page, beside the field it belongs to; what was typed stays.</summary>
public static class BrokenRules
{
    public static string Say(this Texts texts, BrokenRuleException broken) => texts[broken.Rule, [.. broken.Args]];

    /// <param name="prefix">Name of the bound property that holds the fields, e.g. <c>Input</c>; null shows it above the form.</param>
    public static void Add(this ModelStateDictionary state, BrokenRuleException broken, Texts texts, string? prefix = null) =>
        state.AddModelError(
            broken.Field is null || prefix is null ? "" : $"{prefix}.{char.ToUpperInvariant(broken.Field[0])}{broken.Field[1..]}",
            texts.Say(broken)
        );
}
