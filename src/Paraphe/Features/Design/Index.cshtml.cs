using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Design;

/// <summary>Every part with its states, for whoever builds a page.</summary>
[AllowAnonymous, InsideOnly]
public sealed class IndexModel(Icons icons) : PageModel
{
    public Sample Input { get; } = new();

    public IEnumerable<SelectListItem> Sources { get; } = [new("Recommendation", "1"), new("Website", "2")];

    public IEnumerable<string> Signs => icons.Names;

    public void OnGet() => ModelState.AddModelError("Input.VatNumber", "Il manque un chiffre\u00A0: FR est suivi de 11 caractères.");

    public sealed record Sample
    {
        public string Title { get; init; } = "Terrasse";
        public string? Customer { get; init; }
        public string VatNumber { get; init; } = "FR1281234567";
        public string Number { get; init; } = "D-2026-0148";
        public string Source { get; init; } = "1";
        public DateOnly Start { get; init; } = new(2027, 3, 8);
        public string? Note { get; init; }
    }
}
