namespace Paraphe.Domain.Tests.Invoices;

/// <summary>The arithmetic and the category rules of EN 16931-1, computed from what was read, knowing nothing of what wrote it.</summary>
internal static class Norm
{
    /// <summary>The rules that are broken; none is right.</summary>
    public static IEnumerable<string> Broken(ReadBack read)
    {
        var (lines, allowances, charges) = (Of(read, 0), Of(read, 1), Of(read, 2));
        var (net, tax, gross, paid, due) = (Of(read, 3), Of(read, 4), Of(read, 5), Of(read, 6), Of(read, 7));
        if (read.Lines.Count == 0)
            yield return "BR-16";
        if (read.Lines.Sum(line => line.Net) != lines)
            yield return "BR-CO-10";
        if (read.Allowances.Where(x => !x.IsCharge).Sum(x => x.Amount) != allowances)
            yield return "BR-CO-11";
        if (read.Allowances.Where(x => x.IsCharge).Sum(x => x.Amount) != charges)
            yield return "BR-CO-12";
        if (lines - allowances + charges != net)
            yield return "BR-CO-13";
        if (read.Vat.Sum(vat => vat.Tax) != tax)
            yield return "BR-CO-14";
        if (net + tax != gross)
            yield return "BR-CO-15";
        if (gross - paid != due)
            yield return "BR-CO-16";
        if (due > 0 && read.Due.Length + read.Terms.Length == 0)
            yield return "BR-CO-25";
        if (read.Seller.Establishment.Length + read.Seller.Register.Length + read.Seller.Vat.Length == 0)
            yield return "BR-CO-26";
        foreach (
            var broken in read
                .Lines.SelectMany(Line)
                .Concat(read.Allowances.SelectMany(Allowance))
                .Concat(read.Vat.SelectMany(vat => Vat(vat, read)))
        )
            yield return broken;
        var used = read
            .Lines.Select(line => (line.Category, line.Rate))
            .Concat(read.Allowances.Select(x => (x.Category, x.Rate)))
            .ToHashSet();
        if (!used.SetEquals(read.Vat.Select(vat => (vat.Category, vat.Rate))) || read.Vat.Count != used.Count)
            yield return "BR-S-01";
        if (read.Vat.Count > 1 && read.Vat.Any(vat => vat.Category == "O"))
            yield return "BR-O-11";
    }

    private static IEnumerable<string> Line(ReadLine line)
    {
        var amount = Math.Round(line.Quantity * line.Price / line.Base, 2, MidpointRounding.AwayFromZero);
        if (amount - line.Allowance + line.Charge != line.Net)
            yield return $"PEPPOL-EN16931-R120: line {line.Id} {line.Quantity} × {line.Price} / {line.Base} - {line.Allowance} + {line.Charge} ≠ {line.Net}";
        if (line.Price < 0)
            yield return "BR-27";
        if (line.Base <= 0)
            yield return "PEPPOL-EN16931-R121";
        if (line.Allowance < 0 || line.Charge < 0)
            yield return "an allowance below nothing";
        if (line.Name.Length == 0)
            yield return "BR-25";
        if (line.Unit.Length is < 2 or > 3)
            yield return "BR-CL-23";
        if (!Rate(line.Category, line.Rate))
            yield return $"BR-{line.Category}-05";
    }

    private static IEnumerable<string> Allowance(ReadAllowance allowance)
    {
        if (allowance.Amount <= 0 || allowance.Reason.Length == 0)
            yield return "BR-33";
        if (!Rate(allowance.Category, allowance.Rate))
            yield return $"BR-{allowance.Category}-06";
    }

    private static IEnumerable<string> Vat(ReadVat vat, ReadBack read)
    {
        var name = vat.Category == "K" ? "IC" : vat.Category;
        bool Same(string category, decimal? rate) => category == vat.Category && rate == vat.Rate;
        var lines = read.Lines.Where(line => Same(line.Category, line.Rate)).Sum(line => line.Net);
        var off = read.Allowances.Where(x => Same(x.Category, x.Rate)).Sum(x => x.IsCharge ? -x.Amount : x.Amount);
        if (lines - off != vat.Base)
            yield return $"BR-{name}-08";
        if (Math.Abs(vat.Tax - vat.Base * (vat.Rate ?? 0) / 100) >= 1 || (vat.Category != "S" && vat.Tax != 0))
            yield return $"BR-{name}-09";
        if (vat.Category is "S" or "Z" ? vat.Reason.Length + vat.Code.Length > 0 : vat.Reason.Length + vat.Code.Length == 0)
            yield return $"BR-{name}-10";
        var (seller, buyer) = (read.Seller, read.Buyer);
        if (vat.Category is "S" or "Z" or "E" or "AE" && seller.Vat.Length + seller.Tax.Length == 0)
            yield return $"BR-{name}-02";
        if (vat.Category is "K" or "G" && seller.Vat.Length == 0)
            yield return $"BR-{name}-02";
        if ((vat.Category == "K" && buyer.Vat.Length == 0) || (vat.Category == "AE" && buyer.Vat.Length + buyer.Register.Length == 0))
            yield return $"BR-{name}-02 (buyer)";
        if (vat.Category == "O" && seller.Vat.Length + buyer.Vat.Length > 0)
            yield return "BR-O-02";
        if (vat.Category == "K" && read.Delivered.Length == 0 && read.Period == "-")
            yield return "BR-IC-11";
        if (vat.Category == "K" && read.PlaceCountry.Length == 0)
            yield return "BR-IC-12";
    }

    private static bool Rate(string category, decimal? rate) =>
        category switch
        {
            "S" => rate > 0,
            "O" => rate is null,
            "Z" or "E" or "AE" or "K" or "G" => rate == 0,
            _ => false,
        };

    private static decimal Of(ReadBack read, int index) => read.Sums[index] ?? 0;
}
