namespace Paraphe.Domain.Accounts;

/// <summary>What the Owner may set; the defaults are those of the specification.</summary>
public sealed record AccountSettings
{
    /// <summary>Accent of documents and portal, <c>#rrggbb</c>.</summary>
    public string BrandColour { get; init; } = "#1d4f7c";

    /// <summary>Content hash of the logo in the file store.</summary>
    public string? Logo { get; init; }

    public DocumentLayout Layout { get; init; }

    /// <summary>Content hash of the account's own Typst template; null prints with ours.</summary>
    public string? OwnTemplate { get; init; }

    /// <summary>Number patterns by kind of document.</summary>
    public Numbering Numbering { get; init; } = new();
    public IReadOnlyList<Vats> VatRates { get; init; } = [];
    public IReadOnlyList<string> Units { get; init; } = [];
    public Policies Policies { get; init; } = new();

    /// <summary>Kinds of quotes whose signature is taken otherwise than <see cref="Policies"/> says: true wins at once, false waits (PO 4).</summary>
    public IReadOnlyDictionary<Quotes.QuoteKind, bool> SignatureWinsFor { get; init; } = new Dictionary<Quotes.QuoteKind, bool>();

    public Reminders Reminders { get; init; } = new();

    /// <summary>Days a quote stays open, counted from sending (QU 9).</summary>
    public int ValidityDays { get; init; } = 30;
    public Quotes.PriceMode Prices { get; init; } = Quotes.PriceMode.WithoutVat;
    public Quotes.RoundingMode Rounding { get; init; } = Quotes.RoundingMode.PerRate;
    public decimal? DepositPercent { get; init; }
    public bool ManagersManageCustomers { get; init; }

    /// <summary>CU 11: a won quote makes a customer of a prospect; otherwise his first invoice does.</summary>
    public bool WinningMakesCustomer { get; init; }

    /// <summary>CU 3: what the account asks of its customers beside the usual.</summary>
    public IReadOnlyList<Customers.OwnField> CustomerFields { get; init; } = [];
    public bool AttachPdf { get; init; } = true;

    /// <summary>PO 2: at the portal's home a contact sees only what went to him; otherwise all of every customer whose contact he is.</summary>
    public bool HomeShowsOwnOnly { get; init; }

    /// <summary>Standard texts by language: mails, introduction, terms. See <see cref="SavedTexts"/>.</summary>
    public IReadOnlyDictionary<string, SavedTexts> Texts { get; init; } = new Dictionary<string, SavedTexts>();

    /// <summary>Texts to be used again, by name.</summary>
    public IReadOnlyList<SavedText> Phrases { get; init; } = [];
    public MailSettings Mail { get; init; } = new();

    /// <summary>RFC 3161 time-stamp authority; empty seals without a time-stamp.</summary>
    public string TimestampUrl { get; init; } = "";

    public HandOverSettings HandOver { get; init; } = new();

    /// <summary>Apps that are turned on, by name; `requests` is one.</summary>
    public IReadOnlyList<string> Apps { get; init; } = [RequestsApp];
    public RequestSettings Requests { get; init; } = new();

    public EnclosureLimits Enclosures { get; init; } = new();

    public InvoiceSettings Invoices { get; init; } = new();

    public const string RequestsApp = "requests";

    public bool Has(string app) => Apps.Contains(app, StringComparer.Ordinal);

    /// <summary>What a quote of this kind is sent with.</summary>
    public Policies PoliciesOf(Quotes.QuoteKind kind) =>
        SignatureWinsFor.TryGetValue(kind, out var wins) ? Policies with { SignatureWins = wins } : Policies;
}

/// <summary>How many supporting documents of each kind a quote may have, and how large each may be (QU 5).</summary>
public sealed record EnclosureLimits
{
    public int Most { get; init; } = 20;

    public int LargestMegabytes { get; init; } = 10;

    public long LargestBytes => (long)LargestMegabytes << 20;
}

/// <summary>How printed quotes look.</summary>
public enum DocumentLayout
{
    Classic,
    Compact,
    Pictures,
}

/// <summary>A VAT rate on offer.</summary>
/// <param name="Category">Of EN 16931: S, Z, E, AE, K, G or O.</param>
/// <param name="Rate">In percent.</param>
/// <param name="Standard">The rate of a new line.</param>
/// <param name="Reason">Why there is no tax, as the document prints it.</param>
public sealed record Vats(string Name, string Category, decimal Rate, bool Standard = false, string Reason = "");

public sealed record Numbering
{
    public string Offer { get; init; } = "Q-{yyyy}-{0000}";
    public string WorkOrderQuote { get; init; } = "WQ-{yyyy}-{0000}";
    public string ContractQuote { get; init; } = "CQ-{yyyy}-{0000}";
    public string WorkOrder { get; init; } = "WO-{yyyy}-{0000}";
    public string Contract { get; init; } = "C-{yyyy}-{0000}";
    public string Invoice { get; init; } = "I-{yyyy}-{0000}";
    public string CreditNote { get; init; } = "CN-{yyyy}-{0000}";

    public string Of(string series) =>
        series switch
        {
            "offer" => Offer,
            "workOrderQuote" => WorkOrderQuote,
            "contractQuote" => ContractQuote,
            "workOrder" => WorkOrder,
            "contract" => Contract,
            "invoice" => Invoice,
            "creditNote" => CreditNote,
            _ => throw new ArgumentOutOfRangeException(nameof(series), series, "No such number series"),
        };
}

/// <summary>How the account takes its customers' answers; frozen on a quote when it is sent.</summary>
public sealed record Policies
{
    /// <summary>PO 4: a signature wins at once, or waits for a member.</summary>
    public bool SignatureWins { get; init; } = true;

    /// <summary>PO 5: a rejection closes at once, or waits for a member.</summary>
    public bool RejectionCloses { get; init; } = true;

    /// <summary>PO 6: a proposed time applies at once, or waits for a member.</summary>
    public bool TimeAppliesAtOnce { get; init; } = true;

    /// <summary>PO 3: signing asks for a one-time code sent by e-mail.</summary>
    public bool CodeToSign { get; init; }

    /// <summary>PO 3: the customer types the words of acceptance himself, such as “Bon pour accord”.</summary>
    public bool MentionToType { get; init; }

    /// <summary>A member signs after the customer; nothing is won before.</summary>
    public bool MemberCountersigns { get; init; }

    /// <summary>Every recipient who may sign must; else the first signature accepts.</summary>
    public bool AllSignersSign { get; init; }

    public bool WinsBySignature => SignatureWins && !MemberCountersigns;

    /// <summary>A recipient may have a link of their own sent to somebody else.</summary>
    public bool ForwardingAllowed { get; init; }
}

public sealed record SavedTexts
{
    public string MailSubject { get; init; } = "";
    public string MailBody { get; init; } = "";
    public string Introduction { get; init; } = "";
    public string Terms { get; init; } = "";
    public string Scope { get; init; } = "";
}

public sealed record MailSettings
{
    /// <summary><c>smtp://user@host:port</c> or <c>smtps://…</c>; empty leaves mail in the built-in outbox.</summary>
    public string SmtpUrl { get; init; } = "";

    /// <summary>Protected by the server's key ring; never shown again.</summary>
    public string ProtectedPassword { get; init; } = "";
    public string FromAddress { get; init; } = "";
    public string FromName { get; init; } = "";

    /// <summary>SN 4: mails with quotes carry an invisible picture that tells when they are displayed.</summary>
    public bool TellsDisplay { get; init; }
}

/// <summary>Mails that remind a customer of a quote without an answer (SN 6).</summary>
public sealed record Reminders
{
    public bool BeforeExpiry { get; init; }

    /// <summary>Days before the last day of validity.</summary>
    public int DaysBefore { get; init; } = 3;

    public bool AfterSilence { get; init; }

    /// <summary>Days after sending.</summary>
    public int DaysSilent { get; init; } = 7;

    /// <summary>Own words by language; where there are none, ours.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();
}
