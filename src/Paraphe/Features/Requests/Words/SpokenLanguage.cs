namespace Paraphe.Features.Requests.Words;

/// <summary>Which of our languages a text is written in, by its small words.</summary>
public static class SpokenLanguage
{
    private static readonly (string Language, HashSet<string> Words)[] Small =
    [
        Of("en", "the and you for with please would is are have we our your this that from not can could thank thanks hello dear"),
        Of(
            "fr",
            "le la les des du et vous nous pour avec est sont je une dans sur pas merci bonjour votre notre cordialement madame monsieur il au"
        ),
        Of("es", "el los las y usted para con es son una por no gracias hola buenos su nuestro nuestra saludos que del en quisiera"),
        Of(
            "de",
            "der die das und sie wir für mit ist sind ich ein eine nicht bitte danke hallo guten ihr ihre unser grüßen auf den dem von"
        ),
        Of("nl", "de het een en u wij voor met is zijn ik niet graag bedankt hallo geachte uw onze van groet groeten op te dat"),
    ];

    /// <returns>Two letters, or empty when there is too little to tell.</returns>
    public static string Guess(string text)
    {
        var counts = new int[Small.Length];
        var start = text.Length > 4000 ? text[..4000] : text;
        foreach (
            var word in start
                .ToLowerInvariant()
                .Split(
                    (char[])[' ', '\n', '\t', ',', '.', '!', '?', ';', ':', '\'', '’', '(', ')', '\u00A0'],
                    StringSplitOptions.RemoveEmptyEntries
                )
        )
            for (var place = 0; place < Small.Length; place++)
                if (Small[place].Words.Contains(word))
                    counts[place]++;
        var best = Array.IndexOf(counts, counts.Max());
        var second = counts.Where((_, place) => place != best).Max();
        return counts[best] >= 2 && counts[best] > second ? Small[best].Language : "";
    }

    private static (string, HashSet<string>) Of(string language, string words) =>
        (language, new HashSet<string>(words.Split(' '), StringComparer.Ordinal));
}
