namespace Paraphe.Domain.Invoices.Checking;

/// <summary>A rule that an invoice breaks. Its words are the text <c>EInvoicing.Rules.{Key}</c>, with <see cref="Subject"/> as {0} and the rule as {1}.</summary>
/// <param name="Rule">Number of the rule as its source has it: BR-CO-15, PEPPOL-EN16931-R020, BR-FR-10.</param>
/// <param name="Place">Where it is put right.</param>
/// <param name="Field">Name of the property there.</param>
public sealed record InvoiceFinding(string Rule, string Key, InvoicePlace Place, string Field)
{
    /// <summary>What the sentence speaks of: a name, a number, an amount as it is.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Key of the line.</summary>
    public Guid? Line { get; init; }

    public FindingWeight Weight { get; init; }
}

public enum InvoicePlace
{
    Invoice,
    Line,
    Company,
    Customer,

    /// <summary>The VAT of the lines, or the account's list of rates.</summary>
    Vat,
}

public enum FindingWeight
{
    /// <summary>The invoice would be wrong: it is not issued.</summary>
    Refuses,

    /// <summary>It may be issued and printed, but a network or a platform would turn it away.</summary>
    HandOver,
}
