using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices;
using Paraphe.Features.Legal;

namespace Paraphe.Features.Invoices;

/// <summary>
/// Lists what the law of the company's country asks of an invoice and this one lacks. France and Belgium are known. A help and a model for an adviser,
/// no advice. The words are <c>Legal.Check.{Key}</c>; places are company, customer, edit and settings.
/// </summary>
public static class InvoiceLaw
{
    private static readonly string[] Stock = ["sarl", "eurl", "sas", "sasu", "sa", "sca", "snc", "srl", "sprl", "bv", "nv"];

    // Categories of EN 16931 that charge nothing for a reason (BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10).
    private static readonly string[] WithReason = ["E", "AE", "K", "G", "O"];

    public static IReadOnlyList<LegalFinding> Of(FrozenInvoice invoice) =>
        invoice.Company.Address.Country switch
        {
            "FR" => [.. France(invoice), .. Everywhere(invoice, "CGI ann. II 242 nonies A")],
            "BE" => [.. Belgium(invoice), .. Everywhere(invoice, "AR TVA n° 1, art. 5")],
            _ => [],
        };

    private static IEnumerable<LegalFinding> Everywhere(FrozenInvoice invoice, string source)
    {
        var company = invoice.Company;
        if (company.VatNumber.Length == 0 && !company.VatExempt)
            yield return new("VatNumber", source, "company");
        if (company.VatExempt && invoice.Vat.Any(group => group.Rate > 0))
            yield return new("VatWhileExempt", source, "edit");
        if (!company.VatExempt && invoice.Vat.Any(group => WithReason.Contains(group.Category) && group.Reason.Length == 0))
            yield return new("VatReason", source, "vat");
        if (invoice is { DeliveredOn: null, PeriodFrom: null, Kind: InvoiceKind.Invoice })
            yield return new("DeliveredOn", source, "edit", LegalWeight.Consider);
        if (invoice.Company.Iban.Length == 0 && invoice.Kind != InvoiceKind.CreditNote)
            yield return new(
                "Iban",
                company.Address.Country == "BE" ? "CDE III.25" : "C. mon. fin. L.112-6",
                "company",
                LegalWeight.Consider
            );
    }

    private static IEnumerable<LegalFinding> France(FrozenInvoice invoice)
    {
        var company = invoice.Company;
        const string Company = "C. com. R.123-237, R.123-238";
        if (company.LegalForm.Length == 0)
            yield return new("LegalForm", Company, "company");
        if (company.CompanyNumber.Length == 0)
            yield return new("CompanyNumberFR", Company, "company");
        if (company.Capital.Length == 0 && IsStock(company))
            yield return new("Capital", "C. com. R.123-238", "company");
        if (company.TradeRegister.Length == 0 && IsStock(company))
            yield return new("TradeRegisterFR", Company, "company");
        if (company.Trades.Contains("building", StringComparer.Ordinal) && company.Insurance.Length == 0)
            yield return new("Insurance", "Loi 96-603, art. 22-2", "company");
        if (IsForCompany(invoice) && invoice.Customer.CompanyNumber.Length == 0 && invoice.Customer.Address.Country == "FR")
            yield return new("CustomerSiren", "CGI ann. II 242 nonies A, C. com. L.441-9", "customer");
        if (!IsForCompany(invoice) && company.Mediator.Length == 0)
            yield return new("Mediator", "C. conso. L.616-1", "company");
        if (IsForCompany(invoice) && IsLaterThan(invoice, 60))
            yield return new("PaymentDays60", "C. com. L.441-10", "edit");
    }

    private static IEnumerable<LegalFinding> Belgium(FrozenInvoice invoice)
    {
        var company = invoice.Company;
        if (company.CompanyNumber.Length == 0)
            yield return new("CompanyNumberBE", "CDE III.25", "company");
        if (company.LegalForm.Length == 0)
            yield return new("LegalForm", "CSA 2:20", "company");
        if (company.TradeRegister.Length == 0 && IsStock(company))
            yield return new("TradeRegisterBE", "CSA 2:20", "company");
        if (IsForCompany(invoice) && invoice.Customer.VatNumber.Length == 0 && invoice.Customer.Address.Country == "BE")
            yield return new("CustomerVatBE", "AR TVA n° 1, art. 5, § 1, 5°", "customer");
        if (IsForCompany(invoice) && IsLaterThan(invoice, 60))
            yield return new("PaymentDays60", "Loi du 2 août 2002, art. 4", "edit");
    }

    private static bool IsForCompany(FrozenInvoice invoice) => invoice.Customer.Kind == CustomerKind.Company;

    private static bool IsStock(CompanyProfile company) => Stock.Contains(company.LegalForm, StringComparer.OrdinalIgnoreCase);

    private static bool IsLaterThan(FrozenInvoice invoice, int days) => invoice.DueOn > invoice.IssuedOn.AddDays(days);
}
