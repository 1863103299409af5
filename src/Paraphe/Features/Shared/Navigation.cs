using Paraphe.Domain.Accounts;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Shared;

/// <summary>A place in the navigation. Its word is the text <c>Shared.Nav.{Key}</c>.</summary>
/// <param name="OnPhone">One of the five at the bottom of a phone's screen.</param>
/// <param name="Needs">Shown to members who may; null to all.</param>
public sealed record Place(string Key, string Href, string Icon, bool OnPhone = true, Permission? Needs = null);

/// <summary>The navigation of the back office: groups of places; the word of a group is <c>Shared.Nav.{Key}</c>, the first has none.</summary>
public static class Navigation
{
    public static readonly IReadOnlyList<(string? Key, Place[] Places)> Groups =
    [
        (
            null,
            [
                new("Requests", "/requests", "inbox"),
                new("Quotes", "/quotes", "doc"),
                new("Customers", "/customers", "users"),
                new("Catalogue", "/catalogue", "box", OnPhone: false),
                new("Notes", "/notes", "memo", OnPhone: false),
            ]
        ),
        ("Delivery", [new("WorkOrders", "/work-orders", "cal"), new("Contracts", "/contracts", "pact", OnPhone: false)]),
        (
            "Administration",
            [
                new("Invoices", "/invoices", "coins", OnPhone: false),
                new("Opportunities", "/opportunities", "flag", OnPhone: false, Needs: Permission.RunCampaigns),
            ]
        ),
    ];

    public static readonly Place[] Foot =
    [
        new("Tracker", "/tracker", "send", OnPhone: false),
        new("Outbox", "/outbox", "mail", OnPhone: false, Needs: Permission.EditQuotes),
        new("Settings", "/settings", "gear", Needs: Permission.ManageAccount),
    ];

    /// <summary>Whether the member may go there; without one, as on the page of designs, every place is shown.</summary>
    public static bool IsOpen(this Place place, HttpContext http) =>
        place.Needs is not { } needs || Me.Of(http.User) is not { } me || me.Role.May(needs);

    /// <summary>Whether the page being shown lies in this place.</summary>
    public static bool Holds(this Place place, PathString path) => path.StartsWithSegments(place.Href, StringComparison.OrdinalIgnoreCase);
}
