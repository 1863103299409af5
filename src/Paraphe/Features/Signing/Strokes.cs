using System.Globalization;
using System.Text;
using System.Text.Json;
using Paraphe.Domain.Signing;

namespace Paraphe.Features.Signing;

/// <summary>What the pen of the page gives: points in a box of its own size. Kept as path data in a box of 320 × 120.</summary>
public static class Strokes
{
    private const double Width = 320;
    private const double Height = 120;
    private const int MostPoints = 20_000;

    /// <param name="json"><c>{"width":650,"height":172,"strokes":[[[x,y],…],…]}</c></param>
    /// <returns>Empty for nothing drawn, and for anything that is not a drawing.</returns>
    public static string Path(string? json)
    {
        if (string.IsNullOrWhiteSpace(json) || json.Length > 8 * Signature.MostStrokes)
            return "";
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var scale = Math.Min(Width / root.GetProperty("width").GetDouble(), Height / root.GetProperty("height").GetDouble());
            if (!double.IsFinite(scale) || scale <= 0)
                return "";
            var path = new StringBuilder();
            var points = 0;
            foreach (var stroke in root.GetProperty("strokes").EnumerateArray())
            {
                var letter = 'M';
                foreach (var point in stroke.EnumerateArray())
                {
                    if (++points > MostPoints)
                        return path.ToString();
                    var (x, y) = (At(point[0], scale, Width), At(point[1], scale, Height));
                    path.Append(CultureInfo.InvariantCulture, $"{letter}{x:0.#} {y:0.#}");
                    letter = 'L';
                }
            }
            return path.ToString();
        }
        catch (Exception odd)
            when (odd is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or FormatException)
        {
            // Not from our page: as if nothing had been drawn, which the signing then says.
            return "";
        }
    }

    private static double At(JsonElement number, double scale, double most) => Math.Clamp(number.GetDouble() * scale, 0, most);
}
