using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Paraphe.Features.Documents;

namespace Paraphe.Tests.Pdf;

/// <summary>A garden quote in each language, of any number of lines.</summary>
internal static class SampleDocument
{
    public static readonly string[] Languages = ["en", "fr", "es", "de", "nl"];

    public static IReadOnlyDictionary<string, string> Labels(string language)
    {
        var path = Path.Combine(Tools.Repository, "src/Paraphe/Features/Documents/texts.json");
        using var texts = JsonDocument.Parse(File.ReadAllText(path));
        return texts
            .RootElement.EnumerateObject()
            // Groups of texts are other documents'.
            .Where(t => t.Value.TryGetProperty(language, out _))
            .ToDictionary(t => t.Name, t => t.Value.GetProperty(language).GetString()!);
    }

    public static QuoteDocument Quote(int lines = 5, string language = "fr") =>
        new()
        {
            Language = language == "en" ? "en-GB" : $"{language}-BE",
            Brand = "#3c7a4b",
            Labels = Labels(language),
            Kind = Word(language, "Quote", "Devis", "Presupuesto", "Angebot", "Offerte"),
            Number = "D-2026-0148",
            Revision = Labels(language)["revision"].Replace("{0}", "2", StringComparison.Ordinal),
            Title = Word(
                language,
                "A terrace and a garden for your summer evenings",
                "Une terrasse et un jardin pour vos soirées d’été",
                "Una terraza y un jardín para sus noches de verano",
                "Eine Terrasse und ein Garten für Ihre Sommerabende",
                "Een terras en een tuin voor uw zomeravonden"
            ),
            Company = new("Jardins du Vallon", ["4 route du Semnoz", "74600 Annecy", "04 50 11 22 33", "bonjour@jardinsduvallon.example"]),
            CompanyLine = "Jardins du Vallon SARL, 4 route du Semnoz, 74600 Annecy\nSIRET 812 345 678 00019 · TVA FR12812345678",
            Customer = new("Claire Fontanel", ["12 allée des Tilleuls", "74000 Annecy"]),
            Facts =
            [
                new(Word(language, "Date", "Date", "Fecha", "Datum", "Datum"), "21.11.2026"),
                new("Léa Morel", "+33 4 50 11 22 33", "lea@example.com"),
            ],
            Introduction = TextBlock.From(
                "<p>Chère <b>Madame Fontanel</b>, merci pour votre accueil.</p><ul><li>Pierre</li><li>Plantes</li></ul>"
            ),
            Sections =
            [
                .. Enumerable
                    .Range(0, lines)
                    .Chunk(10)
                    .Select((ten, n) => new PrintedSection($"Jardin {n + 1}", "1 000,00 €", [.. ten.Select(Line)])),
            ],
            Options =
            [
                new(
                    "Éclairage",
                    "Une seule au choix",
                    [Line(900) with { Name = "Confort", Chosen = true }, Line(901) with { Name = "Ambiance", Chosen = false }]
                ),
            ],
            Totals =
            [
                new("Total HT", "14 500,00 €"),
                new("TVA 20 %", "2 900,00 €"),
                new(Labels(language)["total"], "17 400,00 €", TotalWeight.Grand),
                new("Maximum", "19 680,00 €", TotalWeight.Note),
            ],
            Texts = [new("Conditions", TextBlock.From("Acompte de 30 %.\n\nSolde à la réception."), Small: true)],
            Acceptance = new(
                Labels(language)["acceptanceTitle"],
                Labels(language)["acceptanceText"],
                [Labels(language)["signHereDate"], Labels(language)["signHereName"], Labels(language)["signHereSignature"]]
            ),
        };

    public static QuoteDocument Signed(string language = "fr") =>
        Quote(5, language) with
        {
            Acceptance = null,
            Signature = new()
            {
                Name = "Claire Fontanel",
                When = "21.11.2026 18:04",
                Mention = "Bon pour accord",
                Path = "M40 150 C 80 20, 120 20, 110 110 S 60 180, 140 120 S 240 60, 230 120 S 300 140, 340 80 S 420 130, 560 60",
            },
            Evidence = new()
            {
                Explanation = TextBlock.From(
                    string.Format(null, Labels(language)["sealExplanation"], "Jardins du Vallon", "Claire Fontanel")
                ),
                Parties =
                [
                    new(Labels(language)["seller"], "Jardins du Vallon", ["Annecy"]),
                    new(Labels(language)["signer"], "Claire Fontanel", ["claire@fontanel.example"]),
                ],
                RevisionHash = Hash("revision"),
                ConsentText = "J’accepte ce devis.",
                ConsentHash = Hash("J’accepte ce devis."),
                Method = "Code par e-mail",
                IpAddress = "2001:db8::1",
                UserAgent = "Mozilla/5.0 (X11; Linux x86_64)",
                Times = [new("Affiché", "2026-11-21 16:58:12 UTC")],
                ChosenOptions = ["Confort"],
                Total = "17 400,00 €",
                Events =
                [
                    .. Enumerable
                        .Range(1, 9)
                        .Select(n => new EvidenceEvent(n, $"2026-11-21 16:58:1{n}", "Léa Morel", "Devis envoyé", Hash($"{n}"))),
                ],
                SealLevel = "PAdES B-B",
                CertificateFingerprint = Hash("certificate"),
                HowToVerify = TextBlock.From(Labels(language)["verifyWithReaders"] + "\n\n" + Labels(language)["verifyAttachments"]),
            },
        };

    private static PrintedLine Line(int n) =>
        new()
        {
            Name = n == 3 ? "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" : $"Ouvrage {n + 1}",
            Description =
                n % 2 == 0 ? TextBlock.From("Décaissement de 25 cm, évacuation des terres, géotextile et lit de grave compactée.") : [],
            Quantity = "12,5",
            Unit = "m²",
            UnitPrice = "80,00 €",
            Discount = n == 1 ? "− 5 %" : null,
            Vat = "20 %",
            Amount = $"{n + 1}000,01 €",
        };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Word(string language, params string[] words) => words[Array.IndexOf(Languages, language)];
}
