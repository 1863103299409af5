using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Incoming;

/// <summary>
/// POST /mail/inbound: a raw message (RFC 5322) from an MTA's pipe or a provider's webhook, with the account's key in
/// <c>Authorization: Bearer</c> or <c>X-Paraphe-Key</c>. The recipient may stand in <c>?to=</c>, the sender in <c>?from=</c>.
/// </summary>
public static class InboundEndpoint
{
    public static async Task<IResult> Post(
        string? to,
        string? from,
        HttpContext http,
        Db db,
        Door door,
        MailPlaces places,
        CancellationToken stop
    )
    {
        if (await AccountOf(KeyIn(http.Request), db, stop) is not { } account)
            return Results.Unauthorized();
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = MailLimits.Default.MessageBytes;
        var recipient = to?.Trim('<', '>', ' ') ?? places.RequestsOf(account);
        // A key opens the mailboxes of its own account only.
        if (await places.Find(recipient, stop) is not { } place || place.AccountId != account.Id)
            return Results.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: "No such recipient");
        var sender = from?.Trim('<', '>', ' ');
        var trace = sender is null ? "" : $"Return-Path: <{new string([.. sender.Where(letter => letter is > ' ' and < (char)127)])}>\r\n";
        var kept = await door.Keep(
            Encoding.ASCII.GetBytes(trace),
            http.Request.Body,
            http.Request.ContentLength,
            sender,
            [recipient],
            stop
        );
        return kept > 0 ? Results.Accepted() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static string KeyIn(HttpRequest request)
    {
        var bearer = request.Headers.Authorization.ToString();
        return bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? bearer[7..].Trim()
            : request.Headers["X-Paraphe-Key"].ToString();
    }

    // The key begins with the account's request name, so that no key needs a search through all accounts.
    private static async Task<Account?> AccountOf(string key, Db db, CancellationToken stop)
    {
        var dot = key.LastIndexOf('.');
        if (dot < 1 || key.Length > 200)
            return null;
        var name = key[..dot];
        var account = await db
            .Accounts.IgnoreQueryFilters(Db.AcrossAccounts)
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.RequestName == name, stop);
        return
            account is { Settings.Requests.InboundKeyHash: { Length: > 0 } hash }
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(HashOf(key)))
            ? account
            : null;
    }
}
