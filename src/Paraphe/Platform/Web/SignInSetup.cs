using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Paraphe.Platform.Data;

namespace Paraphe.Platform.Web;

public static class SignInSetup
{
    public static IServiceCollection AddParapheSignIn(this IServiceCollection services)
    {
        services
            .AddIdentityCore<Member>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = "";
                // Length protects, character classes annoy (NIST SP 800-63B).
                options.Password.RequiredLength = 10;
                options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 8;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.SignIn.RequireConfirmedAccount = true;
                options.ClaimsIdentity.SecurityStampClaimType = Me.StampClaim;
            })
            .AddUserStore<MemberStore>()
            .AddClaimsPrincipalFactory<MemberClaims>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<MvcOptions>(options => options.Filters.Add<PermissionFilter>());
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "paraphe";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/not-found";
            cookie.ReturnUrlParameter = "back";
            cookie.ExpireTimeSpan = TimeSpan.FromDays(30);
            cookie.SlidingExpiration = true;
        });
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser().Build());
        return services;
    }

    // Customers' pages, the links mailed to members, and programs with a key.
    private static readonly string[] LinkPaths = ["/api", "/q", "/portal", "/welcome", "/new-password", "/r"];

    /// <summary>Paths where the link or key decides the account, whoever is signed in.</summary>
    public static bool IsPortal(PathString path) => LinkPaths.Any(start => path.StartsWithSegments(start, StringComparison.Ordinal));

    /// <summary>The signed-in member's account is the account at work.</summary>
    public static void UseAccountOfMember(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (!IsPortal(context.Request.Path) && Me.Of(context.User) is { } me)
                    context.RequestServices.GetRequiredService<Tenant>().Enter(me.AccountId);
                return next(context);
            }
        );
}
