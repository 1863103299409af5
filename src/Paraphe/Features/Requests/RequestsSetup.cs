using Paraphe.Features.Mail;
using Paraphe.Features.Requests.Incoming;
using Paraphe.Features.Requests.PublicForm;
using Paraphe.Features.Requests.Replying;

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
            .AddScoped<RequestThread>()
            .AddScoped<QuoteInThread>()
            .AddSingleton<FewWithoutScript>()
            .AddSingleton<Intake>()
            .AddSingleton<Door>()
            .AddHostedService<MaildirDoor>()
            .AddHostedService<SmtpDoor>();
}
