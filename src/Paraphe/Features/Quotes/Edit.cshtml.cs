using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Customers;
using Paraphe.Features.Notices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Live;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>The editor's page, and the parts of a quote's head: title, texts, discount, dates and the rest.</summary>
[Needs(Permission.EditQuotes)]
public sealed class EditModel(Db db, Texts texts) : EditorPage(db, texts)
{
    /// <summary>Name of the part that is sent; see <see cref="HeadPart"/>.</summary>
    [BindProperty]
    public string? Part { get; set; }

    /// <summary>Of the part as it was shown.</summary>
    [BindProperty]
    public string? Hash { get; set; }

    /// <summary>Instead of <see cref="Hash"/>: the sender saw the other version and keeps his.</summary>
    [BindProperty]
    public string? Keep { get; set; }

    [BindProperty(Name = "")]
    public HeadInput Input { get; set; } = new();

    public Task<IActionResult> OnGetAsync() => Whole();

    public async Task<IActionResult> OnPostAsync()
    {
        if (HeadPart.Named(Part) is not { } part)
            return NotFound();
        var wrong = Unreadable ?? await WrongSeller(part);
        var edited = await Change(quote =>
        {
            if (wrong is not null)
                return new Refused { Of = part.Name, Message = wrong };
            try
            {
                var stands = part.HashOf(quote);
                if (stands != (Keep ?? Hash) && part.Differs(quote, Input, Texts.Culture))
                    return new Refused
                    {
                        Of = part.Name,
                        Conflict = new Conflict(stands, [(Texts["Quotes.Part." + part.Name], part.Shown(quote, Texts), "")]),
                    };
                part.Change(quote, Input, Texts.Culture, Db.Now);
                return null;
            }
            catch (BrokenRuleException broken)
            {
                return Refused.By(broken, part.Name, Texts);
            }
        });
        if (edited is null)
            return NotFound();
        if (WantsResults)
            return Results(edited, null, new EditorResults { Part = part.Name });
        return Refused is null ? Redirect($"/quotes/{Id}/edit#part-{part.Name}") : await Whole();
    }

    /// <summary>The option groups, all at once: named, bounded, added, removed.</summary>
    public async Task<IActionResult> OnPostGroupsAsync(List<GroupInput> groups, bool add)
    {
        var kept = groups.Where(group => !group.Remove).Take(100).Select(group => group.ToGroup()).ToList();
        if (add)
            kept.Add(new OptionGroup { Key = Db.NewId(), Title = Texts["Quotes.NewGroup"] });
        return await Redirected(quote => quote.ChangeGroups([.. kept.DistinctBy(group => group.Key)], Db.Now), "groups");
    }

    /// <summary>Where the work is done: properties of the customer, and an address typed, which becomes one of his (QU 2).</summary>
    public async Task<IActionResult> OnPostPlacesAsync(List<Guid> places, List<string> texts, string? another)
    {
        var quote = await Db.Quotes.AsNoTracking().SingleOrDefaultAsync(q => q.Id == Id);
        if (quote is null)
            return NotFound();
        var customer = quote.CustomerId is { } id ? await Db.Customers.Whole(id) : null;
        var chosen = (customer?.Properties ?? [])
            .Where(property => places.Contains(property.Id))
            .Select(property => new ServiceAddress { PropertyId = property.Id, Text = property.Address.OneLine })
            .Concat(texts.Where(text => text.Length is > 0 and <= 500).Take(20).Select(text => new ServiceAddress { Text = text }))
            .ToList();
        if (another?.Trim() is { Length: > 0 and <= 500 } typed)
            chosen.Add(new ServiceAddress { PropertyId = customer is null ? null : await Added(customer, typed), Text = typed });
        return await Redirected(
            now => now.ChangeHeader(now.Content with { ServiceAddresses = [.. chosen.DistinctBy(place => place.Text)] }, Db.Now),
            "part-places"
        );
    }

    /// <summary>The quote's version: whether somebody else saved meanwhile.</summary>
    public async Task<IActionResult> OnGetVersionAsync()
    {
        var version = await Db.Quotes.Where(q => q.Id == Id).Select(q => (int?)q.Version).SingleOrDefaultAsync();
        Response.Headers.CacheControl = "no-store";
        return version is { } now ? Content(now.ToString(CultureInfo.InvariantCulture)) : NotFound();
    }

    /// <summary>Tells the account's other members who is in the quote, and at which line; nothing is kept.</summary>
    public async Task<IActionResult> OnPostHereAsync(Guid? row, bool gone, [FromServices] Announcer announcer)
    {
        if (!await Db.Quotes.AnyAsync(q => q.Id == Id))
            return NotFound();
        var here = new
        {
            quote = Id,
            member = Me.Id,
            name = Me.Name,
            row,
            gone,
        };
        await announcer.Tell(Db, $"account:{Me.AccountId}", Live.Here + JsonSerializer.Serialize(here));
        return new NoContentResult();
    }

    private async Task<string?> WrongSeller(HeadPart part) =>
        part.Name == "seller" && Input.Seller is { } seller && !await Db.Users.AnyAsync(m => m.Id == seller)
            ? Texts["Shared.Error.Invalid"]
            : null;

    private async Task<Guid> Added(Customer customer, string address)
    {
        var property = customer.AddProperty(
            Db.NewId(),
            "",
            new Address { Line1 = address.Length <= 200 ? address : address[..200], Country = customer.Details.Address.Country }
        );
        await Db.SaveChangesAsync();
        return property.Id;
    }

    private async Task<IActionResult> Redirected(Action<Quote> change, string place)
    {
        var edited = await Change(quote =>
        {
            try
            {
                change(quote);
                return null;
            }
            catch (BrokenRuleException broken)
            {
                return Refused.By(broken, place, Texts);
            }
        });
        return edited is null ? NotFound()
            : Refused is null ? Redirect($"/quotes/{Id}/edit#{place}")
            : await Whole();
    }
}
