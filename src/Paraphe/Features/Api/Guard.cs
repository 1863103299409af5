using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>What an operation asks of key and member.</summary>
public sealed record NeedsScope(string Scope);

/// <summary>Around every operation: scope and permission first, and what goes wrong becomes a problem.</summary>
public sealed class Guard(Db db, Texts texts, KeyLimits limits) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (limits.Exceeded(http))
            return Problem.Of(429, "Too many requests", "The key's limit is used up: the header Retry-After says how long to wait.");
        var needs = http.GetEndpoint()!.Metadata.GetRequiredMetadata<NeedsScope>();
        if (!http.User.HasClaim(KeySignIn.ScopeClaim, needs.Scope))
            return Problem.Of(403, "Forbidden", $"The key lacks the scope {needs.Scope}.");
        if (!await May(Me.Of(http.User)!, Scopes.NeededFor(needs.Scope)))
            return Problem.Of(403, "Forbidden", "The member of this key may not do this.");
        if (AddressFlaws.Find(http) is { } flaw)
            return flaw;
        try
        {
            return await next(context);
        }
        catch (ProblemException told)
        {
            // Where an operation ends with a problem, it says so by this.
            return told.Problem;
        }
        catch (BrokenRuleException broken)
        {
            // The domain refused; nothing has changed.
            return Problem.Of(broken, texts);
        }
        catch (DbUpdateException clash) when (clash.IsClash())
        {
            // Somebody changed it between our reading and our writing.
            return Problem.Of(409, "Conflict", "It was changed meanwhile: read it again.");
        }
    }

    private async Task<bool> May(Me me, Permission permission) =>
        me.Role.May(permission)
        || (
            permission == Permission.ManageCustomers
            && me.Role.May(permission, (await db.Accounts.AsNoTracking().SingleAsync()).Settings.ManagersManageCustomers)
        );
}
