namespace Paraphe.Domain.Accounts;

public enum SavedTextKind
{
    Introduction,
    Details,
    Scope,
    Terms,
    Mail,
}

/// <summary>A text kept to be used again: on quotes, and as the mail that carries them.</summary>
public sealed record SavedText
{
    /// <summary>They travel with the account's settings.</summary>
    public const int Most = 100;
    public const int NameLength = 120;
    public const int SubjectLength = 200;
    public const int TextLength = 20_000;

    public Guid Id { get; init; }

    public SavedTextKind Kind { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Two letters; empty suits all.</summary>
    public string Language { get; init; } = "";

    /// <summary>Of a mail.</summary>
    public string Subject { get; init; } = "";

    public string Text { get; init; } = "";

    /// <exception cref="BrokenRuleException">No name, no text, or something too long.</exception>
    public SavedText Checked()
    {
        var (name, text) = (Name.Trim(), Text.Trim());
        if (name.Length == 0)
            throw new BrokenRuleException("Rules.NameMissing", nameof(Name));
        if (text.Length == 0)
            throw new BrokenRuleException("Rules.TextMissing", nameof(Text));
        Short(name, NameLength, nameof(Name));
        Short(Subject, SubjectLength, nameof(Subject));
        Short(text, TextLength, nameof(Text));
        return this with { Name = name, Text = text, Subject = Kind == SavedTextKind.Mail ? Subject.Trim() : "" };
    }

    private static void Short(string text, int most, string field)
    {
        if (text.Length > most)
            throw new BrokenRuleException("Rules.TooLong", field, most);
    }
}
