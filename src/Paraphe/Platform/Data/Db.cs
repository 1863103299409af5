using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Catalogue;
using Paraphe.Domain.Changes;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Projects;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;
using Paraphe.Domain.Signing;
using Paraphe.Domain.Webhooks;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Live;

namespace Paraphe.Platform.Data;

/// <summary>What follows from a happening, in the transaction that saves it.</summary>
public delegate void React(Happening what, Db db);

/// <summary>What a context needs besides its options.</summary>
public sealed record DbScope(Tenant Tenant, React React, Announcer Announcer, TimeProvider Clock);

/// <summary>
/// All rows of all accounts, seen through the filter of the account at work. One subclass a database, for its migrations.
/// </summary>
public abstract partial class Db(DbContextOptions options, DbScope scope) : IdentityUserContext<Member, Guid>(options)
{
    /// <summary>Name of the query filter that holds every query to the account at work.</summary>
    public const string AccountFilter = "account";

    /// <summary>
    /// What a query across accounts lifts. Always this very array: EF Core compiles a query anew, for milliseconds, whose constants it does not know
    /// again, and a collection that is written in place is a new one each time.
    /// </summary>
    public static readonly string[] AcrossAccounts = [AccountFilter];

    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<MemberLink> MemberLinks => Set<MemberLink>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<ContactEmail> ContactEmails => Set<ContactEmail>();
    public DbSet<CustomerFile> CustomerFiles => Set<CustomerFile>();
    public DbSet<Property> Properties => Set<Property>();
    public DbSet<CatalogueItem> Catalogue => Set<CatalogueItem>();
    public DbSet<CatalogueImport> CatalogueImports => Set<CatalogueImport>();
    public DbSet<ImportedItem> ImportedItems => Set<ImportedItem>();
    public DbSet<PriceList> PriceLists => Set<PriceList>();
    public DbSet<CustomerImport> CustomerImports => Set<CustomerImport>();
    public DbSet<CustomerMerge> CustomerMerges => Set<CustomerMerge>();
    public DbSet<ImportFlaw> ImportFlaws => Set<ImportFlaw>();
    public DbSet<ImportedCustomer> ImportedCustomers => Set<ImportedCustomer>();
    public DbSet<Project> Projects => Set<Project>();
    public DbSet<Quote> Quotes => Set<Quote>();
    public DbSet<QuoteTag> QuoteTags => Set<QuoteTag>();
    public DbSet<QuoteTemplate> QuoteTemplates => Set<QuoteTemplate>();
    public DbSet<Revision> Revisions => Set<Revision>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<Signature> Signatures => Set<Signature>();
    public DbSet<SigningCode> SigningCodes => Set<SigningCode>();
    public DbSet<CustomerNote> CustomerNotes => Set<CustomerNote>();
    public DbSet<HomeLink> HomeLinks => Set<HomeLink>();
    public DbSet<QuoteEvent> Events => Set<QuoteEvent>();
    public DbSet<ChangeRequest> ChangeRequests => Set<ChangeRequest>();
    public DbSet<ProjectFollower> ProjectFollowers => Set<ProjectFollower>();
    public DbSet<WorkOrder> WorkOrders => Set<WorkOrder>();
    public DbSet<Contract> Contracts => Set<Contract>();
    public DbSet<OptionalService> OptionalServices => Set<OptionalService>();
    public DbSet<Invoice> Invoices => Set<Invoice>();
    public DbSet<InvoiceDelivery> InvoiceDeliveries => Set<InvoiceDelivery>();
    public DbSet<InvoiceDocument> InvoiceDocuments => Set<InvoiceDocument>();
    public DbSet<HandOver> HandOvers => Set<HandOver>();
    public DbSet<Request> Requests => Set<Request>();
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<MessageFile> MessageFiles => Set<MessageFile>();
    public DbSet<InboundMail> InboundMails => Set<InboundMail>();
    public DbSet<Document> Documents => Set<Document>();
    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();
    public DbSet<QuoteNote> Notes => Set<QuoteNote>();
    public DbSet<Upload> Uploads => Set<Upload>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();
    public DbSet<Job> Jobs => Set<Job>();

    /// <summary>The account at work; the filter's parameter.</summary>
    public Guid AccountId => scope.Tenant.AccountId;

    public DateTime Now => scope.Clock.GetUtcNow().UtcDateTime;

    /// <summary>Taken before the first read: a page listens from here, so that it misses nothing after what it shows.</summary>
    public string Mark { get; } = scope.Announcer.Mark;

    public bool IsSqlite => Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);

    public Guid NewId() => Guid.CreateVersion7(scope.Clock.GetUtcNow());

    /// <summary>A job in the same transaction as what it follows from.</summary>
    /// <param name="after">Not before this instant; null is at once.</param>
    public void Enqueue(IJob job, DateTime? after = null) => Jobs.Add(Job.Of(job, NewId(), scope.Tenant.AccountId, after ?? Now, Now));

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => Mapping.Conventions(conventions, this);

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        Mapping.Configure(model, this);
    }
}

public sealed class SqliteDb(DbContextOptions<SqliteDb> options, DbScope scope) : Db(options, scope);

public sealed class PostgresDb(DbContextOptions<PostgresDb> options, DbScope scope) : Db(options, scope);
