using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Quotes;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Quotes;

public sealed class PipelineTests(World world)
{
    [Fact, Trait("Spec", "QU 13")]
    public async Task Quotes_stand_in_the_column_of_their_stage_with_its_sum()
    {
        var office = await world.Office();
        var (draft, sent, won, lost) = (await office.Draft(), await office.Draft(), await office.Draft(), await office.Draft());
        await office.Send(sent);
        await (await office.Get($"/quotes/{won}/status/accepted?from=pipeline")).Submit("form.sheet", new() { ["Input.How"] = "phone" });
        var board = await (await office.Get($"/quotes/{lost}/status/rejected?from=pipeline")).Submit(
            "form.sheet",
            new() { ["Input.Reason"] = "price" }
        );
        board.Url.ShouldBe("/quotes/pipeline");
        foreach (var (stage, id) in new[] { ("Draft", draft), ("Delivered", sent), ("Won", won), ("Lost", lost) })
        {
            var lane = board.All($"[data-lane={stage}] > li");
            lane.Select(card => card.Id).ShouldBe([$"q-{id}"], stage);
            board.TextOf($".lane:has([data-lane={stage}]) header").ShouldContain(Desk.Euros((await office.Quote(id)).Total));
        }
        board.One($"#q-{draft}").GetAttribute("data-to-delivered").ShouldBe($"/quotes/{draft}/send");
        board.One($"#q-{won}").GetAttribute("data-to-delivered")!.ShouldContain("/revise");
        board.One($"#q-{lost}").GetAttribute("data-to-won")!.ShouldContain("/status/accepted");
        board.One($"#q-{sent}").GetAttribute("data-to-draft").ShouldBe("");
        (await (await office.With(Role.Viewer)).Get("/quotes/pipeline")).Has(".deal .menu").ShouldBeFalse();
    }

    [Fact, Trait("Spec", "QU 13")]
    public async Task The_figures_tell_conversion_value_and_reasons_of_loss()
    {
        var office = await world.Office();
        (await office.Get("/quotes/figures")).Has(".empty").ShouldBeTrue();
        var (won, lost) = (await office.Draft(), await office.Draft());
        await office.Send(won);
        await (await office.Get($"/quotes/{won}/status/accepted")).Submit("form.sheet", new() { ["Input.How"] = "phone" });
        await (await office.Get($"/quotes/{lost}/status/rejected")).Submit("form.sheet", new() { ["Input.Reason"] = "timing" });
        var page = await office.Get("/quotes/figures");
        page.TextOf(".key-figures").ShouldContain("50");
        page.TextOf(".key-figures").ShouldContain("1 gagnés sur 2 décidés");
        page.TextOf("[aria-labelledby=f-BySeller]").ShouldContain("Léa Morel");
        page.All("[aria-labelledby=f-ByMonth] tbody tr").Count.ShouldBe(12);
        page.All("[aria-labelledby=reasons] tbody tr").Count.ShouldBe(1);
        (await office.Get("/quotes/figures?months=7")).All("[aria-labelledby=f-ByMonth] tbody tr").Count.ShouldBe(12);
    }

    [Fact, Trait("Spec", "QU 13")]
    public void Sums_count_each_decision_once()
    {
        var seller = Guid.NewGuid();
        Decision[] decisions =
        [
            new(true, new DateTime(2026, 11, 3), 4, 100, seller, "Salon", null),
            new(true, new DateTime(2026, 11, 30), 10, 50, seller, "", null),
            new(false, new DateTime(2026, 10, 1), null, 70, Guid.Empty, "Salon", "price"),
        ];
        var figures = SalesFigures.Of([new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 1), new DateOnly(2026, 12, 1)], decisions);
        figures.All.ShouldBe(new SalesFigures.Sums(2, 1, 150, 70));
        figures.ByMonth.Select(month => month.Value.Count).ShouldBe([1, 2, 0]);
        figures.BySource.ShouldContain(KeyValuePair.Create("Salon", new SalesFigures.Sums(1, 1, 100, 70)));
        figures.ByReason.ShouldBe([("price", 1, 70m)]);
        figures.DaysToWin.ShouldBe(10);
    }
}
