using Paraphe.Domain;

namespace Paraphe.Platform.Data;

/// <summary>A file made from a revision: its PDF, the sealed one. The bytes are in the file store.</summary>
public sealed class Document : IOwned
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required Guid QuoteId { get; init; }
    public Guid? RevisionId { get; init; }

    /// <summary><c>revision</c> or <c>signed</c>; one of each a revision and signature.</summary>
    public required string Kind { get; init; }

    /// <summary>Revision or signature it was made of; unique with the kind, so that a job that runs twice makes one.</summary>
    public required Guid SourceId { get; init; }
    public required string FileHash { get; set; }
    public required long Size { get; set; }

    /// <summary>What the reader should know, e.g. that the seal has no time-stamp yet.</summary>
    public string Notice { get; set; } = "";
    public required DateTime CreatedAt { get; init; }
}

/// <summary>A file made from an issued invoice. The bytes are in the file store.</summary>
public sealed class InvoiceDocument : IOwned
{
    public const string Pdf = "pdf";

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required Guid InvoiceId { get; init; }

    /// <summary><see cref="Pdf"/> …; one of each an invoice, so that a job that runs twice makes one.</summary>
    public required string Kind { get; init; }
    public required string FileHash { get; init; }
    public required long Size { get; init; }

    /// <summary>What the reader should know.</summary>
    public string Notice { get; init; } = "";
    public required DateTime CreatedAt { get; init; }
}

public enum MailState
{
    Pending,
    Sending,
    Sent,
    Failed,

    /// <summary>Kept in the built-in outbox: no mail server is set.</summary>
    Outbox,
}

/// <summary>A message that leaves: exactly one a recipient. Its raw bytes are in the file store before it is sent.</summary>
public sealed class OutgoingMail : IOwned
{
    /// <summary>Begins the purpose of mails whose words are for their recipient's eyes alone: codes and links to sign in by.</summary>
    public const string SecretPrefix = "secret/";

    /// <summary>Once a server has it, or is to have it, no member reads it: what it proves is that its recipient did.</summary>
    public bool IsSecret => State != MailState.Outbox && Purpose.StartsWith(SecretPrefix, StringComparison.Ordinal);

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }

    /// <summary>Unique: a job that runs twice finds the mail it made.</summary>
    public required string Purpose { get; init; }
    public Guid? QuoteId { get; init; }
    public Guid? DeliveryId { get; init; }
    public Guid? RequestId { get; init; }

    /// <summary>MAIL FROM where it is not <see cref="FromAddress"/>: an address that brings bounces back to us.</summary>
    public string? ReturnPath { get; set; }
    public required string FromAddress { get; init; }
    public required string ToName { get; init; }
    public required string ToAddress { get; init; }
    public required string Subject { get; init; }
    public required string MessageId { get; init; }
    public required string RawHash { get; init; }
    public MailState State { get; set; }
    public int Attempts { get; set; }

    /// <summary>True when a crash fell between the server's acceptance and our record: it may have gone twice, with the same Message-ID.</summary>
    public bool MaybeTwice { get; set; }
    public string ServerWords { get; set; } = "";
    public required DateTime CreatedAt { get; init; }
    public DateTime? SentAt { get; set; }
}

/// <summary>A message that came in, one row for each account it is for. Written, with the raw bytes stored, before its sender hears 250.</summary>
public sealed class InboundMail : IOwned
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }

    /// <summary>Content hash of trace and message in the file store.</summary>
    public required string RawHash { get; init; }

    /// <summary>
    /// Trace and message of a small mail until it is read: durable with the commit that takes it in, which many share. Reading it puts it
    /// into the file store.
    /// </summary>
    public byte[]? Raw { get; set; }

    /// <summary>Of the message as sent, without our trace: the same bytes twice are one message.</summary>
    public required string ContentHash { get; init; }
    public required long Size { get; init; }

    /// <summary>MAIL FROM; empty for a bounce, null where the door does not know it.</summary>
    public string? Sender { get; init; }

    /// <summary>The address of ours that it came for.</summary>
    public required string Recipient { get; init; }
    public required DateTime ReceivedAt { get; init; }
    public DateTime? ReadAt { get; set; }

    /// <summary>What it became: request, joined, bounce, duplicate, loop.</summary>
    public string Became { get; set; } = "";
}

/// <summary>A line behind the bell of one member (AC 4).</summary>
public sealed class Notice : IOwned
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required Guid MemberId { get; init; }

    /// <summary>Kind, which is also the texts' key: <c>Notices.quoteSigned</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Arguments of the text, as a JSON array of strings.</summary>
    public required string Args { get; init; }

    /// <summary>Path of the place it opens.</summary>
    public required string Url { get; init; }
    public Guid? QuoteId { get; init; }
    public required DateTime At { get; init; }
    public DateTime? ReadAt { get; set; }
}

/// <summary>Values of this installation as a whole: keys of data protection, the secret of reply tokens.</summary>
public sealed class ServerValue
{
    public required string Name { get; init; }
    public required string Value { get; set; }
}
