using Paraphe.Domain.Changes;
using Paraphe.Domain.Quotes;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Changes;

/// <summary>What a customer does with wishes, by the pages alone.</summary>
internal static class Wishing
{
    public static async Task<Guid> LineOf(this Office office, Guid quote, string name) =>
        (await office.Quote(quote)).Content.Lines.First(line => line.Name == name).Key;

    /// <summary>The line's part of the quote's page.</summary>
    public static string At(Guid line) => $"#w-{line:N}";

    public static async Task<Page> Wish(this Page quote, Guid line, string wish, string name = "Claire Fontanel", string kind = "Other") =>
        await (await quote.Click($"{At(line)} [data-wish]")).Submit(
            "[data-dialog-part]",
            new()
            {
                ["wish"] = wish,
                ["name"] = name,
                ["kind"] = kind,
            }
        );

    public static Task<Page> SubmitWishes(this Page quote) => quote.Submit("#submit-changes");

    public static Task<List<ChangeRequest>> Rounds(this Office office, Guid quote) =>
        office.Db(db => db.ChangeRequests.AsNoTracking().Where(row => row.QuoteId == quote).OrderBy(row => row.Round).ToListAsync());

    /// <summary>A sent garden with one submitted wish.</summary>
    public static async Task<(Guid Quote, Guid Line, string Link)> Asked(this Office office, string wish = "Une pierre plus claire ?")
    {
        var quote = await office.Draft();
        var link = await office.Send(quote);
        var line = await office.LineOf(quote, "Dallage en pierre");
        var page = await Page.Get(office.World.Visitor(), link);
        await (await page.Wish(line, wish)).SubmitWishes();
        return (quote, line, link);
    }

    public static Task Edit(this Office office, Guid quote, Func<QuoteContent, QuoteContent> change) =>
        office.Db(async db =>
        {
            var row = await db.Quotes.SingleAsync(one => one.Id == quote);
            row.ReplaceContent(change(row.Content), db.Now);
            await db.SaveChangesAsync();
        });

    public static Task InProject(this Office office, Guid quote) =>
        office.Db(async db =>
        {
            var row = await db.Quotes.SingleAsync(one => one.Id == quote);
            var project = new Paraphe.Domain.Projects.Project(
                db.NewId(),
                db.AccountId,
                row.Title,
                row.CustomerId,
                null,
                row.SellerId,
                db.Now
            );
            db.Projects.Add(project);
            row.InProject(project.Id);
            await db.SaveChangesAsync();
        });
}
