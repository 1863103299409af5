using Paraphe.Domain.Accounts;
using Paraphe.Platform;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>Apps that the Owner turns on (RQ 1).</summary>
public sealed class AppsModel(Db db, Texts texts, Platform.Settings settings) : SettingsPage<AppsInput>(db, texts)
{
    protected override string Group => "Apps";

    public string RequestAddress => $"{Account.RequestName}@{settings.MailDomain}";

    protected override AppsInput Read(Account account) =>
        new() { Requests = account.Settings.Apps.Contains("requests", StringComparer.Ordinal) };

    protected override Task Write(Account account, CancellationToken stop)
    {
        var others = account.Settings.Apps.Where(app => app != "requests");
        account.ChangeSettings(account.Settings with { Apps = Input.Requests ? [.. others, "requests"] : [.. others] });
        return Task.CompletedTask;
    }
}

public sealed record AppsInput
{
    public bool Requests { get; init; }
}
