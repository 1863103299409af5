using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Paraphe.Features.Shared;

namespace Paraphe.Features.Design;

/// <summary>For members and developers: anybody else finds nothing here. Lends the page a company when there is none.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InsideOnlyAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (context.HttpContext.User.Identity?.IsAuthenticated != true && !services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            context.Result = new NotFoundResult();
            return;
        }
        var shell = services.GetRequiredService<Shell>();
        shell.Company ??= "Jardins du Vallon";
        shell.Phone ??= "04 50 11 22 33";
        shell.LegalLine ??= "Jardins du Vallon SARL, 4 route du Semnoz, 74600 Annecy · SIRET 812 345 678 00019 · TVA FR12812345678";
        if (shell.Member is not null)
            return;
        shell.Member = "Léa Morel";
        shell.MemberEmail = "lea@vallon.example";
        shell.Unread = 3;
        shell.Counts["Quotes"] = 27;
        shell.Counts["WorkOrders"] = 6;
    }

    public void OnResourceExecuted(ResourceExecutedContext context) { }
}
