using Paraphe.Domain.Numbers;

namespace Paraphe.Domain.Customers;

/// <summary>Contact details reduced to what two spellings of the same share; empty when nothing is there to compare.</summary>
public static class CustomerKeys
{
    /// <summary>Digits at a number's end that are the same with and without the country's.</summary>
    private const int PhoneEnd = 9;

    public static string OfEmail(string? email) => EmailAddress.Find(email)?.Key ?? "";

    public static string OfPhone(string? phone)
    {
        var digits = PhoneDigits.Tail(phone);
        return digits.Length < 6 ? ""
            : digits.Length > PhoneEnd ? digits[^PhoneEnd..]
            : digits;
    }

    /// <summary>A registered number without blanks, dots and hyphens.</summary>
    public static string Bare(string? number) => Checksum.Bare(number ?? "");
}
