namespace Paraphe.Platform.Mail;

/// <summary>A file to attach, or a picture shown in the HTML.</summary>
/// <param name="Name">With its ending; no line ends.</param>
/// <param name="ContentType">E.g. <c>application/pdf</c>.</param>
/// <param name="Content">The bytes; not copied.</param>
/// <param name="ContentId">For pictures: what <c>cid:</c> in the HTML refers to, without brackets.</param>
public sealed record OutgoingFile(string Name, string ContentType, ReadOnlyMemory<byte> Content, string? ContentId = null);
