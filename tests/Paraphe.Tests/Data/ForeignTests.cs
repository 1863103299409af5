using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Campaigns;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;
using Paraphe.Domain.Webhooks;
using Paraphe.Features.Demo;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Web;

namespace Paraphe.Tests.Data;

/// <summary>Two accounts that have nothing to do with each other: the sample company's, and a stranger's.</summary>
public sealed class TwoAccounts : IAsyncLifetime
{
    private readonly Dictionary<Guid, string> tokens = [];

    public World World { get; } = new();
    public Dictionary<string, string> Ids { get; } = new(StringComparer.Ordinal);
    public IReadOnlyList<Way> Ways { get; private set; } = [];
    public Office Theirs { get; private set; } = null!;
    public Office Stranger { get; private set; } = null!;

    /// <summary>Content hash of a file of theirs.</summary>
    public string Logo { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        (Theirs, var made) = await World.Demo("fr");
        Stranger = await World.Office();
        (Logo, _) = await World.Services.GetRequiredService<FileStore>().Put("a picture of theirs"u8.ToArray());
        await Theirs.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeSettings(account.Settings with { Logo = Logo });
            await db.SaveChangesAsync();
            foreach (var key in new[] { Sample.Terrace, Sample.Hotel, Sample.Garden })
                Ids[$"quote {key}"] = made.Quotes[key].ToString();
            var hotel = made.Quotes[Sample.Hotel];
            Ids["line"] = (await db.Quotes.SingleAsync(quote => quote.Id == hotel)).Content.Lines.First().Key.ToString();
            Ids["revision"] = (await db.Revisions.FirstAsync(revision => revision.QuoteId == hotel)).Id.ToString();
            Ids["delivery"] = (await db.Deliveries.FirstAsync(delivery => delivery.QuoteId == hotel)).Id.ToString();
            Ids["signature"] = (await db.Signatures.FirstAsync(signature => signature.QuoteId == hotel)).Id.ToString();
            Ids["order"] = (await db.WorkOrders.FirstAsync(order => order.QuoteId == hotel)).Id.ToString();
            var campaign = new Campaign(db.NewId(), db.AccountId, "=x", "Feuilles", [db.NewId()], Theirs.Member.Id, "Léa", db.Now);
            campaign.WasMade(0, [], db.Now);
            db.Add(campaign);
            Ids["campaign"] = campaign.Id.ToString();
            Ids["contract"] = (await db.Contracts.FirstAsync()).Id.ToString();
            Bill(db);
            var customer = await db.Customers.Include(c => c.Contacts).Include(c => c.Properties).AsSplitQuery().FirstAsync();
            Ids["customer"] = customer.Id.ToString();
            Ids["contact"] = customer.Contacts[0].Id.ToString();
            Ids["property"] = customer.Properties[0].Id.ToString();
            Ids["item"] = (await db.Catalogue.FirstAsync()).Id.ToString();
            Ids["project"] = (await db.Projects.FirstAsync()).Id.ToString();
            Ids["notice"] = (await db.Notices.FirstAsync(notice => notice.MemberId == Theirs.Member.Id)).Id.ToString();
            Ids["member"] = (await db.Users.FirstAsync(member => member.Role == Role.Viewer)).Id.ToString();
            Ids["mail"] = Mail(db);
            var import = new CustomerImport(db.NewId(), db.AccountId, "clients.csv", Logo, new ImportPlan(), Theirs.Member.Id, db.Now);
            import.Fail("", db.Now);
            db.Add(import);
            Ids["import"] = import.Id.ToString();
            (Ids["webhook"], Ids["message of a webhook"]) = Webhook(db, Theirs.Member);
            (Ids["request"], Ids["message"]) = Request(db, Theirs.Member);
            await db.SaveChangesAsync();
        });
        Ways = await Way.All(World);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    // One that is issued, and a draft.
    private void Bill(Db db)
    {
        var account = db.Accounts.Single();
        var customer = db.Customers.First();
        var details = customer.Details with { Address = account.Profile.Address };
        var line = new QuoteLine
        {
            Key = db.NewId(),
            Name = "Conseil",
            UnitPrice = 100,
            Vat = Vat.Standard(20),
        };
        Invoice Make() =>
            Periods.ByHand(
                db.AccountId,
                customer,
                new QuoteContent { Language = "fr-FR", Items = [line] },
                new Making(db.NewId, Theirs.Member.AsActor, db.Now)
            );
        var (draft, issued) = (Make(), Make());
        var today = account.Today(db.Now);
        issued.Issue(new Issuing(account, details, today, null) { Number = "I-2026-9999" }, Theirs.Member.AsActor, db.Now);
        db.Invoices.AddRange(draft, issued);
        (Ids["invoice draft"], Ids["invoice issued"]) = (draft.Id.ToString(), issued.Id.ToString());
    }

    /// <summary>The antiforgery token of a member's forms.</summary>
    public async Task<string> TokenOf(Office who)
    {
        if (!tokens.TryGetValue(who.Member.Id, out var token))
            tokens[who.Member.Id] = token = (await who.Get("/profile")).One("input[name=_token]").GetAttribute("value")!;
        return token;
    }

    private static (string Request, string Message) Request(Db db, Member member)
    {
        var conversation = new Conversation(db.NewId(), db.AccountId, db.Now);
        var requester = new Requester { Name = "Hélène Perret", Email = "helene@mail.example" };
        var request = new Request(db.NewId(), db.AccountId, conversation.Id, requester, "Terrasse", RequestSource.Hand, db.Now);
        var party = new Party(member.Name, member.Email!);
        var note = new Message(db.NewId(), db.AccountId, conversation.Id, MessageKind.Note, party, db.Now) { Text = "Rappeler" };
        db.AddRange(conversation, request, note);
        return (request.Id.ToString(), note.Id.ToString());
    }

    private static (string Webhook, string Message) Webhook(Db db, Member member)
    {
        var terms = new WebhookTerms("https://books.example/hook", "", ["quote.signed"]);
        var webhook = new Webhook(db.NewId(), db.AccountId, terms, "not a secret", member.AsActor, db.Now);
        var message = new WebhookDelivery(db.NewId(), webhook, db.NewId(), "quote.signed", db.NewId(), "{}", db.Now);
        db.AddRange(webhook, message);
        return (webhook.Id.ToString(), message.Id.ToString());
    }

    private static string Mail(Db db)
    {
        var mail = new OutgoingMail
        {
            Id = db.NewId(),
            AccountId = db.AccountId,
            Purpose = $"test/{Guid.NewGuid()}",
            FromAddress = "a@vallon.example",
            ToName = "Hélène Perret",
            ToAddress = "b@mail.example",
            Subject = "Devis",
            MessageId = $"<{Guid.NewGuid()}@vallon.example>",
            RawHash = new string('0', 64),
            CreatedAt = db.Now,
            State = MailState.Outbox,
        };
        db.OutgoingMails.Add(mail);
        return mail.Id.ToString();
    }

    /// <summary>Every row of an account, as a backup writes it.</summary>
    public async Task<string> RowsOfTheirs() =>
        string.Join(
            '\n',
            (await Commands.BackupTests.Rows(World))
                // A member's last visit and the like may move by signing in.
                .Where(table => table.Key is not "Members")
                .SelectMany(table => table.Value)
                .Where(row => row.Contains(Theirs.AccountId.ToString(), StringComparison.OrdinalIgnoreCase))
        );
}

/// <summary>
/// Walks every way into the application with the identifiers of an account that the visitor has nothing to do with. What is foreign is not
/// found, in every case and by every method, and nothing of it changes.
/// </summary>
[Trait("Database", "Either")]
public sealed class ForeignTests(TwoAccounts both) : IClassFixture<TwoAccounts>
{
    [Fact]
    public async Task A_member_of_another_account_finds_nothing_and_changes_nothing()
    {
        var before = await both.RowsOfTheirs();
        var found = new List<string>();

        foreach (var way in Office().Where(HasId))
        foreach (var (kind, url) in Urls(way))
            if (await Ask(both.Stranger, way, url) is var answer && answer.StatusCode != HttpStatusCode.NotFound)
                found.Add($"{way} with {kind}: {(int)answer.StatusCode}");

        found.ShouldBeEmpty();
        (await both.RowsOfTheirs()).ShouldBe(before);
    }

    [Fact]
    public async Task The_same_addresses_are_found_by_their_own_member()
    {
        var never = new List<string>();
        // The first two answer to posts alone; nothing was sealed, and nobody wrote by mail here.
        string[] none =
        [
            "GET /quotes/{id:guid}/copy",
            "GET /quotes/{id:guid}/delete",
            // Nobody uploaded a proof here.
            "GET /quotes/{id:guid}/proof",
            "GET /quotes/{id:guid}/signed.pdf",
            "GET /quotes/{id:guid}/evidence.zip",
            // Have none.
            "GET /catalogue/{id:guid}/picture",
            "GET /customers/{id:guid}/files/{file:guid}",
            "GET /quotes/{id:guid}/lines/{line:guid}/picture",
            "GET /quotes/{id:guid}/pictures/{hash}",
            "GET /quotes/{id:guid}/documents/{key:guid}",
            "GET /quotes/{id:guid}/letters/{letter:guid}",
            "GET /quotes/{id:guid}/notes/{note:guid}/pictures/{hash}",
            "GET /requests/messages/{id:guid}/files/{file:guid}",
            "GET /requests/messages/{id:guid}/html",
            "GET /requests/messages/{id:guid}/source",
            // Nothing was photographed.
            "GET /work-orders/{id:guid}/photos/{key:guid}",
            // No quotes were made of an opportunity; the kind of a file is no identifier.
            "GET /opportunities/{id:guid}/send Look",
            "GET /quotes/export.{kind:regex(^(csv|xlsx)$)}",
            "GET /catalogue/export.{kind:regex(^(csv|xlsx)$)}",
            // Asks for a message as well.
            "GET /requests/{id:guid}/move",
        ];

        foreach (var way in Office().Where(way => HasId(way) && way.Method == "GET" && !none.Contains(way.ToString())))
        {
            var answers = new List<HttpStatusCode>();
            foreach (var (_, url) in Urls(way))
                answers.Add((await Ask(both.Theirs, way, url)).StatusCode);
            if (answers.All(answer => answer == HttpStatusCode.NotFound))
                never.Add(way.ToString());
        }

        // Else the walk above would prove nothing.
        never.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lists_of_another_account_show_nothing_and_their_acts_change_nothing()
    {
        var before = await both.RowsOfTheirs();
        var names = await both.Theirs.Db(db => db.Customers.Select(customer => customer.Name).ToListAsync());
        string[] secrets = [.. names, .. both.Ids.Values, both.Theirs.AccountId.ToString()];
        var shown = new List<string>();

        foreach (var way in Office().Where(way => !HasId(way)))
        {
            var answer = await Ask(both.Stranger, way, way.Url(_ => ""));
            var text = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync();
            // What was sent comes back in the form; it was no secret to who sent it.
            shown.AddRange(
                secrets
                    .Where(secret => text.Contains(secret) && (way.Method == "GET" || !both.Ids.ContainsValue(secret)))
                    .Select(s => $"{way}: {s}")
            );
        }

        shown.ShouldBeEmpty();
        (await both.RowsOfTheirs()).ShouldBe(before);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_sent_to_sign_in()
    {
        var let = new List<string>();
        using var visitor = both.World.Visitor();

        foreach (var way in Office())
        foreach (var (_, url) in Urls(way).Take(1))
        {
            var answer = await visitor.SendAsync(new HttpRequestMessage(new HttpMethod(way.Method), url));
            var sentAway =
                answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized
                || answer.Headers.Location?.ToString().Contains("/sign-in", StringComparison.Ordinal) == true;
            if (!sentAway)
                let.Add($"{way}: {(int)answer.StatusCode} {answer.Headers.Location}");
        }

        let.ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "AC 2")]
    public async Task What_a_viewer_may_not_do_is_not_found()
    {
        var viewer = await both.Theirs.With(Role.Viewer);
        var let = new List<string>();
        var before = await both.RowsOfTheirs();

        foreach (var way in Office().Where(way => way.Needs().Any(needed => !Role.Viewer.May(needed))))
        foreach (var (kind, url) in Urls(way))
            if (await Ask(viewer, way, url) is var answer && answer.StatusCode != HttpStatusCode.NotFound)
                let.Add($"{way} with {kind}: {(int)answer.StatusCode}");

        let.ShouldBeEmpty();
        (await both.RowsOfTheirs()).ShouldBe(before);
    }

    [Fact]
    public async Task A_link_that_nobody_was_given_opens_nothing()
    {
        var opened = new List<string>();

        foreach (var way in both.Ways.Where(way => way.IsPortal))
        {
            // Each in a world's eyes a new visitor: many wrong links from one place are answered by a wait.
            var url = way.Url(hole =>
                hole == "token" ? Tokens.New()
                : way.IsGuid(hole) ? Guid.NewGuid().ToString()
                : both.Logo
            );
            using var visitor = both.World.Visitor();
            var answer = await visitor.SendAsync(new HttpRequestMessage(new HttpMethod(way.Method), url) { Content = Form([]) });
            // The door of a home asks for a form of its own, or leads to where one signs in.
            var isDoor = way.Pattern.StartsWith("/portal/{account", StringComparison.Ordinal);
            if (isDoor && answer.StatusCode is (HttpStatusCode.BadRequest or HttpStatusCode.Found))
                continue;
            if (answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.TooManyRequests))
                opened.Add($"{way}: {(int)answer.StatusCode}");
        }

        opened.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_opens_its_own_quote_and_no_file_of_another_account()
    {
        // Whoever guessed links in another test is answered again by now.
        both.World.Clock.Move(TimeSpan.FromMinutes(11));
        var other = await both.World.Demo("en");
        // Whoever guessed at links before is answered again by now.
        both.World.Clock.Move(TimeSpan.FromMinutes(11));
        var token = other.Made.Links[Sample.Terrace];
        using var visitor = both.World.Visitor();

        (await visitor.GetAsync($"/q/{token}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var way in both.Ways.Where(way => way.IsPortal && way.Method == "GET" && way.Ids.Count > 1))
            (
                await visitor.GetAsync(
                    way.Url(hole =>
                        hole == "token" ? token
                        : way.IsGuid(hole) ? Guid.NewGuid().ToString()
                        : both.Logo
                    )
                )
            ).StatusCode.ShouldBe(HttpStatusCode.NotFound, way.ToString());
    }

    private IEnumerable<Way> Office() => both.Ways.Where(way => !way.IsPublic && !way.IsPortal && !way.IsApi);

    private static bool HasId(Way way) => way.Ids.Count > 0;

    /// <summary>The address with each identifier in all holes, and with those that belong together.</summary>
    private IEnumerable<(string Kind, string Url)> Urls(Way way)
    {
        if (way.Ids.Count == 0)
            return [("nothing", way.Url(_ => ""))];
        var alike = both.Ids.Select(id => (id.Key, way.Url(_ => id.Value)));
        var together = new[]
        {
            ("quote hotelGarden", "line"),
            ("quote hotelGarden", "revision"),
            ("webhook", "message of a webhook"),
            ("customer", "contact"),
            ("customer", "property"),
        };
        return way.Ids.Count == 1
            ? alike
            :
            [
                .. alike,
                .. together.Select(two =>
                    ($"{two.Item1}, {two.Item2}", way.Url(hole => both.Ids[hole == way.Ids[0] ? two.Item1 : two.Item2]))
                ),
            ];
    }

    // A page that only leads to another one is as good as that.
    private async Task<HttpResponseMessage> Ask(Office who, Way way, string url)
    {
        var answer = await Send(who, way, url);
        return way.Method == "GET" && answer.Headers.Location is { } next
            ? await who.Browser.GetAsync(new Uri(answer.RequestMessage!.RequestUri!, next))
            : answer;
    }

    // Everything a handler could take for an identifier is one of theirs.
    private async Task<HttpResponseMessage> Send(Office who, Way way, string url)
    {
        var request = new HttpRequestMessage(new HttpMethod(way.Method), url);
        if (way.Method != "GET")
        {
            var names = way.Page is { } page
                ? page
                    .BoundProperties.Select(property => property.Name)
                    .Concat(page.HandlerMethods.SelectMany(act => act.Parameters).Select(parameter => parameter.Name))
                : [];
            request.Content = Form([
                .. names.Distinct(StringComparer.Ordinal).Select(name => new KeyValuePair<string, string>(name, both.Ids["customer"])),
                new("_token", await both.TokenOf(who)),
            ]);
        }
        var whole = request.RequestUri!.ToString().Contains("live", StringComparison.Ordinal)
            ? HttpCompletionOption.ResponseHeadersRead
            : HttpCompletionOption.ResponseContentRead;
        return await who.Browser.SendAsync(request, whole);
    }

    private static FormUrlEncodedContent Form(IEnumerable<KeyValuePair<string, string>> fields) => new(fields);
}
