using System.Net;
using AngleSharp.Html.Dom;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Quotes;

public sealed class EditorTests(World world)
{
    [Fact, Trait("Spec", "QU 2")]
    public async Task A_quote_is_written_from_nothing_without_script()
    {
        var office = await world.Office();
        var editor = await (await office.Get("/quotes/new")).Submit(
            "form.sheet",
            new() { ["Title"] = "Terrasse" },
            "form.sheet button.main"
        );
        editor.One("#title").GetAttribute("value").ShouldBe("Terrasse");
        editor = await editor.Submit("form[data-adds]", button: "button[value=section]");
        editor = await editor.Submit("tr.sect form", new() { ["Name"] = "Sol" });
        editor = await editor.Submit("form[data-adds]", button: "button[value=line]");
        editor = await editor.Submit(
            "tr:last-child form[data-saves]",
            new()
            {
                ["Name"] = "Dallage",
                ["Description"] = "Pierre\r\nposée",
                ["Quantity"] = "12,5",
                ["Unit"] = "m²",
                ["UnitPrice"] = "1 100,50",
                ["Discount"] = "10 %",
            }
        );
        editor.Has(".error").ShouldBeFalse(editor.Text);
        var quote = await office.Db(db => db.Quotes.SingleAsync());
        var line = quote.Content.Lines.Single();
        (line.Name, line.Description, line.Quantity, line.Unit, line.UnitPrice).ShouldBe(
            ("Dallage", "Pierre\nposée", 12.5m, "m²", 1100.50m)
        );
        line.Discount.ShouldBe(Discount.OfPercent(10));
        line.Vat!.Rate.ShouldBe(20);
        quote.Title.ShouldBe("Terrasse");
        quote.ProjectId.ShouldNotBeNull();
        editor.TextOf("#totals .all").ShouldContain(Desk.Euros(quote.Total));
    }

    [Fact, Trait("Spec", "QU 3")]
    public async Task A_changed_line_is_answered_with_results_that_equal_the_engines()
    {
        var office = await world.Office();
        var (a, b) = (Desk.Line("A", 3, 860), Desk.Line("B", 2, 12.345m, 10));
        var section = new QuoteSection { Key = Guid.CreateVersion7(), Title = "S" };
        var id = await office.Draft(Desk.Content(section, a, b));
        var page = await office.Get($"/quotes/{id}/edit");
        var answer = await office.Change(page, b.Key, ("Quantity", "7,5"), ("Discount", "2,50"));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Html);
        var quote = await office.Quote(id);
        var totals = Pricing.Compute(quote.Content, Choice.None);
        answer.Text($"[id='a-{b.Key}']").ShouldBe(Desk.Euros(totals.Line(b.Key).Amount));
        answer.Text($"[id='a-{section.Key}']").ShouldBe(Desk.Euros(totals.Sections[0].Amount));
        answer.Has($"[id='a-{a.Key}']").ShouldBeFalse();
        answer.Text("#totals .all dd").ShouldBe(Desk.Euros(totals.Gross));
        answer.Has("input:not([type=hidden]), textarea, select").ShouldBeFalse();
        (quote.Total, quote.TotalNet).ShouldBe((totals.Gross, totals.Net));
    }

    [Theory, Trait("Spec", "QU 3")]
    [InlineData("Quantity", "1e30", "")]
    [InlineData("Quantity", "12,3456", "Quantity")]
    [InlineData("Quantity", "99999999999", "Quantity")]
    [InlineData("UnitPrice", "abc", "UnitPrice")]
    [InlineData("UnitPrice", "1.2.3,4", "UnitPrice")]
    [InlineData("Discount", "120%", "Discount")]
    [InlineData("Discount", "-", "Discount")]
    [InlineData("Cost", "x", "Cost")]
    public async Task A_wrong_number_gets_a_message_and_changes_nothing(string field, string typed, string at)
    {
        var office = await world.Office();
        var line = Desk.Line("A", 3, 860);
        var id = await office.Draft(Desk.Content(line));
        var page = await office.Get($"/quotes/{id}/edit");
        var answer = await office.Change(page, line.Key, (field, typed));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, answer.Html);
        answer.Text($"[id='e-{line.Key}-{(at.Length > 0 ? at : field)}']").ShouldNotBeEmpty();
        (await office.Quote(id)).Content.Line(line.Key).ShouldBe(line);

        // Without script: the page again, with what was typed.
        var again = await page.Submit($"[id='f-{line.Key}']", new() { [field] = typed });
        again.One($"[form='f-{line.Key}'][name={field}]").GetAttribute("value").ShouldBe(typed);
        again.Has($"[id='e-{line.Key}'] .error").ShouldBeTrue();
    }

    [Fact, Trait("Spec", "QU 3")]
    public async Task A_description_of_a_megabyte_is_refused_with_its_limit()
    {
        var office = await world.Office();
        var line = Desk.Line("A", 3, 860);
        var id = await office.Draft(Desk.Content(line));
        var answer = await office.Change(await office.Get($"/quotes/{id}/edit"), line.Key, ("Description", new string('x', 1_000_000)));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Text($"[id='e-{line.Key}-Name']").ShouldContain("10");
        (await office.Quote(id)).Content.Line(line.Key)!.Description.ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "QU 3")]
    public async Task Lines_are_moved_doubled_removed_and_brought_back()
    {
        var office = await world.Office();
        var (a, b, c) = (Desk.Line("A", 1, 1), Desk.Line("B", 1, 2), Desk.Line("C", 1, 3));
        var id = await office.Draft(Desk.Content(a, b, c));
        async Task<string> Order() => string.Concat((await office.Quote(id)).Content.Lines.Select(line => line.Name));
        var page = await office.Get($"/quotes/{id}/edit");
        var lines = $"/quotes/{id}/lines?handler=";
        await office.Post(page, $"#f-{c.Key}", lines + "Move", ("behind", ""));
        (await Order()).ShouldBe("CAB");
        await office.Post(page, $"#f-{c.Key}", lines + "Move", ("behind", a.Key.ToString()));
        (await Order()).ShouldBe("ACB");
        await page.Submit($"[id='f-{b.Key}']", button: $"[form='f-{b.Key}'][data-does=up]");
        (await Order()).ShouldBe("ABC");
        await page.Submit($"[id='f-{a.Key}']", button: $"[form='f-{a.Key}'][data-does=up]");
        (await Order()).ShouldBe("ABC");
        var twin = await office.Post(page, $"#f-{b.Key}", lines + "Duplicate");
        twin.Has("template[data-add]").ShouldBeTrue();
        (await Order()).ShouldBe("ABBC");
        var gone = await office.Post(page, $"#f-{a.Key}", lines + "Remove");
        (await Order()).ShouldBe("BBC");
        var undo = ((IHtmlTemplateElement)gone.Document.QuerySelector("template[data-toast]")!).Content;
        await office.Post(
            page,
            $"#f-{b.Key}",
            lines + "Restore",
            ("item", undo.QuerySelector("[name=item]")!.GetAttribute("value")!),
            ("behind", undo.QuerySelector("[name=behind]")!.GetAttribute("value")!)
        );
        (await Order()).ShouldBe("ABBC");
        (await office.Quote(id)).Content.Items[0].ShouldBe(a);
    }

    [Fact, Trait("Spec", "OP 2")]
    public async Task Options_stand_outside_the_price_in_groups_with_a_rule()
    {
        var office = await world.Office();
        var (a, b) = (Desk.Line("A", 1, 100), Desk.Line("B", 1, 50));
        var id = await office.Draft(Desk.Content(a, b));
        var editor = await (await office.Get($"/quotes/{id}/edit")).Submit("#groups form", button: "#groups button[name=add]");
        editor = await editor.Submit("#groups form", new() { ["groups[0].Title"] = "Au choix", ["groups[0].Rule"] = "ExactlyOne" });
        var group = (await office.Quote(id)).Content.Groups.Single();
        (group.Title, group.Rule).ShouldBe(("Au choix", GroupRule.ExactlyOne));
        await office.Change(editor, b.Key, ("IsOption", "true"), ("Group", group.Key.ToString()), ("Preselected", "true"));
        var quote = await office.Quote(id);
        quote.Content.Line(b.Key)!.Option.ShouldBe(new OptionTerms { Group = group.Key, Preselected = true });
        (await office.Get($"/quotes/{id}")).Text.ShouldContain("Au choix");
        editor = await office.Get($"/quotes/{id}/edit");
        await editor.Submit("#groups form", new() { ["groups[0].Remove"] = "true" });
        quote = await office.Quote(id);
        quote.Content.Groups.ShouldBeEmpty();
        quote.Content.Line(b.Key)!.Option!.Group.ShouldBeNull();
    }

    [Fact]
    public async Task The_second_of_two_members_on_one_line_sees_what_changed_and_keeps_his()
    {
        var office = await world.Office();
        var colleague = await office.With(Role.Estimator);
        var line = Desk.Line("A", 3, 860);
        var id = await office.Draft(Desk.Content(line));
        var (mine, theirs) = (await office.Get($"/quotes/{id}/edit"), await colleague.Get($"/quotes/{id}/edit"));
        (await colleague.Change(theirs, line.Key, ("UnitPrice", "900"))).Status.ShouldBe(HttpStatusCode.OK);
        var told = await office.Change(mine, line.Key, ("Quantity", "5"));
        told.Status.ShouldBe(HttpStatusCode.Conflict, told.Html);
        told.Text($"[id='e-{line.Key}']").ShouldContain("900,00");
        (await office.Quote(id)).Content.Line(line.Key)!.Quantity.ShouldBe(3);
        var keep = told.Document.QuerySelector("[name=Keep]")!.GetAttribute("value")!;
        (await office.Change(mine, line.Key, ("Quantity", "5"), ("Keep", keep))).Status.ShouldBe(HttpStatusCode.OK);
        (await office.Quote(id)).Content.Line(line.Key)!.Quantity.ShouldBe(5);
    }

    [Fact]
    public async Task Members_on_different_lines_never_meet()
    {
        var office = await world.Office();
        var lines = Enumerable.Range(0, 8).Select(i => Desk.Line($"L{i}", 1, 10)).ToArray();
        var id = await office.Draft(Desk.Content([.. lines]));
        var page = await office.Get($"/quotes/{id}/edit");
        var answers = await Task.WhenAll(lines.Select(line => office.Change(page, line.Key, ("Quantity", "4"))));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        var quote = await office.Quote(id);
        quote.Content.Lines.ShouldAllBe(line => line.Quantity == 4);
        quote.Total.ShouldBe(8 * 40 * 1.2m);
    }

    [Fact]
    public async Task Parts_of_the_head_are_saved_one_by_one()
    {
        var office = await world.Office();
        var id = await office.Draft(Desk.Content(Desk.Line("A", 1, 100)));
        var page = await office.Get($"/quotes/{id}/edit");
        foreach (
            var (part, field, value) in new[]
            {
                ("title", "Text", "Autre titre"),
                ("introduction", "Text", "Bonjour"),
                ("discount", "Discount", "10 %"),
                ("validity", "Days", "45"),
                ("dates", "StartsAt", "2027-03-08T08:00"),
                ("prices", "Prices", "WithVat"),
                ("deposit", "Deposit", "30 %"),
                ("source", "Source", "Salon"),
            }
        )
            (await office.Post(page, $"#part-{part}", null, (field, value))).Status.ShouldBe(HttpStatusCode.OK, part);
        var quote = await office.Quote(id);
        (quote.Title, quote.Content.Introduction, quote.ValidDays, quote.LeadSource).ShouldBe(("Autre titre", "Bonjour", 45, "Salon"));
        (quote.Content.Prices, quote.Content.DepositPercent).ShouldBe((PriceMode.WithVat, 30m));
        quote.Content.StartsAt.ShouldBe(new DateTime(2027, 3, 8, 8, 0, 0));
        quote.Total.ShouldBe(90);
    }

    [Theory]
    [InlineData("validity", "Days", "0")]
    [InlineData("discount", "Discount", "beaucoup")]
    [InlineData("dates", "StartsAt", "demain")]
    [InlineData("currency", "Currency", "XXX")]
    [InlineData("prices", "Prices", "Gratuit")]
    [InlineData("seller", "Seller", "01900000-0000-7000-8000-000000000001")]
    public async Task A_part_that_cannot_be_read_gets_a_message(string part, string field, string typed)
    {
        var office = await world.Office();
        var id = await office.Draft(Desk.Content(Desk.Line("A", 1, 100)));
        var before = await office.Quote(id);
        var answer = await office.Post(await office.Get($"/quotes/{id}/edit"), $"#part-{part}", null, (field, typed));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, answer.Html);
        answer.Text($"#e-{part}").ShouldNotBeEmpty();
        (await office.Quote(id)).Version.ShouldBe(before.Version);
    }

    [Fact]
    public async Task A_part_changed_by_somebody_else_is_not_overwritten_silently()
    {
        var office = await world.Office();
        var id = await office.Draft(Desk.Content(Desk.Line("A", 1, 100)));
        var page = await office.Get($"/quotes/{id}/edit");
        await office.Post(page, "#part-terms", null, ("Text", "Trente jours"));
        var told = await office.Post(page, "#part-terms", null, ("Text", "Comptant"));
        told.Status.ShouldBe(HttpStatusCode.Conflict);
        told.Text("#e-terms").ShouldContain("Trente jours");
        (await office.Quote(id)).Content.Terms.ShouldBe("Trente jours");
    }

    [Fact, Trait("Spec", "QU 2")]
    public async Task An_address_typed_on_the_quote_becomes_one_of_the_customer()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var editor = await (await office.Get($"/quotes/{id}/edit")).Submit("#part-places", new() { ["another"] = "7 rue du Port, Annecy" });
        editor.TextOf("#part-places").ShouldContain("7 rue du Port");
        (await office.Quote(id)).Content.ServiceAddresses.Single().Text.ShouldBe("7 rue du Port, Annecy");
        (await office.Db(db => db.Properties.SingleAsync())).Address.Line1.ShouldBe("7 rue du Port, Annecy");
    }

    [Fact, Trait("Spec", "QU 10")]
    public async Task A_signed_or_won_quote_cannot_be_edited()
    {
        var office = await world.Office();
        var id = await office.Draft();
        var page = await office.Get($"/quotes/{id}/edit");
        await (await office.Get($"/quotes/{id}/status/accepted")).Submit("form.sheet", new() { ["Input.How"] = "phone" });
        (await office.Get($"/quotes/{id}/edit")).Url.ShouldBe($"/quotes/{id}");
        var key = (await office.Quote(id)).Content.Lines.First().Key;
        (await office.Change(page, key, ("UnitPrice", "1"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await office.Quote(id)).Content.Line(key)!.UnitPrice.ShouldNotBe(1);
    }

    [Fact]
    public async Task Another_quotes_line_and_another_accounts_quote_are_refused()
    {
        var office = await world.Office();
        var stranger = await world.Office();
        var line = Desk.Line("A", 1, 100);
        var (mine, other) = (await office.Draft(Desk.Content(line)), await office.Draft(Desk.Content(Desk.Line("B", 1, 1))));
        var foreign = await stranger.Draft();
        var page = await office.Get($"/quotes/{mine}/edit");
        (await office.Post(page, $"#f-{line.Key}", $"/quotes/{other}/lines", ("UnitPrice", "5"))).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        foreach (var handler in new[] { "", "?handler=Add", "?handler=Remove", "?handler=Move", "?handler=Duplicate" })
            (await office.Post(page, $"#f-{line.Key}", $"/quotes/{foreign}/lines{handler}")).Status.ShouldBe(
                HttpStatusCode.NotFound,
                handler
            );
        foreach (var path in new[] { "", "/edit", "/lines", "/customer", "/status/rejected" })
            (await office.Get($"/quotes/{foreign}{path}")).Status.ShouldBe(HttpStatusCode.NotFound, path);
        (await office.Post(page, "#part-title", $"/quotes/{foreign}/edit")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Trait("Spec", "AC 2")]
    public async Task A_viewer_reads_and_does_not_edit()
    {
        var office = await world.Office();
        var line = Desk.Line("A", 1, 100);
        var id = await office.Draft(Desk.Content(line));
        var viewer = await office.With(Role.Viewer);
        var page = await viewer.Get($"/quotes/{id}");
        page.TextOf("h1").ShouldBe("Jardin");
        page.Has($"a[href='/quotes/{id}/edit']").ShouldBeFalse();
        page.Has("a[href*='/status/']").ShouldBeFalse();
        foreach (var path in new[] { "/quotes/new", $"/quotes/{id}/edit", $"/quotes/{id}/customer", $"/quotes/{id}/status/rejected" })
            (await viewer.Get(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
        foreach (var path in new[] { "lines", "edit", "copy", "delete", "status/rejected" })
        {
            using var forged = new HttpRequestMessage(HttpMethod.Post, $"/quotes/{id}/{path}");
            forged.Headers.Add("X-CSRF-TOKEN", page.Document.Body!.GetAttribute("data-token")!);
            forged.Content = new FormUrlEncodedContent([KeyValuePair.Create("Key", line.Key.ToString())]);
            (await viewer.Browser.SendAsync(forged)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }
}
