using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;

namespace Paraphe.Tests.Requests;

/// <summary>The automatic reply to a new request, and to whom it never goes (RQ 11, RFC 3834).</summary>
public class AutoReplyTests(ClockWorld world) : IClassFixture<ClockWorld>
{
    [Fact, Trait("Spec", "RQ 11")]
    public async Task A_new_request_is_answered_once_a_day_and_does_not_count_as_answered()
    {
        var office = await Answering();
        await using var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask());

        var request = await box.Only();
        request.Status.ShouldBe(RequestStatus.Received);
        request.IsUnread.ShouldBeTrue();
        var (row, mail) = (await box.Sent()).ShouldHaveSingleItem();
        mail.Subject.ShouldBe("Reçu : Taille de deux tilleuls");
        mail.Text.ShouldContain("Bonjour Hélène Perret");
        mail.Headers["Auto-Submitted"].ShouldBe("auto-replied");
        mail.InReplyTo.ShouldBe(["a1@mel.example"]);
        mail.ReplyTo[0].Address.ShouldBe(await box.ReplyAddress(request));
        row.ReturnPath.ShouldBe("", "Nobody may return it");

        await box.Deliver(Letters.Ask("Autre chose", "<b@mel.example>", text: "Bonjour, une autre demande. Merci."));
        (await box.Sent()).Count.ShouldBe(1);
        world.Clock.Move(TimeSpan.FromDays(1));
        await box.Deliver(Letters.Ask("Encore", "<c@mel.example>", text: "Bonjour, encore une demande. Merci."));
        (await box.Sent()).Count.ShouldBe(2);
    }

    [Theory, Trait("Spec", "RQ 11")]
    [InlineData("Hello, could you please cut our trees? Thank you for your quote.", "Received")]
    [InlineData("Hallo, können Sie bitte unsere Bäume schneiden? Vielen Dank für Ihr Angebot.", "Eingegangen")]
    [InlineData("Hola, quisiera un presupuesto para los árboles. Gracias por su respuesta.", "Recibido")]
    [InlineData("Hallo, wij willen graag een offerte voor het snoeien van onze bomen. Bedankt!", "Ontvangen")]
    [InlineData("Olá, gostaria de podar duas árvores.", "Reçu")]
    public async Task It_speaks_the_language_of_the_mail_or_else_ours(string words, string begins)
    {
        var office = await Answering(settings => settings with { AutoReplyTexts = Texts });
        await using var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask(text: words));
        (await box.Sent()).ShouldHaveSingleItem().Message.Subject.ShouldStartWith(begins);
    }

    [Theory, Trait("Spec", "RQ 11")]
    [InlineData("Auto-Submitted: auto-generated")]
    [InlineData("Precedence: bulk")]
    [InlineData("List-Id: <jardin.liste.example>")]
    [InlineData("List-Unsubscribe: <mailto:off@liste.example>")]
    [InlineData("X-Auto-Response-Suppress: All")]
    [InlineData("X-Autoreply: yes")]
    [InlineData("X-Spam-Flag: YES")]
    public async Task Programs_lists_and_spam_get_none(string header)
    {
        var office = await Answering();
        await using var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask(more: header));
        await box.Only();
        (await box.Sent()).ShouldBeEmpty();
    }

    [Theory, Trait("Spec", "RQ 11")]
    [InlineData("", "Hélène <helene@mel.example>")]
    [InlineData("no-reply@shop.example", "Shop <no-reply@shop.example>")]
    [InlineData("owner-jardin@liste.example", "Hélène <helene@mel.example>")]
    [InlineData("mailer-daemon@mel.example", "Mail Delivery System <mailer-daemon@mel.example>")]
    public async Task Senders_that_read_no_mail_get_none(string envelope, string from)
    {
        var office = await Answering();
        await using var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask(from: from), from: envelope);
        (await box.Sent()).ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "RQ 11")]
    public async Task Neither_a_member_nor_ourselves_get_one_and_off_is_off()
    {
        var office = await Answering();
        await using var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask(from: office.Member.Email!));
        await box.Deliver(Letters.Ask(id: "<x@y.example>", from: box.Address, more: "Auto-Submitted: auto-replied"), from: box.Address);
        (await box.Sent()).ShouldBeEmpty();

        var quiet = await world.Office();
        await using var other = await Postbox.Open(quiet);
        await other.Deliver(Letters.Ask());
        (await other.Sent()).ShouldBeEmpty();
    }

    private static readonly Dictionary<string, AutoReplyText> Texts = new(StringComparer.Ordinal)
    {
        ["en"] = new("Received", "Thank you."),
        ["fr"] = new("Reçu", "Merci."),
        ["es"] = new("Recibido", "Gracias."),
        ["de"] = new("Eingegangen", "Danke."),
        ["nl"] = new("Ontvangen", "Bedankt."),
    };

    private async Task<Office> Answering(Func<RequestSettings, RequestSettings>? change = null)
    {
        var office = await world.Office();
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            var settings = account.Settings.Requests with { AutoReply = true };
            settings =
                change?.Invoke(settings)
                ?? settings with
                {
                    AutoReplyTexts = new Dictionary<string, AutoReplyText>(StringComparer.Ordinal)
                    {
                        ["fr"] = new("Reçu : {subject}", "Bonjour {requester}, nous lisons votre demande."),
                    },
                };
            account.ChangeSettings(account.Settings with { Requests = settings });
            await db.SaveChangesAsync();
        });
        return office;
    }
}
