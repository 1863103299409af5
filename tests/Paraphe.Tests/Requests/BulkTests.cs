using System.Net;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Requests;

/// <summary>Several requests of the list at once (RQ 9).</summary>
public class BulkTests(World world)
{
    [Fact, Trait("Spec", "RQ 9")]
    public async Task Ticked_requests_are_read_cancelled_and_marked_as_spam_together()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        foreach (var (subject, id) in new[] { ("Haie", "<h1@mel.example>"), ("Toit", "<t1@mel.example>"), ("Loterie", "<l1@mel.example>") })
            await box.Deliver(Letters.Ask(subject, id));
        var ids = (await box.Requests()).ToDictionary(request => request.Subject, request => request.Id.ToString());

        var list = await (await office.Get("/requests?tab=all")).Submit(
            "#bulk",
            new() { ["id"] = new[] { ids["Haie"], ids["Toit"] } },
            "#bulk [value=read]"
        );
        list.Url.ShouldBe("/requests?tab=all");
        list.Html.ShouldContain("2 demandes");
        (await Is(box, "Haie")).IsUnread.ShouldBeFalse();
        (await Is(box, "Loterie")).IsUnread.ShouldBeTrue();

        list = await list.Submit("#bulk", new() { ["id"] = new[] { ids["Loterie"] } }, "#bulk [value=spam]");
        list.TextOf("table.requests").ShouldNotContain("Loterie");
        list = await (await office.Get("/requests?tab=spam")).Submit(
            "#bulk",
            new() { ["id"] = new[] { ids["Loterie"] } },
            "#bulk [value=notSpam]"
        );
        (await Is(box, "Loterie")).IsSpam.ShouldBeFalse();

        await (await office.Get("/requests")).Submit("#bulk", new() { ["id"] = new[] { ids["Toit"] } }, "#bulk [value=cancel]");
        (await Is(box, "Toit")).Status.ShouldBe(RequestStatus.Cancelled);
        list = await (await office.Get("/requests?tab=cancelled")).Submit(
            "#bulk",
            new() { ["id"] = new[] { ids["Toit"] } },
            "#bulk [value=undoCancel]"
        );
        (await Is(box, "Toit")).Status.ShouldBe(RequestStatus.Received);
        (await list.Submit("#bulk", new() { ["id"] = new[] { ids["Toit"] }, ["act"] = "burn" })).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact, Trait("Spec", "RQ 9")]
    public async Task A_viewer_has_no_boxes_and_a_foreign_request_stays()
    {
        var office = await world.Office();
        await using var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask());
        var id = (await box.Only()).Id.ToString();
        (await (await office.With(Role.Viewer)).Get("/requests")).Has("#bulk").ShouldBeFalse();

        var other = await world.Office();
        await (await other.Get("/requests")).Submit("#bulk", new() { ["id"] = new[] { id }, ["act"] = "spam" });
        (await box.Only()).IsSpam.ShouldBeFalse();
    }

    private static async Task<Request> Is(Postbox box, string subject) =>
        (await box.Requests()).Single(request => request.Subject == subject);
}
