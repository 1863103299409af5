namespace Paraphe.Platform.Mail;

/// <summary>A conversation that cannot go on. Inside the mail room only: callers get a <see cref="SmtpOutcome"/>.</summary>
internal sealed class SmtpException(SmtpTrouble trouble, string words, SmtpReply? reply = null) : Exception(words)
{
    public SmtpTrouble Trouble => trouble;

    public SmtpReply? Reply => reply;
}
