namespace Paraphe.Platform.Mail;

/// <summary>What reading one message has used up so far, and what it noted on the way.</summary>
internal sealed class Reading(MailLimits limits)
{
    private readonly List<MailNote> notes = [];

    public MailLimits Limits { get; } = limits;

    public int PartsLeft { get; set; } = limits.Parts;

    public int TextLeft { get; set; } = limits.TextBytes;

    /// <summary>Bytes that may still be unpacked from encoded messages inside the message.</summary>
    public int UnpackedLeft { get; set; } = limits.MessageBytes;

    public IReadOnlyList<MailNote> Notes => notes;

    public void Note(MailNoteKind kind, string detail = "")
    {
        var note = new MailNote(kind, Texts.Shorten(detail, 100));
        if (notes.Count < Limits.Notes && !notes.Contains(note))
            notes.Add(note);
    }
}
