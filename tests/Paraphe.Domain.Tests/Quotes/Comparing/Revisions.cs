using FsCheck;
using FsCheck.Fluent;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Tests.Quotes.Comparing;

/// <summary>Two revisions of one quote: the second from the first by adding, removing, changing, moving and retyping entries.</summary>
internal static class Revisions
{
    public static Gen<(QuoteContent Before, QuoteContent After)> Any() =>
        from quote in Sample.AnyQuote()
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select Make(quote.Content.WithoutCosts(), new Random(seed));

    private static (QuoteContent Before, QuoteContent After) Make(QuoteContent before, Random random)
    {
        var items = before.Items.ToList();
        for (var steps = random.Next(12); steps > 0; steps--)
        {
            var at = random.Next(items.Count + 1);
            Step(items, at, random);
        }

        var after = before with
        {
            Items = [.. items],
            Title = random.Next(2) == 0 ? before.Title : "Other",
            Prices = (PriceMode)random.Next(2),
            Discount = random.Next(2) == 0 ? before.Discount : null,
            DepositPercent = random.Next(2) == 0 ? null : 30,
            Groups = random.Next(2) == 0 ? [] : [new OptionGroup { Key = Guid.NewGuid() }],
            Enclosures = random.Next(2) == 0 ? [] : [new Enclosure { Key = Guid.NewGuid(), Name = "plan.pdf" }],
            Waste = random.Next(2) == 0 ? null : new WasteTerms(),
            Blocks = random.Next(2) == 0 ? [] : ["withdrawal"],
            StartsAt = random.Next(2) == 0 ? null : new DateTime(2026, 5, 1, 9, 0, 0, DateTimeKind.Unspecified),
            ServiceAddresses = random.Next(2) == 0 ? [] : [new ServiceAddress { Text = "Rue Haute 1" }],
        };
        return (before, after);
    }

    private static void Step(List<QuoteItem> items, int at, Random random)
    {
        if (at == items.Count || random.Next(5) == 0)
        {
            items.Insert(
                at,
                random.Next(3) == 0 ? new QuoteSection { Key = Guid.NewGuid(), Title = "New" } : Sample.Line(1, random.Next(99))
            );
            return;
        }

        var item = items[at];
        items.RemoveAt(at);
        switch (random.Next(4))
        {
            case 0:
                items.Insert(random.Next(items.Count + 1), item);
                break;
            case 1:
                items.Insert(
                    at,
                    item is QuoteLine line ? line with { Quantity = random.Next(9), Vat = null, Description = "Changed" } : item
                );
                break;
            case 2:
                items.Insert(at, new QuoteText { Key = item.Key, Text = "Was something else" });
                break;
            default:
                break; // removed
        }
    }
}
