using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Legal;

public enum LegalWeight
{
    /// <summary>A law asks for it.</summary>
    Missing,

    /// <summary>It depends on what we do not know, such as where the contract is concluded.</summary>
    Consider,
}

/// <summary>Something the law asks for. The words are <c>Legal.Check.{Key}</c>.</summary>
/// <param name="Source">Law or decree, as a lawyer would look it up; the same in every language.</param>
/// <param name="Place">Where to put it right: company, customer, edit, legal.</param>
public sealed record LegalFinding(string Key, string Source, string Place, LegalWeight Weight = LegalWeight.Missing);

/// <summary>
/// Lists what the law of the company's country asks of a quote and this one lacks. France and Belgium are known. A help for the seller and a
/// model for his adviser, no advice; what it does not know it does not say.
/// </summary>
public static class LegalCheck
{
    private static readonly string[] SoleTraders =
    [
        "ei",
        "entreprise individuelle",
        "entrepreneur individuel",
        "micro-entreprise",
        "auto-entrepreneur",
        "indépendant",
        "independant",
        "eenmanszaak",
        "personne physique",
    ];

    private static readonly string[] Stock = ["sarl", "eurl", "sas", "sasu", "sa", "sca", "snc", "srl", "sprl", "bv", "nv"];

    public static bool Knows(string country) => country is "FR" or "BE";

    public static IReadOnlyList<LegalFinding> Of(FrozenQuote frozen) =>
        frozen.Company.Address.Country switch
        {
            "FR" => [.. France(frozen)],
            "BE" => [.. Belgium(frozen)],
            _ => [],
        };

    private static IEnumerable<LegalFinding> France(FrozenQuote frozen)
    {
        var (company, content) = (frozen.Company, frozen.Content);
        var works = Does(company, "building") || Does(company, "gardening");
        const string Company = "C. com. R.123-237, R.123-238";
        const string Works = "Arrêté du 24 janvier 2017";
        if (company.LegalForm.Length == 0)
            yield return new("LegalForm", Company, "company");
        if (company.CompanyNumber.Length == 0)
            yield return new("CompanyNumberFR", Company, "company");
        if (company.TradeRegister.Length == 0 && !IsSoleTrader(company))
            yield return new("TradeRegisterFR", Company, "company");
        if (company.Capital.Length == 0 && Stock.Contains(company.LegalForm, StringComparer.OrdinalIgnoreCase))
            yield return new("Capital", "C. com. R.123-238", "company");
        if (company.VatNumber.Length == 0 && !company.VatExempt)
            yield return new("VatNumber", "CGI ann. II 242 nonies A", "company");
        if (company.VatExempt && content.Lines.Any(line => line.Vat?.Rate > 0))
            yield return new("VatWhileExempt", "CGI 293 B", "edit");
        if (company.Phone.Length == 0 || company.Email.Length == 0)
            yield return new("Reach", "C. conso. L.111-1", "company");
        if (Does(company, "building") && company.Insurance.Length == 0)
            yield return new("Insurance", "Loi 96-603, art. 22-2", "company");
        if (frozen.IsForConsumer() && company.Mediator.Length == 0)
            yield return new("Mediator", "C. conso. L.616-1", "company");
        if (works && content.ServiceAddresses.Length == 0 && frozen.Customer.Address.IsEmpty)
            yield return new("Place", Works, "edit");
        if (works && content.Lines.Any(line => line.Unit.Length == 0))
            yield return new("Units", Works, "edit", LegalWeight.Consider);
        if (frozen.IsForConsumer() && content.StartsAt is null)
            yield return new("Start", "C. conso. L.111-1, 3°", "edit");
        if (frozen.IsForConsumer() && content.Terms.Length == 0)
            yield return new("Terms", "C. conso. L.111-1", "edit");
        if (works && !(content.Blocks.Contains(LegalBlocks.Waste) && content.Waste is { IsWhole: true }))
            yield return new("Waste", "C. env. D.541-45-1", "legal");
        if (
            content.Lines.Any(line => line.Vat is { Rate: 5.5m or 10m })
            && Does(company, "building")
            && !content.Blocks.Contains(LegalBlocks.ReducedVat)
        )
            yield return new("ReducedVat", "Loi de finances 2025, art. 41", "legal");
        if (Does(company, "repair") && !content.Blocks.Contains(LegalBlocks.ReplacedParts))
            yield return new("ReplacedParts", "Arrêté du 24 janvier 2017, annexe II", "legal");
        if (frozen.IsForConsumer() && !content.Blocks.Contains(LegalBlocks.Withdrawal))
            yield return new("Withdrawal", "C. conso. L.221-5, L.221-18", "legal", LegalWeight.Consider);
    }

    private static IEnumerable<LegalFinding> Belgium(FrozenQuote frozen)
    {
        var (company, content) = (frozen.Company, frozen.Content);
        const string Document = "CDE III.25";
        const string Quote = "AR indication des prix, art. 16";
        if (company.CompanyNumber.Length == 0)
            yield return new("CompanyNumberBE", Document, "company");
        if (company.Iban.Length == 0)
            yield return new("Iban", Document, "company");
        if (company.LegalForm.Length == 0)
            yield return new("LegalForm", "CSA 2:20", "company");
        if (company.TradeRegister.Length == 0 && !IsSoleTrader(company))
            yield return new("TradeRegisterBE", "CSA 2:20", "company");
        if (company.VatNumber.Length == 0 && !company.VatExempt)
            yield return new("VatNumber", "AR TVA n° 1, art. 5", "company");
        if (content.Lines.Any(line => line.Name.Length == 0))
            yield return new("Names", Quote, "edit");
        if (content.StartsAt is null || content.EndsAt is null)
            yield return new("Duration", Quote, "edit");
        if (frozen.IsForConsumer() && content.DepositPercent is > 0)
            yield return new("OrderForm", "CDE VI.88", "edit", LegalWeight.Consider);
        if (
            content.Lines.Any(line => line.Vat is { Rate: 6m })
            && Does(company, "building")
            && !content.Blocks.Contains(LegalBlocks.ReducedVat)
        )
            yield return new("ReducedVatBE", "AR TVA n° 20, tableau A, XXXVIII", "legal");
        if (frozen.IsForConsumer() && !content.Blocks.Contains(LegalBlocks.Withdrawal))
            yield return new("Withdrawal", "CDE VI.45, VI.47", "legal", LegalWeight.Consider);
    }

    private static bool Does(CompanyProfile company, string trade) => company.Trades.Contains(trade, StringComparer.Ordinal);

    private static bool IsSoleTrader(CompanyProfile company) => SoleTraders.Contains(company.LegalForm, StringComparer.OrdinalIgnoreCase);
}
