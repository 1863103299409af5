using System.Globalization;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Sending;

/// <summary>
/// Whether somebody has the page open now (SN 5): it says so itself every twenty seconds while it is in view. Nothing is kept of that but the
/// time it was last seen, so all nodes know.
/// </summary>
public static class Presence
{
    public static readonly TimeSpan Holds = TimeSpan.FromSeconds(45);

    public static bool IsLooking(this Delivery delivery, DateTime now) =>
        delivery.RevokedAt is null && delivery.LastSeenAt is { } seen && now - seen < Holds;

    /// <summary>When the word is to go by itself, for the page that shows it.</summary>
    public static string End(Delivery delivery) =>
        (delivery.LastSeenAt!.Value + Holds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
