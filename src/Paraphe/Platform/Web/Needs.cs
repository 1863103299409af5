using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;

namespace Paraphe.Platform.Web;

/// <summary>The permission that a page, or one of its handlers, asks for. Every page of the office has one.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(Permission permission) : Attribute
{
    public Permission Permission => permission;
}

/// <summary>Enforces <see cref="NeedsAttribute"/> on the server: forbidden looks like not found.</summary>
public sealed class PermissionFilter(Db db) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var asked = new[]
        {
            context.HandlerInstance.GetType().GetCustomAttribute<NeedsAttribute>(),
            context.HandlerMethod?.MethodInfo.GetCustomAttribute<NeedsAttribute>(),
        };
        foreach (var needs in asked.OfType<NeedsAttribute>())
            if (Me.Of(context.HttpContext.User) is not { } me || !await May(me, needs.Permission))
            {
                context.Result = new NotFoundResult();
                return;
            }
        await next();
    }

    private async Task<bool> May(Me me, Permission permission)
    {
        if (me.Role.May(permission))
            return true;
        if (permission != Permission.ManageCustomers || me.Role != Role.Manager)
            return false;
        return (await db.Accounts.AsNoTracking().SingleAsync()).Settings.ManagersManageCustomers;
    }
}

/// <summary>A page of the back office: somebody is signed in, and every query sees his account alone.</summary>
public abstract class OfficePage : PageModel
{
    private Me? me;

    public Me Me => me ??= Me.Of(User) ?? throw new InvalidOperationException("Nobody is signed in");

    public bool May(Permission permission) => Me.Role.May(permission);
}
