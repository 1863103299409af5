namespace Paraphe.Features.Shared;

/// <summary>A place in the navigation. Its word is the text <c>Shared.Nav.{Key}</c>.</summary>
/// <param name="OnPhone">One of the five at the bottom of a phone's screen.</param>
public sealed record Place(string Key, string Href, string Icon, bool OnPhone = true);

/// <summary>The navigation of the back office: groups of places; the word of a group is <c>Shared.Nav.{Key}</c>, the first has none.</summary>
public static class Navigation
{
    public static readonly IReadOnlyList<(string? Key, Place[] Places)> Groups =
    [
        (null, [new("Quotes", "/quotes", "doc"), new("Customers", "/customers", "users")]),
        ("Delivery", [new("WorkOrders", "/work-orders", "cal")]),
    ];

    public static readonly Place[] Foot = [new("Outbox", "/outbox", "mail", OnPhone: false), new("Settings", "/settings", "gear")];

    /// <summary>Whether the page being shown lies in this place.</summary>
    public static bool Holds(this Place place, PathString path) => path.StartsWithSegments(place.Href, StringComparison.OrdinalIgnoreCase);
}
