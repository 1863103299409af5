using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Invoices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Invoices;

/// <summary>Invoices on their way to the customer: mail, link, reminders, paper.</summary>
public sealed class InvoiceMailTests(World world)
{
    [Fact, Trait("Spec", "IN 2"), Trait("Spec", "PO 2")]
    public async Task The_mail_carries_the_pdf_and_a_link_that_shows_this_invoice_alone()
    {
        var office = await world.Biller();
        var (id, other) = (await office.ByHand(), await office.ByHand(55));
        await office.IssueNow(id);
        await office.IssueNow(other);
        var page = await office.Get($"/invoices/{id}/send");
        page.One("[name='Input.Subject']").GetAttribute("value")!.ShouldContain("{number}");
        (await office.Get($"/invoices/{id}/send?handler=Look")).Text.ShouldContain("F-2026-0001");
        (await page.Submit("#send")).Text.ShouldContain("compta@moulin.example");
        await office.Settle();
        (await office.Bill($"/invoices/{id}")).SentAt.ShouldNotBeNull();
        var mail = await office.Db(db => db.OutgoingMails.SingleAsync());
        (mail.State, mail.Subject).ShouldBe((MailState.Outbox, "Facture F-2026-0001 de " + (await office.Account()).Profile.Name));
        var message = Platform.Mail.MimeReader.Read(await Read(mail.RawHash));
        message.Files.ShouldHaveSingleItem().Name.ShouldBe("F-2026-0001.pdf");
        message.Text.ShouldContain("FR76 3000 6000 0112 3456 7890 189");

        var link = message.Text[message.Text.IndexOf("/i/", StringComparison.Ordinal)..].Split('\n')[0].Trim();
        var shown = await Page.Get(world.Visitor(), link);
        shown.Text.ShouldContain("F-2026-0001");
        shown.Text.ShouldNotContain("F-2026-0002");
        shown.Text.ShouldContain("FR76 3000 6000 0112 3456 7890 189");
        var pdf = await world.Visitor().GetAsync(link + "/invoice.pdf");
        (pdf.StatusCode, pdf.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "application/pdf"));
        var forged = link[..^3] + (link[^3] == 'A' ? "B" : "A") + link[^2..];
        (await world.Visitor().GetAsync(forged)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Trait("Spec", "PO 2")]
    public async Task The_portals_home_lists_issued_invoices_of_the_address_and_no_others()
    {
        var office = await world.Biller();
        var (mine, draft, foreign) = (
            await office.ByHand(),
            await office.ByHand(70),
            await office.ByHand(80, c => c with { Email = "x@y.example" })
        );
        foreach (var id in new[] { mine, foreign })
        {
            await office.IssueNow(id);
            await (await office.Get($"/invoices/{id}/send")).Submit("#send");
        }
        await office.Settle();
        var home = await HomeOf(office, "compta@moulin.example");
        home.Text.ShouldContain("F-2026-0001");
        home.Text.ShouldNotContain("F-2026-0002");
        home.Text.ShouldNotContain("70,00");
        (await home.Click("a[href^='/i/']")).Text.ShouldContain("120,00");
        draft.ShouldNotBe(mine);
    }

    [Fact, Trait("Spec", "IN 2"), Trait("Spec", "SN 3")]
    public async Task A_mail_that_comes_back_is_told_by_the_bell_and_on_the_invoice()
    {
        var office = await world.Biller();
        var id = await office.ByHand();
        await office.IssueNow(id);
        await (await office.Get($"/invoices/{id}/send")).Submit("#send");
        await office.Settle();
        var mail = await office.Db(db => db.OutgoingMails.SingleAsync());
        var to = world.Services.CreateScope().ServiceProvider.GetRequiredService<Features.Mail.MailPlaces>().ReturnPath(mail.Id);
        var report =
            $"From: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nSubject: Delivery failed\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; compta@moulin.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no mailbox here by that name\r\n\r\n--b--\r\n";
        using var content = new MemoryStream(Encoding.ASCII.GetBytes(report));
        await world.Services.GetRequiredService<Features.Requests.Incoming.Door>().Keep([], content, content.Length, "", [to], default);
        await office.Settle();
        (await office.Get($"/invoices/{id}")).Text.ShouldContain("no mailbox here by that name");
        var bell = await office.Db(db => db.Notices.SingleAsync(row => row.Kind == "invoiceMailFailed"));
        (bell.MemberId, bell.Url).ShouldBe((office.Member.Id, $"/invoices/{id}"));
        (await office.Get("/notices")).Text.ShouldContain("F-2026-0001");
    }

    [Fact, Trait("Spec", "IN 2")]
    public async Task Reminders_go_by_themselves_when_wanted_and_stop_when_it_is_paid()
    {
        await using var own = new World();
        var office = await own.Biller();
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            var invoices = account.Settings.Invoices with { Reminders = new() { Automatic = true } };
            account.ChangeSettings(account.Settings with { Invoices = invoices });
            await db.SaveChangesAsync();
        });
        var id = await office.ByHand();
        await office.IssueNow(id);
        await (await office.Get($"/invoices/{id}/send")).Submit("#send");
        own.Clock.Move(TimeSpan.FromDays(32));
        await office.Settle();
        (await Reminders()).ShouldBe(0);
        // Nobody stays signed in for that long.
        office = new Office(own, office.AccountId, office.Member, own.SignedIn(office.Member));
        (await office.Get("/invoices?tab=overdue")).Text.ShouldContain("F-2026-0001");
        own.Clock.Move(TimeSpan.FromDays(6));
        await office.Settle();
        (await Reminders()).ShouldBe(1);
        own.Clock.Move(TimeSpan.FromDays(15));
        await office.Settle();
        (await Reminders()).ShouldBe(2);
        office = new Office(own, office.AccountId, office.Member, own.SignedIn(office.Member));
        await (await office.Get($"/invoices/{id}")).Submit("form[action$='Remind']");
        await office.Settle();
        (await Reminders()).ShouldBe(3);
        await (await office.Get($"/invoices/{id}/payments")).Submit("#pay");
        own.Clock.Move(TimeSpan.FromDays(60));
        await office.Settle();
        (await Reminders()).ShouldBe(3);

        Task<int> Reminders() => office.Db(db => db.OutgoingMails.CountAsync(mail => mail.Purpose.StartsWith("invoice-reminder/")));
    }

    [Fact, Trait("Spec", "IN 2"), Trait("Spec", "CU 11")]
    public async Task Several_are_issued_and_sent_at_once_and_make_customers_of_their_prospects()
    {
        var office = await world.Biller();
        var (one, two, empty) = (await office.ByHand(), await office.ByHand(50), await office.ByHand(0));
        var ids = $"id={one}&id={two}&id={empty}";
        var done = await (await office.Get($"/invoices/bulk?act=issue&{ids}")).Submit("#bulk");
        done.TextOf(".missing").ShouldContain("ligne");
        // All but the one whose invoice was refused.
        (await office.Db(db => db.Customers.CountAsync(customer => customer.CustomerSince == null))).ShouldBe(1);
        var sent = await (await office.Get($"/invoices/bulk?act=send&{ids}")).Submit("#bulk");
        sent.Url.ShouldBe("/invoices");
        await office.Settle();
        (await office.Db(db => db.OutgoingMails.CountAsync())).ShouldBe(2);
    }

    [Fact, Trait("Spec", "IN 2")]
    public async Task The_paper_is_in_the_customers_language_with_the_mentions_of_the_law_and_made_once()
    {
        var office = await world.Biller();
        var id = await office.ByHand();
        var invoice = await office.IssueNow(id);
        var notes = string.Join(' ', invoice.Read().Mentions.Select(mention => mention.Text));
        notes.ShouldContain("40\u00A0€");
        notes.ShouldContain("escompte");
        invoice.Read().PaymentTerms.ShouldContain("30 jours");
        await office.Settle();
        var bytes = await office.Browser.GetByteArrayAsync($"/invoices/{id}/pdf");
        Encoding.ASCII.GetString(bytes, 0, 5).ShouldBe("%PDF-");
        (await office.Db(db => db.InvoiceDocuments.SingleAsync())).Size.ShouldBe(bytes.Length);
    }

    [Fact]
    public async Task Settings_change_days_terms_and_mails()
    {
        var office = await world.Biller();
        var page = await office.Get("/settings/invoices/fr");
        await page.Submit(
            "form.form",
            new()
            {
                ["Input.PaymentDays"] = "14",
                ["Input.Terms"] = "Sous {days} jours, le {due} au plus tard.",
                ["Input.MailSubject"] = "Votre facture {number}",
                ["Input.PenaltyRate"] = "12",
            }
        );
        var invoice = await office.IssueNow(await office.ByHand());
        invoice.DueOn.ShouldBe(invoice.IssuedOn!.Value.AddDays(14));
        invoice.Read().PaymentTerms.ShouldStartWith("Sous 14 jours");
        string.Join(' ', invoice.Read().Mentions.Select(mention => mention.Text)).ShouldContain("12");
        (await office.Get($"/invoices/{invoice.Id}/send"))
            .One("[name='Input.Subject']")
            .GetAttribute("value")
            .ShouldBe("Votre facture {number}");
        (await page.Submit("form.form", new() { ["Input.PaymentDays"] = "400" })).Has(".error").ShouldBeTrue();
    }

    private Task<byte[]> Read(string hash) => world.Services.GetRequiredService<FileStore>().Read(hash);

    private async Task<Page> HomeOf(Office office, string address)
    {
        var browser = world.Visitor();
        var door = await Page.Get(browser, $"/portal/{office.AccountId}");
        await door.Submit("main form", new() { ["email"] = address });
        await office.Settle();
        var hash = await office.Db(db =>
            db.OutgoingMails.Where(mail => mail.ToAddress == address && mail.Purpose.StartsWith("secret/home/"))
                .Select(mail => mail.RawHash)
                .SingleAsync()
        );
        var text = Platform.Mail.MimeReader.Read(await Read(hash)).Text;
        var link = text[text.IndexOf("/portal/enter/", StringComparison.Ordinal)..].Split('\n')[0].Trim();
        var enter = await Page.Get(browser, link);
        return await enter.Submit("main form");
    }
}
