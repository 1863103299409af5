namespace Paraphe.Platform.Mail;

/// <summary>What a part puts before the reader's eyes: text, HTML, both as alternatives, or nothing.</summary>
internal readonly record struct Shown(string? Text, string? Html)
{
    public static Shown Nothing => default;

    public bool IsNothing => Text is null && Html is null;

    /// <summary>Parts one after the other, each in the form it has; the missing form is made from the other.</summary>
    public static Shown InOrder(IReadOnlyList<Shown> parts)
    {
        var seen = parts.Where(p => !p.IsNothing).ToList();
        if (seen.Count <= 1)
            return seen.FirstOrDefault();
        var text = string.Join("\n\n", seen.Select(p => p.Text ?? HtmlText.From(p.Html!)));
        var html = seen.Exists(p => p.Html is not null) ? string.Join("\n", seen.Select(p => p.Html ?? HtmlText.ToHtml(p.Text!))) : null;
        return new Shown(text, html);
    }

    /// <summary>The same in several forms, the best last (RFC 2046 §5.1.4): the last of either form, pure text before mixed.</summary>
    public static Shown Best(IReadOnlyList<Shown> forms)
    {
        var html = forms.LastOrDefault(f => f.Html is not null).Html;
        var pure = forms.LastOrDefault(f => f.Html is null && !string.IsNullOrWhiteSpace(f.Text)).Text;
        return new Shown(pure ?? forms.LastOrDefault(f => f.Text is not null).Text, html);
    }
}
