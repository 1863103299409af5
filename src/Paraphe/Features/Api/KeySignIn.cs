using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>Signs in who carries <c>Authorization: Bearer pk_…</c>, as the key's member in the key's account. Cookies mean nothing here.</summary>
public sealed class KeySignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    Db db,
    Tenant tenant
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string ScopeClaim = "scope";
    public const string KeyClaim = "key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var key = header[7..].Trim();
        if (!key.StartsWith(ApiKeys.Begin, StringComparison.Ordinal) || !Tokens.IsShaped(key[ApiKeys.Begin.Length..]))
            return AuthenticateResult.Fail("Not a key");
        if (await db.FindKey(key, Context.RequestAborted) is not { } found)
            return AuthenticateResult.Fail("Unknown or revoked, or its member has left");
        tenant.Enter(found.Member.AccountId);
        if (found.LastUsedAt is not { } last || db.Now - last > TimeSpan.FromMinutes(1))
        {
            var (id, now) = (found.Key, db.Now);
            await db.Write(() =>
                db.ApiKeys.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now))
            );
        }
        var user = found.Member.AsPrincipal("", locale: null);
        var identity = new ClaimsIdentity(user.Claims, SchemeName);
        identity.AddClaim(new Claim(KeyClaim, found.Key.ToString("N")));
        identity.AddClaims(found.Scopes.Split(' ').Select(scope => new Claim(ScopeClaim, scope)));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Of(401, "Unauthorized", "Send a key in the header: Authorization: Bearer pk_…").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.Of(403, "Forbidden", "The key may not do this.").ExecuteAsync(Context);
}
