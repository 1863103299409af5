using System.Collections.Frozen;

namespace Paraphe.Domain.Invoices.Electronic;

/// <summary>
/// The code of a printed unit (BT-130). Source: UN/ECE Recommendation 20, and 21 for packages, whose codes begin with X. What is not known here is
/// counted in <see cref="One"/>: true of any unit, and the printed word stays in the line's text.
/// </summary>
public static class UnitCode
{
    /// <summary>A unit of anything.</summary>
    public const string One = "C62";

    private static readonly FrozenDictionary<string, string> Codes = new[]
    {
        ("C62", "1|unit|units|unite|unites|u|un|ud|uds|unidad|unidades|einheit|einheiten|eenheid|eenheden|each|ea"),
        ("H87", "piece|pieces|pc|pcs|pce|pieza|piezas|pz|pza|pzas|stuck|stk|st|stuk|stuks|ps|paxeti"),
        ("SET", "set|sets|jeu|jeux|kit|kits|juego|juegos|satz|satze|jgo"),
        ("PR", "pair|pairs|paire|paires|par|pares|paar|paare|paren"),
        ("DZN", "dozen|douzaine|douzaines|docena|docenas|dutzend|dozijn"),
        (
            "LS",
            "lump sum|flat|flat rate|fixed|fixed price|forfait|forfaits|fft|ff|ens|ensemble|pauschal|pauschale|psch|pausch|tanto alzado|"
                + "precio fijo|pa|alzado|vaste prijs|forfaitair|global"
        ),
        ("E48", "service|services|prestation|prestations|servicio|servicios|leistung|leistungen|dienst|diensten|prestatie"),
        ("E51", "job|jobs|travail|trabajo|trabajos|auftrag|auftrage|arbeit|opdracht|opdrachten|intervention|interventions"),
        ("HUR", "h|hr|hrs|hour|hours|heure|heures|hora|horas|stunde|stunden|std|uur|uren|u."),
        ("MIN", "min|mins|minute|minutes|minuto|minutos|minuten|minuut"),
        ("SEC", "s|sec|second|seconds|seconde|secondes|segundo|segundos|sekunde|sekunden|seconden"),
        ("DAY", "d|day|days|jour|jours|j|jr|jrs|dia|dias|tag|tage|tg|dag|dagen|journee|journees"),
        ("WEE", "week|weeks|wk|semaine|semaines|sem|semana|semanas|woche|wochen|weken"),
        ("MON", "month|months|mois|mes|meses|monat|monate|mt|maand|maanden|mo"),
        ("QAN", "quarter|quarters|trimestre|trimestres|quartal|quartale|kwartaal|kwartalen"),
        ("ANN", "year|years|yr|yrs|an|ans|annee|annees|ano|anos|jahr|jahre|jaar|jaren"),
        ("MMT", "mm|millimetre|millimetres|millimeter|milimetro|milimetros"),
        ("CMT", "cm|centimetre|centimetres|centimeter|centimetro|centimetros|zentimeter"),
        ("DMT", "dm|decimetre|decimeter|decimetro|dezimeter"),
        ("MTR", "m|metre|metres|meter|meters|metro|metros|m1"),
        // In the building trades ml is the running metre, not the millilitre.
        (
            "LM",
            "ml|mct|linear metre|linear metres|linear meter|lm|lfm|lfdm|laufmeter|laufende meter|metre lineaire|metres lineaires|m lin|"
                + "metro lineal|metros lineales|strekkende meter|m str|lopende meter|lm."
        ),
        ("KMT", "km|kilometre|kilometres|kilometer|kilometers|kilometro|kilometros"),
        ("CMK", "cm2"),
        (
            "MTK",
            "m2|sqm|qm|mq|square metre|square metres|square meter|square meters|metre carre|metres carres|metro cuadrado|metros cuadrados|"
                + "quadratmeter|vierkante meter"
        ),
        ("KMK", "km2"),
        ("ARE", "are|ares|area|ar"),
        ("HAR", "ha|hectare|hectares|hectarea|hectareas|hektar"),
        ("CMQ", "cm3|cc"),
        ("DMQ", "dm3"),
        (
            "MTQ",
            "m3|cbm|mc|cubic metre|cubic metres|cubic meter|cubic meters|metre cube|metres cubes|metro cubico|metros cubicos|kubikmeter|"
                + "kubieke meter|stere"
        ),
        ("MLT", "millilitre|millilitres|milliliter|mililitro|mililitros"),
        ("CLT", "cl|centilitre|centiliter|centilitro"),
        ("LTR", "l|litre|litres|liter|liters|litro|litros|ltr"),
        ("HLT", "hl|hectolitre|hectoliter|hectolitro|hektoliter"),
        ("MGM", "mg|milligram|milligramme|miligramo"),
        ("GRM", "g|gr|gram|grams|gramme|grammes|gramo|gramos|gramm"),
        ("KGM", "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes|kilogramo|kilogramos|kilogramm"),
        ("TNE", "t|to|ton|tons|tonne|tonnes|tonelada|toneladas|tonnen"),
        ("KWT", "kw|kilowatt"),
        ("KWH", "kwh|kilowatt hour|kilowattheure|kilowattstunde|kilowattuur|kilovatio hora"),
        ("MWH", "mwh"),
        ("WTT", "w|watt|watts|vatio|vatios"),
        ("P1", "%|percent|pourcent|pour cent|por ciento|prozent|procent"),
        ("C26", "ms"),
        ("IE", "person|persons|people|personne|personnes|pers|persona|personas|personen|persoon|pax|guest|guests"),
        (
            "E49",
            "working day|working days|jour ouvre|jours ouvres|jour homme|jours homme|arbeitstag|arbeitstage|dia laborable|werkdag|werkdagen"
        ),
        (
            "LH",
            "labour hour|labour hours|man hour|man hours|heure homme|arbeitsstunde|arbeitsstunden|werkuur|werkuren|hora de trabajo|mo h"
        ),
        ("PG", "plate|plates|assiette|teller|plato|bord"),
        ("RD", "rod|rods|tige|tiges|stange|stangen|staaf|staven|varilla|barra|barre|barres"),
        ("NAR", "article|articles|articulo|articulos|artikel"),
        ("XBX", "box|boxes|boite|boites|caja|cajas|schachtel|schachteln|doos|dozen"),
        ("XCT", "carton|cartons|karton|kartons|karton.|cartones"),
        ("XBG", "bag|bags|sac|sacs|saco|sacos|sack|sacke|zak|zakken|beutel"),
        ("XPK", "pack|packs|package|packages|paquet|paquets|paquete|paquetes|paket|pakete|pak|pakket|pakken|packung|packungen|verpakking"),
        ("XPX", "pallet|pallets|palette|palettes|pale|pales|palet|palets|paletten"),
        ("XRO", "roll|rolls|rouleau|rouleaux|rollo|rollos|rolle|rollen|rol"),
        ("XBO", "bottle|bottles|bouteille|bouteilles|botella|botellas|flasche|flaschen|fles|flessen"),
        ("XCA", "can|cans|canette|canettes|lata|latas|dose|dosen|blik|blikken"),
        ("XBJ", "bucket|buckets|seau|seaux|cubo|cubos|eimer|emmer|emmers"),
        ("XTU", "tube|tubes|tubo|tubos|tuben|buis|buizen|kartusche|cartouche|cartouches|koker"),
        (
            "XST",
            "sheet|sheets|feuille|feuilles|hoja|hojas|blatt|blatter|vel|vellen|panneau|panneaux|plaque|plaques|platte|platten|panel|paneles"
        ),
    }
        .SelectMany(entry =>
            entry.Item2.Split('|').Append(entry.Item1.ToLowerInvariant()).Select(word => (Word: Key(word), Code: entry.Item1))
        )
        // "st" is Stück and stuk before it is a sheet, "dozen" twelve before it is Dutch boxes: the first that claims a word keeps it.
        .DistinctBy(entry => entry.Word)
        .ToFrozenDictionary(entry => entry.Word, entry => entry.Code, StringComparer.Ordinal);

    /// <param name="printed">As the line prints it, in English, French, Spanish, German or Dutch, or a code itself.</param>
    public static string Of(string printed) => Find(printed) ?? One;

    public static string? Find(string printed)
    {
        var key = Key(printed);
        return Codes.GetValueOrDefault(key)
            ?? (
                key.Contains(' ', StringComparison.Ordinal)
                    ? Codes.GetValueOrDefault(key[..key.IndexOf(' ', StringComparison.Ordinal)])
                    : null
            );
    }

    private static string Key(string printed) =>
        string.Join(
            ' ',
            SearchText
                .Fold(printed)
                .Replace('²', '2')
                .Replace('³', '3')
                .Split([' ', '.', '/', '-', '(', ')', '\''], StringSplitOptions.RemoveEmptyEntries)
        );
}
