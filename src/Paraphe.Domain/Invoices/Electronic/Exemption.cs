using System.Text.RegularExpressions;

namespace Paraphe.Domain.Invoices.Electronic;

/// <summary>Why there is no VAT (BT-120, BT-121).</summary>
/// <param name="Code">Of the list VATEX; empty when none fits.</param>
public sealed partial record Exemption(string Code, string Reason)
{
    /// <param name="country">The seller's.</param>
    /// <param name="small">The seller is exempt as a small business.</param>
    public static Exemption Of(InvoiceVat vat, string country, bool small)
    {
        if (vat.Category is "S" or "Z")
            return new("", "");
        // Whoever knows the code may write it into the reason.
        var typed = Vatex().Match(vat.Reason).Value;
        var code = vat.Category switch
        {
            _ when typed.Length > 0 => typed,
            "AE" => "VATEX-EU-AE",
            "K" => "VATEX-EU-IC",
            "G" => "VATEX-EU-G",
            "O" => "VATEX-EU-O",
            "E" when small && country == "FR" => "VATEX-FR-FRANCHISE",
            _ => "",
        };
        return new(code, vat.Reason.Trim());
    }

    [GeneratedRegex(@"\bVATEX-[A-Z]{2}-[A-Z0-9]+(-[A-Z0-9]+)*\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Vatex();
}
