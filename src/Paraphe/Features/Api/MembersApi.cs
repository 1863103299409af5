using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Api;

/// <summary>A person of the account.</summary>
/// <param name="Id">Named where somebody sells, answers or works.</param>
/// <param name="Disabled">Has left; stays named on what he did.</param>
public sealed record MemberJson(Guid Id, string Name, string Email, Role Role, bool Disabled);

internal static class MembersApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/members", List)
            .WithTags("Account")
            .WithName("listMembers")
            .Needs(Scopes.MembersRead, "The members of the account, A to Z", "All of them on one page.")
            .Gives<Page<MemberJson>>();

    private static async Task<Answer> List(Db db, CancellationToken stop) =>
        Answer.Page(
            await db
                .Users.AsNoTracking()
                .OrderBy(row => row.Name)
                .ThenBy(row => row.Id)
                .Select(row => new MemberJson(row.Id, row.Name, row.Email!, row.Role, row.DisabledAt != null))
                .ToListAsync(stop)
        );
}
