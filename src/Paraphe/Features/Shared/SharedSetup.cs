using Microsoft.AspNetCore.Mvc;

namespace Paraphe.Features.Shared;

/// <summary>What the layouts of all pages need.</summary>
public static class SharedSetup
{
    public static IServiceCollection AddShell(this IServiceCollection services) =>
        services.AddScoped<Shell>().Configure<CookieTempDataProviderOptions>(options => options.Cookie.Name = Toasts.Cookie);
}
