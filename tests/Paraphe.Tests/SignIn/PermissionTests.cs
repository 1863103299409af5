using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Paraphe.Platform.Web;

namespace Paraphe.Tests.SignIn;

public sealed class PermissionTests
{
    [Fact]
    public void Every_page_asks_for_a_permission_or_stands_open_on_purpose()
    {
        var pages = typeof(NeedsAttribute)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(PageModel)) && !type.IsAbstract)
            .ToList();
        pages.ShouldNotBeEmpty();
        pages
            .Where(page => page.GetCustomAttribute<NeedsAttribute>() is null && page.GetCustomAttribute<AllowAnonymousAttribute>() is null)
            .Select(page => page.FullName)
            .ShouldBeEmpty();
    }
}
