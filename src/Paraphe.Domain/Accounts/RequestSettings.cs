namespace Paraphe.Domain.Accounts;

/// <summary>How the account takes and answers requests (RQ 10–12).</summary>
public sealed record RequestSettings
{
    /// <summary>Replies leave from the account's own mail address instead of the request address (RQ 10): threading by token is lost.</summary>
    public bool FromOwnAddress { get; init; }

    public bool AutoReply { get; init; }

    /// <summary>By language; an empty text is the standard one.</summary>
    public IReadOnlyDictionary<string, AutoReplyText> AutoReplyTexts { get; init; } = new Dictionary<string, AutoReplyText>();

    /// <summary>Texts to answer with.</summary>
    public IReadOnlyList<SavedReply> Replies { get; init; } = [];

    /// <summary>Name under which the relay before us writes Authentication-Results (RFC 8601); empty believes nobody.</summary>
    public string TrustedRelay { get; init; } = "";

    /// <summary>SHA-256 in hex of the key that POST /mail/inbound asks for; empty closes that door.</summary>
    public string InboundKeyHash { get; init; } = "";

    public RequestForm Form { get; init; } = new();
}

public sealed record AutoReplyText(string Subject, string Body);

/// <param name="Language">Two letters; empty suits all.</param>
public sealed record SavedReply(Guid Id, string Name, string Language, string Text);

/// <summary>The public request form (RQ 12).</summary>
public sealed record RequestForm
{
    public bool IsOn { get; init; }

    /// <summary>Shown above it; empty is the standard sentence in the visitor's language.</summary>
    public string Welcome { get; init; } = "";

    /// <summary>Fields beside name, e-mail and message, which are always asked.</summary>
    public IReadOnlyList<FormField> Fields { get; init; } =
    [new(FormField.Phone, Required: false), new(FormField.Address, Required: false), new(FormField.Files, Required: false)];
}

/// <param name="Name">One of the names below.</param>
public sealed record FormField(string Name, bool Required)
{
    public const string Phone = "phone";
    public const string Company = "company";
    public const string Address = "address";
    public const string Date = "date";
    public const string Budget = "budget";
    public const string Files = "files";

    public static readonly IReadOnlyList<string> All = [Phone, Company, Address, Date, Budget, Files];
}
