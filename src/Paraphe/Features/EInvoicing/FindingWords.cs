using Paraphe.Domain.Invoices.Checking;
using Paraphe.Platform.Web;

namespace Paraphe.Features.EInvoicing;

/// <summary>Findings of the norm as a person reads them: a sentence, and the number of the rule, by which somebody looks it up.</summary>
public static class FindingWords
{
    public static string Words(this InvoiceFinding finding, Texts texts) =>
        texts["EInvoicing.Rules." + finding.Key, finding.Subject, finding.Rule];
}
