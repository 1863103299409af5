using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Paraphe.Features.Design;

/// <summary>A quote as its customer sees it, with a total that follows his choices.</summary>
[AllowAnonymous, InsideOnly]
public sealed class PortalModel : PageModel
{
    private static readonly Dictionary<string, decimal> Prices = new(StringComparer.Ordinal)
    {
        ["water"] = 1890,
        ["olive"] = 640,
        ["a"] = 0,
        ["b"] = 780,
        ["c"] = 1620,
    };

    [BindProperty]
    public List<string> Options { get; set; } = ["olive"];

    [BindProperty]
    public string Light { get; set; } = "b";

    public decimal Extra => Options.Append(Light).Sum(o => Prices.GetValueOrDefault(o));

    public decimal Vat => (14_500 + Extra) * 0.2m;

    public decimal Total => 14_500 + Extra + Vat;

    // The script takes the parts it knows out of the whole page; without script the whole page is the answer.
    public IActionResult OnPostTotals() => Page();

    public IActionResult OnPostAccept() => Redirect("/design/sign");
}
