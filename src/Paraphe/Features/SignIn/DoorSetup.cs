using Microsoft.AspNetCore.Identity;
using Paraphe.Features.Members;
using Paraphe.Platform.Data;

namespace Paraphe.Features.SignIn;

public static class DoorSetup
{
    /// <summary>Who may come in, how he is recognised with every request, and what stands around his pages.</summary>
    public static IServiceCollection AddMembersDoor(this IServiceCollection services)
    {
        services.AddScoped<Door>().AddSingleton<Tries>().AddScoped<MemberLinks>().AddScoped<Team>();
        services.AddScoped<IUserConfirmation<Member>, IsIn>();
        services.ConfigureApplicationCookie(cookie => cookie.Events.OnValidatePrincipal = Session.Check);
        return services;
    }
}
