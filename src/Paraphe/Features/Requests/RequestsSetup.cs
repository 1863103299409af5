using Paraphe.Features.Mail;
using Paraphe.Features.Requests.Incoming;

namespace Paraphe.Features.Requests;

/// <summary>The request inbox: its doors and what they need.</summary>
public static class RequestsSetup
{
    public static IServiceCollection AddRequests(this IServiceCollection services) =>
        services
            .AddScoped<MailPlaces>()
            .AddScoped<Threads>()
            .AddScoped<Scribe>()
            .AddScoped<Arrivals>()
            .AddScoped<Reports>()
            .AddSingleton<Door>()
            .AddHostedService<SmtpDoor>();
}
