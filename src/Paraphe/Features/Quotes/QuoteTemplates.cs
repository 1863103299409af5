using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Quotes;

/// <summary>Quotes that start with what another one held (QU 12).</summary>
public static class QuoteTemplates
{
    /// <summary>To choose from when a quote is begun.</summary>
    public static Task<List<TemplateName>> TemplateNames(this Db db) =>
        db
            .QuoteTemplates.OrderBy(t => t.Name)
            .ThenBy(t => t.Id)
            .Take(200)
            .Select(t => new TemplateName(t.Id, t.Name, t.Kind))
            .ToListAsync();

    /// <summary>
    /// A draft with the template's lines and texts, in the language and with the modes it was kept with. Inside a transaction; the caller saves.
    /// </summary>
    public static async Task<Quote> AddFromTemplate(
        this Db db,
        QuoteTemplate template,
        string title,
        Customer? customer,
        Account account,
        Actor author
    )
    {
        var content = template.Content.WithFreshKeys(db.NewId);
        if (title.Length > 0)
            content = content with { Title = title };
        var draft = await db.AddDraft(template.Kind, content with { Rounding = account.Settings.Rounding }, customer, author);
        draft.StayOpen(template.ValidDays, db.Now);
        return draft;
    }
}

public sealed record TemplateName(Guid Id, string Name, QuoteKind Kind);
