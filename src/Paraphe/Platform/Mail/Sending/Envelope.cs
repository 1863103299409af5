namespace Paraphe.Platform.Mail;

/// <summary>Whom a message is handed over for, apart from what its headers say.</summary>
/// <param name="Sender">Where bounces go; empty for mail that must not bounce.</param>
/// <param name="Recipients">Addresses, each answered for on its own.</param>
/// <param name="Id">RFC 3461 ENVID: comes back in delivery reports where the server offers them; at most 100 printable ASCII characters.</param>
/// <param name="NeedsSmtpUtf8">The headers hold addresses beyond ASCII; see <see cref="OutgoingMessage.NeedsSmtpUtf8"/>.</param>
public sealed record Envelope(string Sender, IReadOnlyList<string> Recipients, string? Id = null, bool NeedsSmtpUtf8 = false);
