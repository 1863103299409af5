namespace Paraphe.Platform.Mail;

/// <summary>Something about a message that was not understood, or not kept in the parsed form. The page words it.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Detail">The name of a header, charset, encoding …; empty where nothing needs saying.</param>
public sealed record MailNote(MailNoteKind Kind, string Detail);

public enum MailNoteKind
{
    MessageCut,
    HeadersCut,
    FieldCut,
    BadHeaderLine,
    RepeatedHeader,
    TooManyParts,
    TooDeep,
    BoundaryMissing,
    BoundaryNotClosed,
    TextAfterParts,
    UnknownCharset,
    UnknownEncoding,
    TooManyAddresses,
    NoSender,
    BadDate,
    TextCut,
    NulBytes,
    ReadingFailed,
}
