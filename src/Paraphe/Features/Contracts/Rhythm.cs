using Paraphe.Domain.Quotes;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Contracts;

/// <summary>How often a service is due, in words.</summary>
public static class Rhythm
{
    public static string Say(this Recurrence? rhythm, Texts texts) =>
        rhythm switch
        {
            null => texts["Contracts.Once"],
            { Frequency: Frequency.Times } => texts.Count("Contracts.Times", rhythm.Times),
            _ => texts["Quotes.Frequency." + rhythm.Frequency],
        };
}
