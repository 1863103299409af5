using Paraphe.Domain.Numbers;

namespace Paraphe.Domain.Customers;

/// <summary>What the company keeps about a customer for itself: never printed, never frozen into a revision.</summary>
public sealed record CustomerMemo
{
    public const int LongestNote = 10_000;

    public string Note { get; init; } = "";

    /// <summary>Without blanks, in capitals.</summary>
    public string Iban { get; init; } = "";

    /// <summary>Values of the account's own fields, by their key; a field that was removed keeps its values.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    public CustomerMemo Tidied() =>
        this with
        {
            Note = Note.Trim(),
            Iban = Numbers.Iban.Find(Iban)?.Text ?? Iban.Trim(),
            Fields = Fields.Where(field => !string.IsNullOrWhiteSpace(field.Value)).ToDictionary(f => f.Key, f => f.Value.Trim()),
        };

    public IEnumerable<BrokenRuleException> Flaws(IReadOnlyList<OwnField> own)
    {
        if (Note.Trim().Length > LongestNote)
            yield return new BrokenRuleException("Rules.TooLong", nameof(Note), LongestNote);
        if (!string.IsNullOrWhiteSpace(Iban) && Numbers.Iban.Find(Iban) is null)
            yield return new BrokenRuleException("Rules.Iban", nameof(Iban));
        foreach (var field in own)
            if (Fields.TryGetValue(field.Key, out var value) && field.Flaw(value) is { } flaw)
                yield return flaw;
    }
}
