using System.Globalization;
using Paraphe.Domain.Numbers;

namespace Paraphe.Domain.Invoices;

/// <summary>
/// The communication that a customer types or scans when he pays, so that the payment finds its invoice: in Belgium twelve digits between plus signs,
/// elsewhere an ISO 11649 reference. Both carry check digits of modulo 97.
/// </summary>
public static class PaymentReference
{
    private const int LongestCreditor = 21;

    /// <param name="country">The company's: ISO 3166-1 alpha-2.</param>
    /// <param name="number">The invoice's number: its letters and digits are what the reference holds.</param>
    public static string Of(string country, string number)
    {
        var bare = Checksum.Bare(number);
        return country == "BE" ? Belgian(bare) : Creditor(bare);
    }

    /// <summary>+++090/9337/55493+++ of the last ten digits.</summary>
    public static string Belgian(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        digits = digits.Length > 10 ? digits[^10..] : digits.PadLeft(10, '0');
        var all = digits + BelgianCheck(digits);
        return $"+++{all[..3]}/{all[3..7]}/{all[7..]}+++";
    }

    /// <summary>RF18 5390 0754 7034 of the last 21 letters and digits.</summary>
    public static string Creditor(string number)
    {
        var bare = Checksum.Bare(number);
        bare = bare.Length > LongestCreditor ? bare[^LongestCreditor..] : bare;
        var check = 98 - Remainder(bare + "RF00");
        return string.Join(' ', $"RF{check:00}{bare}".Chunk(4).Select(group => new string(group)));
    }

    /// <summary>Twelve digits in threes, fours and fives, with or without their signs, and right.</summary>
    public static bool IsBelgian(string text)
    {
        var bare = string.Concat(text.Where(c => !(c is '+' or '*' or '/' or '.' || char.IsWhiteSpace(c))));
        return Checksum.IsDigits(bare, 12) && string.Equals(BelgianCheck(bare[..10]), bare[10..], StringComparison.Ordinal);
    }

    public static bool IsCreditor(string text)
    {
        var bare = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        return bare.Length is > 4 and <= 4 + LongestCreditor
            && bare.StartsWith("RF", StringComparison.Ordinal)
            && bare.All(char.IsAsciiLetterOrDigit)
            && bare[2..4].All(char.IsAsciiDigit)
            && Remainder(bare[4..] + bare[..4]) == 1;
    }

    /// <summary>As a machine takes it: an ISO reference without its blanks, all else as it is printed.</summary>
    public static string Bare(string text) => IsCreditor(text) ? Checksum.Bare(text) : text.Trim();

    // A remainder of nothing is written 97.
    private static string BelgianCheck(string digits) =>
        (Checksum.Modulo(digits, 97) is var rest && rest == 0 ? 97 : rest).ToString("00", CultureInfo.InvariantCulture);

    private static int Remainder(string letters) =>
        Checksum.Modulo(
            string.Concat(
                letters.Select(letter =>
                    char.IsAsciiDigit(letter) ? letter.ToString() : (letter - 'A' + 10).ToString(CultureInfo.InvariantCulture)
                )
            ),
            97
        );
}
