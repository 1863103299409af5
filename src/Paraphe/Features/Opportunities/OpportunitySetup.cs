namespace Paraphe.Features.Opportunities;

public static class OpportunitySetup
{
    public static IServiceCollection AddOpportunities(this IServiceCollection services) =>
        services.AddSingleton<CampaignProgress>().AddScoped<OpportunityQueries>();
}
