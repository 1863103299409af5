using Microsoft.EntityFrameworkCore;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Api;

public sealed record AccountJson(
    Guid Id,
    string Name,
    string RequestAddress,
    string Locale,
    string TimeZone,
    string Currency,
    int ValidityDays,
    IReadOnlyList<VatRateJson> VatRates,
    IReadOnlyList<string> Apps
);

/// <param name="Category">Of EN 16931.</param>
/// <param name="Rate">In percent.</param>
public sealed record VatRateJson(string Name, string Category, decimal Rate, bool Standard);

internal static class AccountApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/account", Get)
            .WithName("getAccount")
            .WithTags("Account")
            .Needs(Scopes.AccountRead, "The account, its request address and settings")
            .Gives<AccountJson>();

    private static async Task<Answer> Get(Db db, Paraphe.Platform.Settings settings, CancellationToken stop)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        return Answer.Ok(
            new AccountJson(
                account.Id,
                account.Profile.Name,
                $"{account.RequestName}@{settings.MailDomain}",
                account.Locale,
                account.TimeZone,
                account.Currency,
                account.Settings.ValidityDays,
                [.. account.Settings.VatRates.Select(rate => new VatRateJson(rate.Name, rate.Category, rate.Rate, rate.Standard))],
                account.Settings.Apps
            )
        );
    }
}
