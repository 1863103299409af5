using System.Net;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Customers;
using Paraphe.Features.Customers.Privacy;
using Paraphe.Features.Invoices;
using Paraphe.Tests.Contracts;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Invoices;

/// <summary>Invoices from a won quote to the money, over the pages.</summary>
public sealed class InvoiceTests(World world)
{
    [Fact, Trait("Spec", "IN 1")]
    public async Task From_a_won_quote_to_deposit_balance_and_paid()
    {
        var office = await world.Biller();
        var quote = await office.Won();
        (await office.Get($"/quotes/{quote}")).Has($"a[href='/quotes/{quote}/invoice']").ShouldBeTrue();

        var deposit = await (await office.Make(quote, MakeWhat.Deposit, "30")).Issue();
        var issued = await office.Bill(deposit.Url);
        (issued.Number, issued.Gross, issued.Kind).ShouldBe(("F-2026-0001", 2_980.80m, InvoiceKind.Deposit));
        issued.Read().Lines.ShouldHaveSingleItem().Name.ShouldContain("30");

        var balance = await (await office.Make(quote, MakeWhat.Balance)).Issue();
        balance.Text.ShouldContain("F-2026-0001");
        var last = await office.Bill(balance.Url);
        (last.Gross, last.Net, last.Tax).ShouldBe((6_955.20m, 5_796m, 1_159.20m));
        last.Read().Lines.Select(line => line.Name).ShouldNotContain("Ambiance");
        (await office.Get($"/quotes/{quote}/invoice")).Has("#make").ShouldBeFalse();
        var page = await office.Get($"/quotes/{quote}");
        page.TextOf("#invoices").ShouldContain("F-2026-0002");
        page.TextOf("a[href='#invoices'] .count").ShouldBe("2");

        var paid = await (await office.Get($"{balance.Url}/payments")).Submit("#pay", new() { ["Input.Amount"] = "6 000,00" });
        paid.Text.ShouldContain("955,20");
        (await (await office.Get($"{balance.Url}/payments")).Submit("#pay", new() { ["Input.Amount"] = "956" })).Text.ShouldContain(
            "plus que ce qui reste"
        );
        await (await office.Get($"{balance.Url}/payments")).Submit("#pay");
        (await office.Bill(balance.Url)).Status(new DateOnly(2027, 6, 1)).ShouldBe(InvoiceStatus.Paid);
        (await office.Get("/invoices?tab=paid")).Text.ShouldContain("F-2026-0002");
        (await office.Get("/invoices?tab=open&q=F-2026-0001")).Text.ShouldContain("2 980,80");
    }

    [Fact, Trait("Spec", "IN 1")]
    public async Task What_goes_over_the_quote_is_refused_and_what_was_typed_stays()
    {
        var office = await world.Biller();
        var quote = await office.Won();
        var refused = await office.Make(quote, MakeWhat.Deposit, amount: "9936,01");
        refused.Text.ShouldContain("plus que le reste du devis");
        refused.One("[name='Input.Amount']").GetAttribute("value").ShouldBe("9936,01");
        (await office.Make(quote, MakeWhat.Deposit, "abc")).Has(".error").ShouldBeTrue();
        await (await office.Make(quote, MakeWhat.Whole)).Issue();
        (await office.Get($"/quotes/{quote}/invoice")).Text.ShouldContain("entièrement facturé");
        (await office.Db(db => db.Invoices.SingleAsync())).Gross.ShouldBe(Bills.Garden);
        var revised = await (await office.Get($"/quotes/{quote}/revise")).Submit(
            "form.sheet",
            new() { ["Why"] = "Erreur", ["why"] = "Erreur" }
        );
        revised.Text.ShouldContain("F-2026-0001");
        (await office.Quote(quote)).Standing.ShouldBe(Standing.Accepted);
    }

    [Fact, Trait("Spec", "IN 2"), Trait("Spec", "CU 11")]
    public async Task The_first_invoice_makes_a_customer_of_a_prospect()
    {
        var office = await world.Biller();
        var quote = await office.Won();
        (await Prospect()).ShouldBeTrue();
        await (await office.Make(quote, MakeWhat.Whole)).Issue();
        (await Prospect()).ShouldBeFalse();

        Task<bool> Prospect() => office.Db(db => db.Customers.AsNoTracking().Select(c => c.CustomerSince == null).SingleAsync());
    }

    [Fact, Trait("Spec", "IN 2")]
    public async Task A_credit_note_takes_back_and_makes_room_for_another_balance()
    {
        var office = await world.Biller();
        var quote = await office.Won();
        var whole = await (await office.Make(quote, MakeWhat.Whole)).Issue();
        var form = await office.Get($"{whole.Url}/credit");
        (
            await form.Submit(
                "#credit",
                new()
                {
                    ["Input.What"] = "Amount",
                    ["Input.Amount"] = "9936,01",
                    ["Input.Reason"] = "Trop",
                }
            )
        ).Text.ShouldContain("plus que le reste de la facture");
        (await form.Submit("#credit")).Has(".error").ShouldBeTrue();
        var part = await (
            await form.Submit(
                "#credit",
                new()
                {
                    ["Input.What"] = "Amount",
                    ["Input.Amount"] = "936",
                    ["Input.Reason"] = "Geste",
                }
            )
        ).Issue();
        (await office.Bill(part.Url)).Number.ShouldBe("AV-2026-0001");
        await (await (await office.Get($"{whole.Url}/credit")).Submit("#credit", new() { ["Input.Reason"] = "Erreur" })).Issue();
        var credited = await office.Bill(whole.Url);
        (credited.Credited, credited.Left).ShouldBe((Bills.Garden, 0));
        credited.Status(new DateOnly(2027, 1, 1)).ShouldBe(InvoiceStatus.Credited);
        (await (await office.Make(quote, MakeWhat.Whole)).Issue()).Text.ShouldContain("F-2026-0002");
        (await office.Get("/invoices?tab=creditnotes")).Text.ShouldContain("AV-2026-0002");
    }

    [Fact, Trait("Spec", "IN 2")]
    public async Task Drafts_are_edited_and_deleted_and_issued_ones_are_not()
    {
        var office = await world.Biller();
        var id = await office.ByHand();
        var edit = await office.Get($"/invoices/{id}/edit");
        var saved = await edit.Submit(
            "#edit",
            new()
            {
                ["Input.Title"] = "Conseil de novembre",
                ["Input.Lines[1].Name"] = "Déplacement",
                ["Input.Lines[1].Quantity"] = "42,5",
                ["Input.Lines[1].Price"] = "0,60",
                ["Input.PaymentDays"] = "45",
            }
        );
        saved.Text.ShouldContain("25,50");
        (await office.Bill(saved.Url)).Gross.ShouldBe(150.60m);
        (await edit.Submit("#edit")).Text.ShouldContain("entre-temps");
        (await (await office.Get($"/invoices/{id}/edit")).Submit("#edit", new() { ["Input.Lines[0].Price"] = "x" }))
            .Has(".error")
            .ShouldBeTrue();
        await saved.Issue();
        var issued = await office.Bill($"/invoices/{id}");
        issued.DueOn.ShouldBe(issued.IssuedOn!.Value.AddDays(45));
        (await office.Get($"/invoices/{id}/edit")).Status.ShouldBe(HttpStatusCode.NotFound);
        var other = await office.ByHand();
        await (await office.Get($"/invoices/{other}")).Submit("#delete form");
        (await office.Db(db => db.Invoices.CountAsync())).ShouldBe(1);
    }

    [Fact, Trait("Spec", "IN 2")]
    public async Task What_is_missing_is_told_and_keeps_it_a_draft_without_a_number()
    {
        var office = await world.Biller();
        var id = await office.ByHand(vat: new Vat { Category = "AE", Reason = "Autoliquidation" });
        var page = await office.Get($"/invoices/{id}");
        page.TextOf(".missing").ShouldContain("AE");
        page.TextOf("#legal").ShouldContain("242 nonies A");
        await Should.ThrowAsync<BrokenRuleException>(() => office.IssueNow(id));
        (await office.Bill($"/invoices/{id}")).Number.ShouldBeNull();
        var good = await office.ByHand();
        await (await office.Get($"/invoices/{good}")).Issue();
        (await office.Bill($"/invoices/{good}")).Number.ShouldBe("F-2026-0001");
        var early = await office.ByHand();
        var refused = await (await office.Get($"/invoices/{early}")).Submit("#issue form", new() { ["IssuedOn"] = "2026-01-01" });
        refused.TextOf("#issue").ShouldContain("se suivent");
    }

    [Fact, Trait("Spec", "IN 1")]
    public async Task Numbers_stay_without_gaps_however_many_issue_at_once()
    {
        var office = await world.Biller();
        var random = new Random(20_261_130);
        var issued = 0;
        for (var round = 0; round < 3; round++)
        {
            var drafts = new List<Guid>();
            for (var i = 0; i < 6; i++)
                // Those without lines are refused in the midst of the others.
                drafts.Add(await office.ByHand(random.Next(3) == 0 ? 0 : 10 + i));
            var results = await Task.WhenAll(drafts.Select(Try));
            issued += results.Count(done => done);
        }
        var numbers = await office.Db(db => db.Invoices.Where(i => i.Number != null).Select(i => i.Number!).ToListAsync());
        numbers.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, issued).Select(number => $"F-2026-{number:0000}"));
        issued.ShouldBeInRange(6, 17);

        async Task<bool> Try(Guid draft)
        {
            try
            {
                await Task.Run(() => office.IssueNow(draft));
                return true;
            }
            catch (BrokenRuleException)
            {
                return false;
            }
        }
    }

    [Fact, Trait("Spec", "IN 1")]
    public async Task Two_members_who_issue_the_same_quote_at_once_do_not_go_over_it()
    {
        var office = await world.Biller();
        var quote = await office.Won();
        var one = Bills.IdIn((await office.Make(quote, MakeWhat.Deposit, "60")).Url);
        var two = Bills.IdIn((await office.Make(quote, MakeWhat.Progress, "60")).Url);
        var outcomes = await Task.WhenAll(Try(one), Try(two));
        outcomes.Count(done => done).ShouldBe(1);
        var all = await office.Db(db => db.Invoices.AsNoTracking().ToListAsync());
        all.Where(invoice => !invoice.IsDraft).ShouldHaveSingleItem().Number.ShouldBe("F-2026-0001");

        async Task<bool> Try(Guid draft)
        {
            try
            {
                await Task.Run(() => office.IssueNow(draft));
                return true;
            }
            catch (Exception refused) when (refused is BrokenRuleException or DbUpdateException)
            {
                return false;
            }
        }
    }

    [Fact, Trait("Spec", "IN 1")]
    public async Task A_period_of_a_contract_is_invoiced_once()
    {
        var office = await world.Biller();
        var contract = await office.Contract();
        var page = await office.Get($"/contracts/{contract.Id}/invoice");
        var made = await page.Submit("#make", new() { ["Input.From"] = "2026-11-01", ["Input.To"] = "2026-12-31" });
        var invoice = await office.Bill(made.Url);
        invoice.Content.Priced.Lines.Select(line => (line.Name, line.Quantity)).ShouldContain(("Massifs", 2));
        invoice.Net.ShouldBe(invoice.Content.Priced.Lines.Sum(line => line.Quantity * line.UnitPrice));
        var again = await (await office.Get($"/contracts/{contract.Id}/invoice")).Submit(
            "#make",
            new() { ["Input.From"] = "2026-12-31", ["Input.To"] = "2027-01-31" }
        );
        again.Text.ShouldContain("déjà facturés");
        (await page.Submit("#make", new() { ["Input.From"] = "2026-10-01", ["Input.To"] = "2026-12-31" })).Has(".error").ShouldBeTrue();
    }

    [Fact, Trait("Spec", "IN 1"), Trait("Spec", "OP 6")]
    public async Task An_occurrence_of_a_contract_is_invoiced_by_its_order_or_with_its_period_and_not_twice()
    {
        var office = await world.Biller();
        var contract = await office.Contract();
        await office.RunJobs();
        var orders = await office.Db(db =>
            db.WorkOrders.AsNoTracking().Where(row => row.Occurrence != null).OrderBy(row => row.StartsAt).ToListAsync()
        );
        var (first, second) = (orders[0], orders[1]);
        var alone = await (await office.Get($"/work-orders/{first.Id}/invoice")).Submit("#make");
        (await office.Bill(alone.Url)).WorkOrderId.ShouldBe(first.Id);

        var whole = contract.Services.Sum(service => contract.Days(service.Line.Recurrence, contract.EndsOn).Count());
        var made = await (await office.Get($"/contracts/{contract.Id}/invoice")).Submit(
            "#make",
            new() { ["Input.From"] = contract.StartsOn.ToString("O"), ["Input.To"] = contract.EndsOn.ToString("O") }
        );
        (await office.Bill(made.Url)).Content.Priced.Lines.Sum(line => line.Quantity).ShouldBe(whole - 1);

        var again = await (await office.Get($"/work-orders/{second.Id}/invoice")).Submit("#make");
        again.Text.ShouldContain("déjà facturée");
        (await office.Db(db => db.Invoices.CountAsync())).ShouldBe(2);
    }

    [Fact, Trait("Spec", "IN 1")]
    public async Task The_done_lines_of_a_work_order_are_invoiced_at_the_quotes_prices()
    {
        var office = await world.Biller();
        var quote = await office.Won();
        var order = await office.Db(async db =>
        {
            var found = await db.WorkOrders.SingleAsync();
            found.Start(db.Now);
            await db.SaveChangesAsync();
            return found;
        });
        var soil = order.Lines.Single(line => line.Name == "Préparation du sol");
        var typed = order.Lines.ToDictionary(line => $"Done[{line.Key}]", line => (object?)(line == soil ? "10" : ""));
        var page = await office.Get($"/work-orders/{order.Id}");
        page.Has($"a[href='/work-orders/{order.Id}/invoice']").ShouldBeTrue();
        var made = await (await office.Get($"/work-orders/{order.Id}/invoice")).Submit("#make", typed);
        var invoice = await office.Bill(made.Url);
        (invoice.Net, invoice.QuoteId, invoice.WorkOrderId).ShouldBe((670, quote, order.Id));
        await made.Issue();
        (await (await office.Make(quote, MakeWhat.Balance)).Issue()).Status.ShouldBe(HttpStatusCode.OK);
        (await office.Db(db => db.Invoices.AsNoTracking().ToListAsync())).Sum(i => i.Gross).ShouldBe(Bills.Garden);
    }

    [Fact, Trait("Spec", "IN 2")]
    public async Task A_payment_recorded_by_mistake_is_removed_with_its_reason()
    {
        var office = await world.Biller();
        var id = await office.ByHand();
        await office.IssueNow(id);
        await (await office.Get($"/invoices/{id}/payments")).Submit("#pay");
        var page = await (await office.Get($"/invoices/{id}/payments")).Submit(
            "form[action$='Remove']",
            new() { ["why"] = "Saisi deux fois" }
        );
        page.Text.ShouldContain("Saisi deux fois");
        (await office.Bill($"/invoices/{id}")).Left.ShouldBe(120);
    }

    [Fact, Trait("Spec", "CU 9"), Trait("Spec", "CU 13")]
    public async Task The_law_keeps_invoices_when_their_customer_goes()
    {
        var office = await world.Biller();
        var (kept, draft) = (await office.ByHand(), await office.ByHand());
        await office.IssueNow(kept);
        await office.Db(async db =>
        {
            foreach (var id in new[] { kept, draft })
            {
                var customer = (await db.Invoices.AsNoTracking().SingleAsync(i => i.Id == id)).CustomerId!.Value;
                await new Erasing(db, new PersonalData(db, null!)).Erase((await db.Customers.Whole(customer))!, default);
            }
        });
        var left = await office.Db(db => db.Invoices.AsNoTracking().SingleAsync());
        (left.Id, left.CustomerId, left.Read().Customer.Name).ShouldBe((kept, null, "Moulin SA"));
        (await office.Get($"/invoices/{kept}")).Text.ShouldContain("Moulin SA");
    }

    [Fact, Trait("Spec", "CU 12")]
    public async Task Invoices_move_with_a_merged_customer_and_keep_what_was_issued()
    {
        var office = await world.Biller();
        var (id, other) = (await office.ByHand(), await office.ByHand(70, customer => customer with { Name = "Moulin Frères SA" }));
        await office.IssueNow(id);
        var (gone, kept) = ((await office.Bill($"/invoices/{id}")).CustomerId, (await office.Bill($"/invoices/{other}")).CustomerId);
        var preview = await office.Get($"/customers/{kept}/merge?with={gone}");
        preview.TextOf("#moves").ShouldContain("Factures: 1");
        await preview.Submit("main form", button: "button.main");
        var moved = await office.Bill($"/invoices/{id}");
        (moved.CustomerId, moved.CustomerName, moved.Read().Customer.Name).ShouldBe((kept, "Moulin Frères SA", "Moulin SA"));
        (await office.Get($"/customers/{kept}")).TextOf("#invoices ~ table").ShouldContain("F-2026-0001");
        // Two invoices, one of which is issued: he is a prospect no longer.
        (await office.Db(db => db.Customers.SingleAsync())).CustomerSince.ShouldNotBeNull();
    }

    [Fact, Trait("Spec", "AC 2")]
    public async Task Estimators_look_and_do_not_bill()
    {
        var office = await world.Biller();
        var (quote, id) = (await office.Won(), await office.ByHand());
        var estimator = await office.With(Role.Estimator);
        var page = await estimator.Get($"/invoices/{id}");
        page.Has("#issue").ShouldBeFalse();
        foreach (var url in new[] { $"/invoices/{id}/edit", $"/quotes/{quote}/invoice", "/invoices/new", $"/invoices/{id}/credit" })
            (await estimator.Get(url)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await estimator.Get($"/quotes/{quote}")).Has($"a[href='/quotes/{quote}/invoice']").ShouldBeFalse();
    }
}
