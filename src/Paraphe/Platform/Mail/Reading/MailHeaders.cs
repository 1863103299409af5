using System.Collections;

namespace Paraphe.Platform.Mail;

/// <summary>One header field: unfolded, in Unicode, its encoded words not yet decoded.</summary>
public sealed record MailHeader(string Name, string Value);

/// <summary>The header fields of a message or part, in their order.</summary>
public sealed class MailHeaders(IReadOnlyList<MailHeader> fields) : IReadOnlyList<MailHeader>
{
    public static MailHeaders None { get; } = new([]);

    public int Count => fields.Count;

    public MailHeader this[int index] => fields[index];

    /// <summary>The value of the first field of that name, or null.</summary>
    public string? this[string name] => fields.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    public IEnumerable<string> All(string name) =>
        fields.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(f => f.Value);

    public bool Has(string name) => this[name] is not null;

    /// <summary>The first field of that name as a person reads it: encoded words decoded, on one line.</summary>
    public string? Text(string name) => this[name] is { } value ? EncodedWords.Decode(value).Trim() : null;

    public IEnumerator<MailHeader> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
