namespace Paraphe.Domain;

/// <summary>
/// A rule of the business refused an act. <see cref="Rule"/> is a key of the texts (`Rules.QuoteExpired`), <see cref="Field"/> names the
/// input it belongs to, if any; nothing has changed.
/// </summary>
public sealed class BrokenRuleException : Exception
{
    public BrokenRuleException(string rule, string? field = null, params object[] args)
        : base(rule)
    {
        Rule = rule;
        Field = field;
        Args = args;
    }

    public string Rule { get; }

    public string? Field { get; }

    public IReadOnlyList<object> Args { get; }
}
