namespace Paraphe.Platform.Mail;

/// <summary>A server's reply: its code and its lines.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsGood => Code is >= 200 and < 300;

    public bool IsForGood => Code is >= 500 and < 600;

    /// <summary>On one line, safe to keep and show.</summary>
    public string Words => Texts.Shorten(Texts.OneLine(Texts.WithoutNul(string.Join(' ', Lines))), 500);

    public RecipientOutcome For(string recipient) =>
        new(
            recipient,
            IsGood ? Handover.Accepted
                : IsForGood ? Handover.RefusedForGood
                : Handover.RefusedForNow,
            Code,
            Words
        );
}
