namespace Paraphe.Domain;

/// <summary>The one way amounts are rounded: half away from zero, so 0.125 gives 0.13 and -0.125 gives -0.13.</summary>
public static class Rounding
{
    public static decimal Round(decimal amount, int digits) => Math.Round(amount, digits, MidpointRounding.AwayFromZero);

    /// <summary>
    /// Splits <paramref name="total"/>, a multiple of <paramref name="unit"/>, in proportion to the weights so that the parts are multiples of
    /// the unit and add up to it exactly (largest remainder; the earlier part wins a tie). Weights of mixed sign are allowed; if they add up
    /// to zero the first part takes all.
    /// </summary>
    public static decimal[] Split(decimal total, ReadOnlySpan<decimal> weights, decimal unit)
    {
        var sum = 0m;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var exact = new decimal[weights.Length];
        if (total == 0 || weights.Length == 0)
        {
            return exact;
        }

        if (sum == 0)
        {
            exact[0] = total;
            return exact;
        }

        for (var i = 0; i < exact.Length; i++)
        {
            exact[i] = total * weights[i] / sum;
        }

        return Settle(total, exact, unit);
    }

    /// <summary>Brings exact parts onto multiples of the unit that add up to the total; each part moves by less than one unit.</summary>
    internal static decimal[] Settle(decimal total, decimal[] exact, decimal unit)
    {
        var parts = new decimal[exact.Length];
        var remainders = new decimal[exact.Length];
        var left = total;
        for (var i = 0; i < exact.Length; i++)
        {
            parts[i] = decimal.Floor(exact[i] / unit) * unit;
            remainders[i] = parts[i] - exact[i];
            left -= parts[i];
        }

        var order = Enumerable.Range(0, exact.Length).ToArray();
        // The remainders are negated: the largest comes first, and equal ones keep the order of the parts.
        Array.Sort(order, (a, b) => remainders[a] != remainders[b] ? remainders[a].CompareTo(remainders[b]) : a.CompareTo(b));
        for (var i = 0; left != 0; i = (i + 1) % order.Length)
        {
            var step = left > 0 ? unit : -unit;
            parts[order[i]] += step;
            left -= step;
        }

        return parts;
    }
}
