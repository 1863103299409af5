using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;
using Paraphe.Platform.Mail;
using Paraphe.Platform.Web;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.SettingsPages;

/// <summary>The account's own mail server and sender. The password goes in and never comes out.</summary>
public sealed class MailModel(Db db, Texts texts, IDataProtectionProvider protection, MailRoutes routes, Post post)
    : SettingsPage<MailInput>(db, texts)
{
    private static readonly TimeSpan TestTime = TimeSpan.FromSeconds(20);

    protected override string Group => "Mail";

    /// <summary>The installation has a server for accounts that have none.</summary>
    public bool HasHouseServer => !HasOwnServer && CanTest;

    public bool HasOwnServer => Account.Settings.Mail.SmtpUrl.Length > 0;

    public bool HasPassword => Account.Settings.Mail.ProtectedPassword.Length > 0;

    public bool CanTest => routes.Of(Account) is not null;

    public string TestTo => Me.Email;

    /// <summary>What the server said to the test message.</summary>
    public (bool Went, string Words)? Tested { get; private set; }

    public IEnumerable<SelectListItem> Encryptions =>
        Enum.GetValues<SmtpSecurity>().Reverse().Select(way => new SelectListItem(Texts["Settings.Mail.Way." + way], way.ToString()));

    protected override MailInput Read(Account account) => MailInput.Of(account.Settings.Mail);

    protected override Task Write(Account account, CancellationToken stop)
    {
        var old = account.Settings.Mail;
        var host = Input.Host?.Trim() ?? "";
        var mail = old with
        {
            FromName = Input.FromName?.Trim() ?? "",
            FromAddress = CompanyInput.EmailOf(Input.FromAddress, nameof(Input.FromAddress)),
            TellsDisplay = Input.TellsDisplay,
            SmtpUrl = host.Length > 0 ? Input.ToUrl() : "",
            ProtectedPassword = host.Length > 0 && Input.User is not null ? Password(old) : "",
        };
        account.ChangeSettings(account.Settings with { Mail = mail });
        return Task.CompletedTask;
    }

    /// <summary>Sends a short message to the Owner by the saved server, and shows the server's answer.</summary>
    public async Task<IActionResult> OnPostTestAsync(CancellationToken stop)
    {
        await OnGetAsync(stop);
        if (routes.Of(Account) is not { } route)
            return Page();
        var from = post.From(Account);
        var message = new OutgoingMessage
        {
            From = from,
            To = [new Mailbox(Me.Name, Me.Email)],
            Subject = Texts["Settings.Mail.TestSubject"],
            Text = Texts["Settings.Mail.TestBody", Account.Profile.Name],
            MessageId = MessageIds.New(from.Domain),
            Date = new DateTimeOffset(Db.Now, TimeSpan.Zero),
            AutoSubmitted = "auto-generated",
        };
        var sender = new SmtpSender(
            route,
            new SmtpSenderOptions
            {
                ConnectTime = TestTime,
                SendTime = TestTime,
                FinalTime = TestTime,
            }
        );
        var outcome = await sender.SendAsync(new Envelope(from.Address, [Me.Email]), message.ToBytes(), stop);
        Tested = (outcome.IsAccepted, outcome.Recipients[0].Words);
        return Page();
    }

    private string Password(MailSettings old)
    {
        if (!string.IsNullOrEmpty(Input.Password))
            return protection.CreateProtector(MailRoutes.PasswordPurpose).Protect(Input.Password);
        var before = MailInput.Of(old);
        // The old password is the old server's secret.
        if (old.ProtectedPassword.Length > 0 && (before.Host != Input.Host?.Trim() || before.User != Input.User))
            throw new BrokenRuleException("Settings.Mail.PasswordAgain", nameof(Input.Password));
        return old.ProtectedPassword;
    }
}
