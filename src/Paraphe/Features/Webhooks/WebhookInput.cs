using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Paraphe.Domain.Webhooks;

namespace Paraphe.Features.Webhooks;

/// <summary>What the form of an address asks for.</summary>
public sealed record WebhookInput
{
    [Required, StringLength(Webhook.UrlLength)]
    public string? Url { get; init; }

    [StringLength(Webhook.DescriptionLength)]
    public string? Description { get; init; }

    public List<string> Events { get; init; } = [];

    public bool IsOn { get; init; } = true;

    /// <summary>The names before the dot, each with its events.</summary>
    public static IEnumerable<IGrouping<string, string>> Groups =>
        WebhookEvents.All.GroupBy(type => type[..type.IndexOf('.', StringComparison.Ordinal)], StringComparer.Ordinal);

    public WebhookTerms AsTerms() => new(Url ?? "", Description ?? "", Events, IsOn);

    public static WebhookInput Of(Webhook webhook) =>
        new()
        {
            Url = webhook.Url,
            Description = webhook.Description,
            Events = [.. webhook.Events],
            IsOn = webhook.IsOn,
        };

    /// <summary>Mark of what a form showed: who saves over somebody else's change is told first.</summary>
    public string Mark()
    {
        var said = string.Join('\n', [Url, Description ?? "", IsOn ? "on" : "off", .. Events.Order(StringComparer.Ordinal)]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..16];
    }
}
