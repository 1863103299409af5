using System.Net;
using System.Net.Http.Headers;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Contracts;
using Paraphe.Platform.Data;
using Paraphe.Tests.Contracts;
using Paraphe.Tests.Customers;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.WorkOrders;

/// <summary>Work orders from the office to the spot and back.</summary>
public sealed class OrderTests(World world)
{
    [Fact, Trait("Spec", "OP 6")]
    public async Task The_occurrences_of_a_contract_appear_as_work_orders_once_and_roll_forward()
    {
        await using var own = new World();
        var office = await own.Office();
        var contract = await office.Contract();
        await office.Settle();
        var planned = await Orders(office);
        // Won on 21 November, planned to 16 January: beds monthly from 1 November, mowing 14 times a year from then.
        planned.Where(order => order.Title == "Massifs").Select(Day).ShouldBe([new(2026, 12, 1), new(2027, 1, 1)]);
        planned.Where(order => order.Title == "Tonte").Select(Day).ShouldBe([new(2026, 11, 27), new(2026, 12, 23)]);
        planned.ShouldAllBe(order => order.State == WorkOrderState.Open && order.PropertyId == contract.PropertyId);

        await office.Db(async db =>
        {
            db.Enqueue(new PlanContract(contract.Id, new DateOnly(2027, 1, 16), contract.EndsOn));
            db.Enqueue(new PlanContract(contract.Id, new DateOnly(2027, 1, 10), contract.EndsOn));
            await db.SaveChangesAsync();
        });
        await office.Settle();
        (await Orders(office)).Count.ShouldBe(4);

        own.Clock.Move(TimeSpan.FromDays(14));
        await office.Settle();
        (await Orders(office)).Count.ShouldBe(5);
    }

    [Fact, Trait("Spec", "OP 6")]
    public async Task Who_does_one_occurrence_does_the_next_at_the_same_hour()
    {
        await using var own = new World();
        var office = await own.Office();
        await office.Contract();
        await office.Settle();
        var last = (await Orders(office)).Last(order => order.Title == "Massifs");
        await (await office.Get($"/work-orders/{last.Id}")).Submit(
            "#plan",
            new() { ["Input.Team"] = office.Member.Id.ToString(), ["Input.StartTime"] = "08:30" }
        );
        own.Clock.Move(TimeSpan.FromDays(29));
        await office.Settle();
        var next = (await Orders(office)).Last(order => order.Title == "Massifs");
        next.Id.ShouldNotBe(last.Id);
        (next.StartsAt!.Value.TimeOfDay, next.AssigneeId).ShouldBe((new TimeSpan(8, 30, 0), office.Member.Id));
    }

    [Fact, Trait("Spec", "OP 6")]
    public async Task Cancelling_the_contract_cancels_what_was_planned_from_that_day_on()
    {
        var office = await world.Office();
        var contract = await office.Contract();
        await office.Settle();
        await (await office.Get($"/contracts/{contract.Id}")).Submit(
            "#cancel form",
            new() { ["Input.On"] = "2026-12-20", ["Input.Why"] = "Vend sa maison" }
        );
        var orders = await Orders(office);
        orders.Where(order => order.State == WorkOrderState.Cancelled).Select(Day).ShouldAllBe(day => day >= new DateOnly(2026, 12, 20));
        orders.Count(order => order.State == WorkOrderState.Open).ShouldBe(2);
    }

    [Fact, Trait("Spec", "OP 4")]
    public async Task A_win_whose_work_was_started_cannot_be_undone()
    {
        var office = await world.Office();
        var contract = await office.Contract();
        await office.Settle();
        var order = (await Orders(office))[0];
        await (await office.Get($"/work-orders/{order.Id}")).Submit("form[action$='Start']");
        var page = await office.Get($"/quotes/{contract.QuoteId}/revise");
        var refused = await page.Submit("form.sheet", new() { ["Input.Why"] = "Une erreur" });
        refused.Text.ShouldContain("a commencé");
        (await office.ContractOf(contract.QuoteId)).State(new DateOnly(2026, 11, 21)).ShouldBe(ContractState.Active);
        (await office.Quote(contract.QuoteId)).WonAt.ShouldNotBeNull();
    }

    [Fact, Trait("Spec", "OP 5")]
    public async Task An_optional_service_of_a_contract_is_ordered_by_hand()
    {
        var office = await world.Office();
        var contract = await office.Contract();
        var page = await (await office.Get($"/contracts/{contract.Id}")).Click("a[href*='option=']");
        page.Text.ShouldContain(Agreements.Leaves);
        var made = await page.Submit("#new");
        made.TextOf("h1").ShouldBe(Agreements.Leaves);
        made.Text.ShouldContain(contract.Number);
        var order = await office.Db(db => db.WorkOrders.SingleAsync(row => row.Title == Agreements.Leaves));
        (order.ContractId, order.Occurrence, order.PropertyId).ShouldBe((contract.Id, null, contract.PropertyId));
    }

    [Fact, Trait("Spec", "OP 5")]
    public async Task Work_without_a_quote_is_made_by_hand_and_an_empty_form_says_what_is_missing()
    {
        var office = await world.Office();
        var empty = await (await office.Get("/work-orders/new")).Submit("#new", new() { ["Input.Place"] = "Annecy" });
        empty.Has("#Input_Title-error").ShouldBeTrue();
        empty.One("#Input_Place").GetAttribute("value").ShouldBe("Annecy");
        var made = await empty.Submit("#new", new() { ["Input.Title"] = "Arbre tombé", ["Input.Customer"] = "Mairie" });
        made.TextOf("h1").ShouldBe("Arbre tombé");
        (await office.Get("/work-orders?q=mairie+ANNECY")).All("tbody tr").Count.ShouldBe(1);
        (await office.Get("/work-orders?state=done")).All("tbody tr").Count.ShouldBe(0);
        (await office.Get($"/work-orders?who={office.Member.Id}")).All("tbody tr").Count.ShouldBe(0);
    }

    [Fact, Trait("Spec", "OP 5")]
    public async Task Work_by_hand_is_for_a_place_of_the_customer_list_and_stands_on_the_customers_page()
    {
        var office = await world.Office();
        var chalet = Guid.CreateVersion7();
        var id = await office.Customer(
            "Claire Fontanel",
            customer => customer.AddProperty(chalet, "Chalet", customer.Details.Address with { City = "Megève", PostalCode = "74120" })
        );
        var form = await (await office.Get($"/customers/{id}")).Click("a[href^='/work-orders/new']");
        form.One("input[name=pick][checked]").GetAttribute("value").ShouldBe(id.ToString());
        var made = await form.Submit("#new", new() { ["Input.Title"] = "Arbre tombé", ["pick"] = $"{id}/{chalet}" });
        var order = await office.Db(db => db.WorkOrders.SingleAsync());
        (order.CustomerId, order.PropertyId, order.CustomerName).ShouldBe((id, chalet, "Claire Fontanel"));
        order.Place.ShouldContain("Megève");
        made.Text.ShouldContain("Claire Fontanel");
        (await office.Get($"/customers/{id}")).TextOf("main").ShouldContain("Arbre tombé");

        (await office.Browser.GetStringAsync("/work-orders/new?handler=Found&find=megeve")).ShouldContain($"{id}/{chalet}");
        var gone = await form.Submit("#new", new() { ["Input.Title"] = "Haie", ["pick"] = Guid.NewGuid().ToString() });
        gone.Has("[role=alert]").ShouldBeTrue();
    }

    [Fact, Trait("Spec", "OP 5")]
    public async Task An_order_stands_in_the_calendar_and_moves_to_another_day_unless_somebody_moved_it_before()
    {
        var office = await world.Office();
        var order = await ByHand(office, "Taille de haie");
        (await office.Get("/work-orders/calendar")).TextOf(".unplanned").ShouldContain("Taille de haie");
        var week = await Move(office, order, "2026-11-24", 0);
        week.TextOf("[data-day='2026-11-24']").ShouldContain("Taille de haie");
        week.Has(".unplanned").ShouldBeFalse();
        (await Move(office, order, "2026-11-26", 0)).Text.ShouldContain("entre-temps");
        var moved = await Move(office, order, "2026-11-27", 1);
        moved.TextOf("[data-day='2026-11-27']").ShouldContain("Taille de haie");
        (await office.Get("/work-orders/calendar?view=month&day=2026-11-01"))
            .TextOf("[data-day='2026-11-27']")
            .ShouldContain("Taille de haie");
        (await office.Get("/work-orders/calendar?view=day&day=2026-11-28")).Text.ShouldNotContain("Taille de haie");
        (await office.Get("/work-orders/calendar?view=week&day=9999-12-31")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact, Trait("Spec", "OP 5")]
    public async Task On_the_spot_points_are_ticked_hours_and_material_noted_and_the_customer_signs_for_it()
    {
        var office = await world.Office();
        var order = await ByHand(office, "Taille de haie");
        await (await office.Get($"/work-orders/{order}")).Submit(
            "form[action$='checks?handler=Add']",
            new() { ["Check"] = "Ramasser les déchets" }
        );
        var field = await office.Get($"/work-orders/{order}/field");
        field = await field.Submit("form[action$='handler=Start']");
        field = await field.Submit("form[action$='handler=Tick']");
        field.One(".tick").GetAttribute("aria-pressed").ShouldBe("true");

        var hours = await field.Click("a[href*='kind=time']");
        var wrong = await hours.Submit("#entry", new() { ["Input.Quantity"] = "25", ["Input.Text"] = "Taille" });
        wrong.Has("#Input_Quantity-error").ShouldBeTrue();
        wrong.One("#Input_Text").TextContent.Trim().ShouldBe("Taille");
        field = await wrong.Submit("#entry", new() { ["Input.Quantity"] = "2,5" });
        field.Url.ShouldBe($"/work-orders/{order}/field#entries".Split('#')[0]);
        field = await (await field.Click("a[href*='kind=material']")).Submit(
            "#entry",
            new()
            {
                ["Input.Quantity"] = "3",
                ["Input.Unit"] = "sacs",
                ["Input.Text"] = "Paillis",
            }
        );

        var done = await field.Submit("#finish", new() { ["Input.Name"] = "Claire Fontanel" });
        done.Text.ShouldContain("Terminé");
        done.Text.ShouldContain("Claire Fontanel");
        var kept = await office.Db(db => db.WorkOrders.AsNoTracking().SingleAsync(row => row.Id == order));
        (kept.State, kept.Hours, kept.Signed!.Name, kept.Checklist.Single().DoneBy).ShouldBe(
            (WorkOrderState.Done, 2.5m, "Claire Fontanel", office.Member.Name)
        );
        (await (await office.Get($"/work-orders/{order}")).Submit("form[action$='Resume']")).Text.ShouldNotContain("Claire Fontanel");
    }

    [Fact, Trait("Spec", "OP 5")]
    public async Task Photos_are_kept_without_where_they_were_taken_and_what_is_no_picture_is_refused_with_its_reason()
    {
        var office = await world.Office();
        var order = await ByHand(office, "Taille de haie");
        var page = await office.Get($"/work-orders/{order}/photos");
        var token = page.One("#upload input[name=_token]").GetAttribute("value")!;
        var refused = await Upload(office, order, token, "plan.png", "no picture"u8.ToArray());
        (await refused.Content.ReadAsStringAsync()).ShouldContain("plan.png");
        var png = Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        );
        (await Upload(office, order, token, "avant.png", png)).StatusCode.ShouldBe(HttpStatusCode.Found);
        var shown = await office.Get($"/work-orders/{order}");
        var address = shown.One(".photos img").GetAttribute("src")!;
        (await office.Browser.GetAsync(address)).Content.Headers.ContentType!.MediaType!.ShouldStartWith("image/");
        (await (await world.Office()).Browser.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Trait("Spec", "OP 5")]
    public async Task The_job_sheet_is_printed_with_what_there_is_to_do()
    {
        var office = await world.Office();
        await office.Contract();
        await office.Settle();
        var order = (await Orders(office))[0];
        var pdf = await office.Browser.GetAsync($"/work-orders/{order.Id}/sheet.pdf");
        pdf.StatusCode.ShouldBe(HttpStatusCode.OK);
        var text = await Pdf.Tools.Text(await pdf.Content.ReadAsByteArrayAsync());
        text.ShouldContain(order.Number);
        text.ShouldContain(order.Title);
        text.ShouldContain("Claire Fontanel");
    }

    [Fact, Trait("Spec", "OP 5")]
    public async Task A_member_subscribes_to_his_work_by_a_secret_address_until_he_takes_it_back()
    {
        var office = await world.Office();
        var order = await ByHand(office, "Taille de haie; côté rue");
        await (await office.Get($"/work-orders/{order}")).Submit(
            "#plan",
            new()
            {
                ["Input.StartDay"] = "2026-11-24",
                ["Input.StartTime"] = "08:30",
                ["Input.EndTime"] = "10:00",
                ["Input.Team"] = office.Member.Id.ToString(),
            }
        );
        var made = await (await office.Get("/work-orders/feed")).Submit("#make");
        var path = new Uri(made.One("[data-address]").GetAttribute("value")!).PathAndQuery;
        using var visitor = world.Visitor();
        var ics = await (await visitor.GetAsync(path)).Content.ReadAsStringAsync();
        ics.ShouldContain("DTSTART:20261124T073000Z");
        ics.ShouldContain("DTEND:20261124T090000Z");
        ics.ShouldContain(@"Taille de haie\; côté rue");
        var token = path["/calendar/".Length..^".ics".Length];
        (await office.Db(db => db.Set<CalendarLink>().AnyAsync(link => link.TokenHash == Platform.Web.Tokens.Hash(token)))).ShouldBeTrue();
        (await office.Get("/work-orders/feed")).Text.ShouldNotContain(token);
        await (await office.Get("/work-orders/feed")).Submit("#revoke");
        (await visitor.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync("/calendar/nobody.ics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_viewer_looks_and_changes_nothing()
    {
        var office = await world.Office();
        var order = await ByHand(office, "Taille de haie");
        var viewer = await office.With(Role.Viewer);
        (await viewer.Get($"/work-orders/{order}")).Has("#plan").ShouldBeFalse();
        (await viewer.Browser.GetAsync($"/work-orders/{order}/field")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await viewer.Get("/work-orders/calendar")).Has("[draggable]").ShouldBeFalse();
    }

    private static DateOnly Day(WorkOrder order) => DateOnly.FromDateTime(order.StartsAt!.Value);

    private static Task<List<WorkOrder>> Orders(Office office) =>
        office.Db(db =>
            db.WorkOrders.AsNoTracking().Where(order => order.ContractId != null).OrderBy(order => order.StartsAt).ToListAsync()
        );

    private static async Task<Guid> ByHand(Office office, string title)
    {
        var made = await (await office.Get("/work-orders/new")).Submit("#new", new() { ["Input.Title"] = title });
        return Guid.Parse(made.Url["/work-orders/".Length..]);
    }

    private static async Task<Page> Move(Office office, Guid order, string day, int version)
    {
        var token = (await office.Get("/profile")).One("input[name=_token]").GetAttribute("value")!;
        var fields = new Dictionary<string, string>
        {
            ["order"] = order.ToString(),
            ["to"] = day,
            ["version"] = version.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["_token"] = token,
        };
        var answer = await office.Browser.PostAsync(
            "/work-orders/calendar?view=week&day=2026-11-24&handler=Move",
            new FormUrlEncodedContent(fields)
        );
        return await office.Get(answer.Headers.Location!.ToString());
    }

    private static async Task<HttpResponseMessage> Upload(Office office, Guid order, string token, string name, byte[] bytes)
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var form = new MultipartFormDataContent { { new StringContent(token), "_token" }, { file, "Uploads", name } };
        return await office.Browser.PostAsync($"/work-orders/{order}/photos?handler=Add", form);
    }
}
