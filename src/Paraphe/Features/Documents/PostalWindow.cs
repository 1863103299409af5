namespace Paraphe.Features.Documents;

/// <summary>
/// Where an address must stand on the folded sheet to be seen through the window of the country's usual envelope, however the sheet slides in
/// it. Millimetres from the sheet's upper left corner.
/// </summary>
public sealed record PostalWindow(decimal X, decimal Y, decimal Width, decimal Height)
{
    /// <summary>DIN 5008, form B: address zone of the DL envelope with its window on the left (DIN 680).</summary>
    private static readonly PostalWindow Din = new(20, 62.7m, 85, 27.3m);

    /// <summary>DL envelope 110 × 220, window 35 × 100, 20 from the right and the lower edge (NF Z 11-001); the sheet slides by 11 and 10.</summary>
    private static readonly PostalWindow Nf = new(102, 55, 88, 24);

    /// <summary>Address on the right, from 118 mm (SN 010130, C5/6 envelope).</summary>
    private static readonly PostalWindow Swiss = new(118, 52, 78, 28);

    /// <summary>No. 10 envelope, window 4½ × 1⅛ inch, ⅞ from the left and ½ from the lower edge; a letter sheet in three.</summary>
    private static readonly PostalWindow American = new(23, 64, 87, 16.5m);

    /// <summary>DL envelope, window 35 × 90, 20 from the left and 18 from the lower edge (BS 4264).</summary>
    private static readonly PostalWindow British = new(21, 57, 79, 24);

    /// <param name="country">Of the sender: his are the envelopes.</param>
    public static PostalWindow Of(string country) =>
        country switch
        {
            "CH" or "LI" => Swiss,
            "US" or "CA" => American,
            "GB" or "IE" or "NL" => British,
            "DE" or "AT" => Din,
            _ => Nf,
        };
}
