using System.Globalization;

namespace Paraphe.Platform.Web;

/// <summary>Writes amounts, numbers and dates as people of a culture do. Nothing written here is meant to be read back.</summary>
public static class Format
{
    private const char Minus = '\u2212';

    /// <summary>An amount with its currency: <c>1 234,50 €</c>, <c>€1,234.50</c>, <c>€ 1.234,50</c>.</summary>
    /// <param name="currency">ISO 4217 code; it also tells the number of decimals.</param>
    public static string Money(decimal amount, string currency, CultureInfo culture) => Money(amount, currency, Digits(currency), culture);

    /// <summary>The price of a unit: as <see cref="Money(decimal, string, CultureInfo)"/>, with the further decimals that it has, four at most.</summary>
    public static string Price(decimal amount, string currency, CultureInfo culture)
    {
        var digits = Digits(currency);
        while (digits < 4 && decimal.Round(amount, digits, MidpointRounding.AwayFromZero) != amount)
            digits++;
        return Money(amount, currency, digits, culture);
    }

    private static string Money(decimal amount, string currency, int digits, CultureInfo culture)
    {
        var number = Math.Abs(amount).ToString("N" + digits.ToString(CultureInfo.InvariantCulture), culture);
        // French Switzerland writes 1,5 kg but 1.50 francs.
        number = number.Replace(
            culture.NumberFormat.NumberDecimalSeparator,
            culture.NumberFormat.CurrencyDecimalSeparator,
            StringComparison.Ordinal
        );
        var sign = decimal.Round(amount, digits, MidpointRounding.AwayFromZero) < 0 ? Minus.ToString() : "";
        var symbol = Symbol(currency, culture);
        return culture.NumberFormat.CurrencyPositivePattern switch
        {
            0 when !char.IsLetter(symbol[^1]) => sign + symbol + number,
            0 or 2 => symbol + Typography.Nbsp + sign + number,
            _ => sign + number + Typography.Nbsp + symbol,
        };
    }

    /// <summary>A quantity: as many decimals as it has, four at most.</summary>
    public static string Number(decimal number, CultureInfo culture) =>
        number.ToString("#,##0.####", culture).Replace(culture.NumberFormat.NegativeSign, Minus.ToString(), StringComparison.Ordinal);

    /// <summary>A rate given in percent, such as 5.5 for <c>5,5 %</c>.</summary>
    public static string Percent(decimal percent, CultureInfo culture) =>
        Number(percent, culture) + (culture.TwoLetterISOLanguageName is "en" or "nl" ? "%" : Typography.Nbsp + "%");

    /// <summary>All figures: <c>08/03/2027</c>.</summary>
    public static string ShortDate(DateOnly date, CultureInfo culture) => date.ToString("d", culture);

    /// <summary>Day and short month, for columns: <c>8 mars</c>, <c>21 nov.</c></summary>
    public static string Day(DateOnly date, CultureInfo culture) =>
        date.ToString(
            IsAmerican(culture) ? "MMM d"
                : culture.TwoLetterISOLanguageName == "de" ? "d. MMM"
                : "d MMM",
            culture
        );

    /// <summary>Without the day of the week: <c>8 mars 2027</c>, <c>8 March 2027</c>, <c>March 8, 2027</c>.</summary>
    public static string Date(DateOnly date, CultureInfo culture) => Written(date, Pattern(culture), culture);

    /// <summary>With the day of the week: <c>lundi 8 mars 2027</c>.</summary>
    public static string LongDate(DateOnly date, CultureInfo culture) =>
        Written(
            date,
            (culture.TwoLetterISOLanguageName is "de" or "es" || IsAmerican(culture) ? "dddd, " : "dddd ") + Pattern(culture),
            culture
        );

    /// <summary>A time of day: <c>09:31</c>, <c>9:31 AM</c>, <c>9 h 31</c>.</summary>
    public static string Time(TimeOnly time, CultureInfo culture) =>
        culture.TwoLetterISOLanguageName == "fr"
            ? time.ToString(time.Minute == 0 ? "H\u00A0'h'" : "H\u00A0'h'\u00A0mm", culture)
            : time.ToString("t", culture).Replace(' ', Typography.Nnbsp);

    /// <summary>Decimals of a currency in ISO 4217.</summary>
    public static int Digits(string currency) =>
        currency switch
        {
            "BIF"
            or "CLP"
            or "DJF"
            or "GNF"
            or "ISK"
            or "JPY"
            or "KMF"
            or "KRW"
            or "PYG"
            or "RWF"
            or "UGX"
            or "UYI"
            or "VND"
            or "VUV"
            or "XAF"
            or "XOF"
            or "XPF" => 0,
            "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
            _ => 2,
        };

    // Our own, because these differ between versions of ICU.
    private static string Pattern(CultureInfo culture) =>
        culture.TwoLetterISOLanguageName switch
        {
            "de" => "d. MMMM yyyy",
            "es" => "d 'de' MMMM 'de' yyyy",
            _ => IsAmerican(culture) ? "MMMM d, yyyy" : "d MMMM yyyy",
        };

    private static bool IsAmerican(CultureInfo culture) => culture.Name is "en-US" or "en-CA";

    private static string Written(DateOnly date, string pattern, CultureInfo culture)
    {
        var text = date.ToString(pattern, culture);
        // Only the first of the month is an ordinal in French.
        return culture.TwoLetterISOLanguageName == "fr" && date.Day == 1
            ? text.Replace("1 ", "1er ", StringComparison.Ordinal).Replace("11er ", "11 ", StringComparison.Ordinal)
            : text;
    }

    // A dollar is called plainly $ only at home.
    private static string Symbol(string currency, CultureInfo culture)
    {
        if (!culture.IsNeutralCulture && new RegionInfo(culture.Name) is var home && home.ISOCurrencySymbol == currency)
            return home.CurrencySymbol;
        return currency switch
        {
            "EUR" => "€",
            "GBP" => "£",
            "USD" => culture.TwoLetterISOLanguageName == "fr" ? "$US" : "US$",
            _ => currency,
        };
    }
}
