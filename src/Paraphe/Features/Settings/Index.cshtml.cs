using Paraphe.Domain.Accounts;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>A door on the settings page; its words are <c>Settings.Places.{Key}.Title</c> and <c>.Text</c>.</summary>
public sealed record Door(string Key, string Href, string Icon);

/// <summary>All settings by group (AC 5).</summary>
[Needs(Permission.ManageAccount)]
public sealed class IndexModel : OfficePage
{
    public IReadOnlyList<(string Group, Door[] Doors)> Groups { get; } =
    [
        (
            "Account",
            [
                new("Company", "/settings/company", "flag"),
                new("Brand", "/settings/brand", "image"),
                new("Place", "/settings/place", "globe"),
                new("Members", "/settings/members", "users"),
                new("Customers", "/settings/customers", "person"),
            ]
        ),
        (
            "Quotes",
            [
                new("Quotes", "/settings/quotes", "doc"),
                new("Invoices", "/settings/invoices", "coins"),
                new("Documents", "/settings/documents", "print"),
                new("Texts", "/settings/texts", "text"),
                new("Numbering", "/settings/numbering", "rows"),
                new("Vat", "/settings/vat", "coins"),
                new("Units", "/settings/units", "box"),
            ]
        ),
        (
            "Connections",
            [
                new("Mail", "/settings/mail", "mail"),
                new("EInvoices", "/settings/e-invoices", "coins"),
                new("Seal", "/settings/seal", "seal"),
                new("Apps", "/settings/apps", "link"),
                new("Webhooks", "/settings/webhooks", "send"),
                new("Jobs", "/settings/jobs", "refresh"),
            ]
        ),
    ];
}
