using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Campaigns;
using Paraphe.Domain.Catalogue;
using Paraphe.Domain.Changes;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Json;
using Paraphe.Domain.Projects;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;
using Paraphe.Domain.Signing;
using Paraphe.Domain.Webhooks;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;

namespace Paraphe.Platform.Data;

/// <summary>How nouns become rows, the same on both databases.</summary>
internal static class Mapping
{
    public static void Conventions(ModelConfigurationBuilder conventions, Db db)
    {
        // SQLite has no decimal: sorting and sums would differ between the databases.
        conventions.Properties<decimal>().HaveConversion<ScaledDecimal>();
        conventions.Properties<DateTime>().HaveConversion<UtcInstant>();
        if (!db.IsSqlite)
            conventions.Properties<DateTime>().HaveColumnType("timestamp with time zone");
        conventions.Properties<Enum>().HaveConversion<string>();
    }

    public static void Configure(ModelBuilder model, Db db)
    {
        model.Entity<Account>(account =>
        {
            account.Ignore(a => a.Language);
            Json(account, a => a.Profile);
            Json(account, a => a.Settings);
            account.HasIndex(a => a.RequestName).IsUnique();
        });
        model.Entity<Member>(member =>
        {
            member.ToTable("Members");
            Json(member, m => m.Notices);
            Json(member, m => m.Lists);
            member.HasIndex(m => m.AccountId);
        });
        model.Entity<MemberLink>(link =>
        {
            link.HasIndex(l => l.TokenHash).IsUnique();
            link.HasIndex(l => new { l.MemberId, l.Purpose });
        });
        model.Entity<ApiKey>(key =>
        {
            key.HasIndex(k => k.KeyHash).IsUnique();
            key.HasIndex(k => k.MemberId);
        });
        model.Entity<IdempotentAnswer>(answer =>
        {
            answer.HasIndex(a => new { a.AccountId, a.Key }).IsUnique();
            answer.HasIndex(a => a.CreatedAt);
        });
        model.Entity<Customer>(customer =>
        {
            Json(customer, c => c.Details);
            Json(customer, c => c.Memo);
            customer.HasMany(c => c.Contacts).WithOne().HasForeignKey(c => c.CustomerId);
            customer.HasMany(c => c.Properties).WithOne().HasForeignKey(p => p.CustomerId);
            AToZ(customer.Property(c => c.SortName), db);
            customer.HasIndex(c => new { c.AccountId, c.EmailKey });
            customer.HasIndex(c => new { c.AccountId, c.PhoneKey });
            customer.HasIndex(c => new { c.AccountId, c.VatKey });
            customer.HasIndex(c => new { c.AccountId, c.NumberKey });
            customer.HasIndex(c => new
            {
                c.AccountId,
                c.SortName,
                c.Id,
            });
        });
        model.Entity<CustomerImport>(import =>
        {
            Json(import, i => i.Plan);
            Json(import, i => i.Tally);
            import.HasIndex(i => new
            {
                i.AccountId,
                i.CreatedAt,
                i.Id,
            });
        });
        model.Entity<CustomerMerge>(merge =>
        {
            Json(merge, m => m.Before);
            Json(merge, m => m.After);
            Json(merge, m => m.Gone);
            Json(merge, m => m.Moved);
            merge.HasIndex(m => new { m.KeptId, m.MergedAt });
        });
        model.Entity<ImportFlaw>(flaw =>
        {
            Json(flaw, f => f.Args);
            flaw.HasIndex(f => new
            {
                f.ImportId,
                f.Line,
                f.Id,
            });
        });
        model.Entity<ImportedCustomer>(imported =>
        {
            JsonOrNull(imported, i => i.Before);
            Json(imported, i => i.After);
            imported.HasIndex(i => new { i.ImportId, i.Id });
        });
        model.Entity<Contact>(contact =>
        {
            Json(contact, c => c.Details);
            contact.HasMany(c => c.Addresses).WithOne().HasForeignKey(address => address.ContactId);
        });
        model.Entity<ContactEmail>(address =>
        {
            address.HasKey(a => new { a.ContactId, a.Email });
            address.HasIndex(a => new { a.AccountId, a.Email });
        });
        model.Entity<CustomerFile>(file =>
        {
            file.HasOne<Customer>().WithMany().HasForeignKey(f => f.CustomerId);
            file.HasIndex(f => new { f.CustomerId, f.AddedAt });
        });
        model.Entity<Property>(property => Json(property, p => p.Address));
        model.Entity<CatalogueItem>(item =>
        {
            item.ToTable("Catalogue");
            Json(item, i => i.Details);
            AToZ(item.Property(i => i.SortName), db);
            item.HasIndex(i => new
            {
                i.AccountId,
                i.SortName,
                i.Id,
            });
            item.HasIndex(i => new { i.AccountId, i.CodeKey }).IsUnique();
        });
        model.Entity<CatalogueImport>(import => import.HasIndex(i => new { i.AccountId, i.At }));
        model.Entity<ImportedItem>(imported =>
        {
            JsonOrNull(imported, i => i.Before);
            imported.HasIndex(i => i.ImportId);
        });
        model.Entity<PriceList>(list =>
        {
            Json(list, l => l.Terms);
            list.HasIndex(l => new { l.AccountId, l.Name });
        });
        model.Entity<Project>(project => project.HasIndex(p => new { p.AccountId, p.CustomerId }));
        model.Entity<Quote>(quote =>
        {
            Json(quote, q => q.Content);
            Json(quote, q => q.Tags);
            Json(quote, q => q.Policies);
            JsonOrNull(quote, q => q.Detached);
            JsonOrNull(quote, q => q.Refusal);
            JsonOrNull(quote, q => q.Offline);
            JsonOrNull(quote, q => q.Time);
            JsonOrNull(quote, q => q.Partly);
            JsonOrNull(quote, q => q.Planned);
            quote.HasIndex(q => new { q.AccountId, q.FollowUpOn });
            AToZ(quote.Property(q => q.CustomerSort), db);
            ShortFirst(quote);
            quote.HasIndex(q => new
            {
                q.AccountId,
                q.CreatedAt,
                q.Id,
            });
            quote.HasIndex(q => new
            {
                q.AccountId,
                q.Standing,
                q.CreatedAt,
                q.Id,
            });
            // Covers the counts of the list's tabs and the sum of what is open.
            quote.HasIndex(q => new
            {
                q.AccountId,
                q.Standing,
                q.ValidUntil,
                q.Currency,
                q.Total,
            });
            quote.HasIndex(q => new
            {
                q.AccountId,
                q.CustomerSort,
                q.Id,
            });
            quote.HasIndex(q => new
            {
                q.AccountId,
                q.Total,
                q.Id,
            });
            // Decisions of a period: the pipeline and its figures.
            quote.HasIndex(q => new { q.AccountId, q.WonAt });
            quote.HasIndex(q => new { q.AccountId, q.LostAt });
            quote.HasIndex(q => new { q.AccountId, q.Number }).IsUnique();
            quote.HasIndex(q => new { q.AccountId, q.DraftNumber }).IsUnique();
            quote.HasIndex(q => q.CustomerId);
            quote.HasIndex(q => q.ProjectId);
            quote.HasIndex(q => q.RequestId);
            quote.HasIndex(q => q.CampaignId);
            // Nobody is offered the same service for the same property twice at once.
            quote.HasIndex(q => new { q.AccountId, q.Claim }).IsUnique();
        });
        model.Entity<QuoteTag>(tag =>
        {
            tag.HasKey(t => new { t.QuoteId, t.Key });
            tag.HasIndex(t => new
            {
                t.AccountId,
                t.Key,
                t.QuoteId,
            });
            tag.HasOne<Quote>().WithMany().HasForeignKey(t => t.QuoteId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<QuoteTemplate>(template =>
        {
            Json(template, t => t.Content);
            template.HasIndex(t => new { t.AccountId, t.Name });
        });
        model.Entity<Revision>(revision => revision.HasIndex(r => new { r.QuoteId, r.Number }).IsUnique());
        model.Entity<Delivery>(delivery =>
        {
            delivery.HasIndex(d => d.TokenHash).IsUnique();
            delivery.HasIndex(d => new { d.QuoteId, d.RevisionNumber });
            // The tracker, newest first; and what an address received, for its home.
            delivery.HasIndex(d => new
            {
                d.AccountId,
                d.CreatedAt,
                d.Id,
            });
            delivery.HasIndex(d => new { d.AccountId, d.Email });
            delivery.HasIndex(d => new { d.AccountId, d.LastSeenAt });
        });
        model.Entity<Signature>(signature =>
        {
            Json(signature, s => s.Choice);
            signature.HasIndex(s => new { s.QuoteId, s.FormKey }).IsUnique();
        });
        model.Entity<SigningCode>().HasIndex(c => new { c.DeliveryId, c.CreatedAt });
        model.Entity<CustomerNote>().HasIndex(n => new { n.QuoteId, n.Email }).IsUnique();
        model.Entity<HomeLink>(link =>
        {
            link.HasIndex(l => l.TokenHash).IsUnique();
            link.HasIndex(l => l.VisitHash).IsUnique();
            link.HasIndex(l => new { l.AccountId, l.Email });
        });
        model.Entity<QuoteEvent>(happened =>
        {
            happened.ToTable("Events");
            happened.HasKey(e => new { e.QuoteId, e.Sequence });
        });
        model.Entity<ChangeRequest>(round =>
        {
            Json(round, r => r.Wishes);
            round.Ignore(r => r.Asked);
            // Two people of the customer who begin the same round at once: one of them joins the other's.
            round.HasIndex(r => new { r.QuoteId, r.Round }).IsUnique();
        });
        model.Entity<ProjectFollower>().HasKey(f => new { f.ProjectId, f.MemberId });
        model.Entity<WorkOrder>(order =>
        {
            Json(order, o => o.Lines);
            Json(order, o => o.Checklist);
            Json(order, o => o.Entries);
            Json(order, o => o.Photos);
            JsonOrNull(order, o => o.Signed);
            order.HasIndex(o => o.Occurrence).IsUnique();
            order.HasIndex(o => new { o.AccountId, o.StartsAt });
            order.HasIndex(o => o.ContractId);
            order.HasIndex(o => new { o.AccountId, o.Number }).IsUnique();
            order.HasIndex(o => new
            {
                o.AccountId,
                o.CreatedAt,
                o.Id,
            });
            order.HasIndex(o => o.QuoteId);
        });
        model.Entity<Invoice>(invoice =>
        {
            Json(invoice, i => i.Content);
            Json(invoice, i => i.Entries);
            AToZ(invoice.Property(i => i.CustomerSort), db);
            invoice.HasMany(i => i.Payments).WithOne().HasForeignKey(p => p.InvoiceId).OnDelete(DeleteBehavior.Cascade);
            ShortFirst(invoice);
            invoice.HasIndex(i => new { i.AccountId, i.Number }).IsUnique();
            invoice.HasIndex(i => new
            {
                i.AccountId,
                i.CreatedAt,
                i.Id,
            });
            // Covers the counts of the list's tabs and the sums of what is open.
            invoice.HasIndex(i => new
            {
                i.AccountId,
                i.Kind,
                i.IssuedOn,
                i.DueOn,
                i.Left,
                i.Currency,
            });
            invoice.HasIndex(i => i.QuoteId);
            invoice.HasIndex(i => i.ProjectId);
            invoice.HasIndex(i => i.CustomerId);
            invoice.HasIndex(i => i.ContractId);
            invoice.HasIndex(i => i.WorkOrderId);
            invoice.HasIndex(i => i.CorrectsId);
        });
        model.Entity<Payment>(payment => payment.ToTable("Payments").HasIndex(p => p.InvoiceId));
        model.Entity<InvoiceDelivery>(delivery =>
        {
            delivery.HasOne<Invoice>().WithMany().HasForeignKey(d => d.InvoiceId).OnDelete(DeleteBehavior.Cascade);
            delivery.HasIndex(d => d.TokenHash).IsUnique();
            delivery.HasIndex(d => new { d.AccountId, d.Email });
        });
        model.Entity<InvoiceDocument>(document => document.HasIndex(d => new { d.InvoiceId, d.Kind }).IsUnique());
        model.Entity<HandOver>(row =>
        {
            row.HasOne<Invoice>().WithMany().HasForeignKey(r => r.InvoiceId).OnDelete(DeleteBehavior.Cascade);
            row.HasIndex(r => r.InvoiceId);
            // One at a time is on its way, whoever clicks and however often.
            row.HasIndex(r => r.InvoiceId, "IX_HandOvers_Waiting").IsUnique().HasFilter("\"TakenAt\" IS NULL AND \"RefusedAt\" IS NULL");
        });
        model.Entity<CalendarLink>(link =>
        {
            link.ToTable("CalendarLinks");
            link.HasIndex(l => l.TokenHash).IsUnique();
            link.HasIndex(l => l.MemberId).IsUnique();
        });
        model.Entity<Campaign>(campaign =>
        {
            campaign.ToTable("Campaigns");
            Json(campaign, c => c.Wanted);
            Json(campaign, c => c.Skipped);
            campaign.HasIndex(c => new
            {
                c.AccountId,
                c.CreatedAt,
                c.Id,
            });
        });
        model.Entity<Contract>(contract =>
        {
            Json(contract, c => c.Services);
            contract.HasMany(c => c.Options).WithOne().HasForeignKey(o => o.ContractId).OnDelete(DeleteBehavior.Cascade);
            contract.HasIndex(c => new { c.AccountId, c.Number }).IsUnique();
            contract.HasIndex(c => new
            {
                c.AccountId,
                c.CreatedAt,
                c.Id,
            });
            contract.HasIndex(c => new { c.AccountId, c.EndsOn });
            contract.HasIndex(c => c.QuoteId);
            contract.HasIndex(c => c.CustomerId);
            contract.HasIndex(c => c.PropertyId);
        });
        model.Entity<OptionalService>(option =>
        {
            option.ToTable("OptionalServices");
            Json(option, o => o.Line);
            option.HasIndex(o => new
            {
                o.AccountId,
                o.Service,
                o.ContractId,
            });
        });
        model.Entity<Request>(request =>
        {
            Json(request, r => r.Requester);
            // The three ways the list goes: all, of one status, of one assignee; each newest first.
            request.HasIndex(r => new
            {
                r.AccountId,
                r.IsSpam,
                r.LastMessageAt,
                r.Id,
            });
            request.HasIndex(r => new
            {
                r.AccountId,
                r.IsSpam,
                r.Status,
                r.LastMessageAt,
                r.Id,
            });
            request.HasIndex(r => new
            {
                r.AccountId,
                r.AssigneeId,
                r.LastMessageAt,
                r.Id,
            });
            request.HasIndex(r => new
            {
                r.AccountId,
                r.IsUnread,
                r.IsSpam,
            });
            request.HasIndex(r => new { r.AccountId, r.Email });
            request.HasIndex(r => r.ConversationId).IsUnique();
            request.HasIndex(r => r.CustomerId);
        });
        model.Entity<Message>(message =>
        {
            Json(message, m => m.To);
            Json(message, m => m.Cc);
            Json(message, m => m.Args);
            message.HasMany(m => m.Files).WithOne().HasForeignKey(f => f.MessageId).OnDelete(DeleteBehavior.Cascade);
            message.HasIndex(m => new
            {
                m.ConversationId,
                m.At,
                m.Id,
            });
            message.HasIndex(m => new { m.AccountId, m.MessageId });
            message.HasIndex(m => m.InboundId).IsUnique();
            message.HasIndex(m => m.OutgoingId);
        });
        model.Entity<InboundMail>(mail =>
        {
            // With its time: SQLite would rather look through all mails of the last days.
            mail.HasIndex(m => new
            {
                m.AccountId,
                m.ContentHash,
                m.ReceivedAt,
            });
            mail.HasIndex(m => new { m.AccountId, m.ReceivedAt });
        });
        model.Entity<QuoteNote>(note =>
        {
            note.ToTable("Notes");
            Json(note, n => n.Content);
            note.HasOne<Quote>().WithMany().HasForeignKey(n => n.QuoteId).OnDelete(DeleteBehavior.Cascade);
            note.HasIndex(n => new
            {
                n.AccountId,
                n.CreatedAt,
                n.Id,
            });
        });
        model.Entity<Upload>(upload =>
        {
            Json(upload, u => u.Parts);
            upload.HasIndex(u => new { u.MemberId, u.Purpose });
        });
        model.Entity<NumberSeries>().ToTable("NumberSeries").HasKey(series => new { series.AccountId, series.Series });
        model.Entity<Document>().HasIndex(d => new { d.SourceId, d.Kind }).IsUnique();
        model.Entity<Document>().HasIndex(d => d.QuoteId);
        model.Entity<OutgoingMail>(mail =>
        {
            mail.HasIndex(m => m.Purpose).IsUnique();
            mail.HasIndex(m => new { m.AccountId, m.CreatedAt });
            mail.HasIndex(m => m.DeliveryId);
        });
        model
            .Entity<Notice>()
            .HasIndex(n => new
            {
                n.MemberId,
                n.ReadAt,
                n.At,
            });
        model.Entity<ServerValue>().ToTable("ServerValues").HasKey(value => value.Name);
        model.Entity<Job>(job =>
            job.HasIndex(j => new
            {
                j.State,
                j.Lane,
                j.RunAt,
            })
        );
        model.Entity<Webhook>(hook =>
        {
            Json(hook, h => h.Events);
            hook.HasIndex(h => new { h.AccountId, h.OffAt });
        });
        model.Entity<WebhookDelivery>(delivery =>
        {
            Json(delivery, d => d.Tries);
            delivery.HasOne<Webhook>().WithMany().HasForeignKey(d => d.WebhookId).OnDelete(DeleteBehavior.Cascade);
            // The log, newest first; and what failed of it.
            delivery.HasIndex(d => new
            {
                d.WebhookId,
                d.CreatedAt,
                d.Id,
            });
            delivery.HasIndex(d => new
            {
                d.WebhookId,
                d.State,
                d.CreatedAt,
            });
            delivery.HasIndex(d => new { d.AccountId, d.SubjectId });
        });

        foreach (var type in model.Model.GetEntityTypes().Where(type => typeof(IOwned).IsAssignableFrom(type.ClrType)).ToList())
            FilterByAccount(model, type.ClrType, db);
        foreach (var type in model.Model.GetEntityTypes().Where(type => typeof(Aggregate).IsAssignableFrom(type.ClrType)))
            type.FindProperty(nameof(Aggregate.Version))!.IsConcurrencyToken = true;
        // Identifiers are made by us, in the order of time.
        foreach (
            var key in model
                .Model.GetEntityTypes()
                .SelectMany(type => type.GetKeys())
                .SelectMany(key => key.Properties)
                .Where(key => key.ClrType == typeof(Guid))
        )
            key.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
    }

    // SQLite compares bytes; PostgreSQL would sort by its server's language.
    private static void AToZ(PropertyBuilder<string> column, Db db)
    {
        if (!db.IsSqlite)
            column.UseCollation("C");
    }

    // SQLite reads what stands behind a long text from further pages: lists are made of the short columns.
    private static void ShortFirst(EntityTypeBuilder row)
    {
        var place = 0;
        foreach (
            var column in row
                .Metadata.GetProperties()
                .OrderBy(column => !column.IsPrimaryKey())
                .ThenBy(column => column.GetValueConverter()?.ProviderClrType == typeof(string) && !column.ClrType.IsValueType)
                .ThenBy(column => column.PropertyInfo?.DeclaringType != row.Metadata.ClrType)
                .ThenBy(column => column.PropertyInfo?.MetadataToken)
        )
            column.SetColumnOrder(place++);
    }

    private static void FilterByAccount(ModelBuilder model, Type type, Db db)
    {
        var row = Expression.Parameter(type, "row");
        var own = Expression.Equal(
            Expression.Property(row, nameof(IOwned.AccountId)),
            Expression.Property(Expression.Constant(db), nameof(Db.AccountId))
        );
        model.Entity(type).HasQueryFilter(Db.AccountFilter, Expression.Lambda(own, row));
    }

    /// <summary>A value kept as JSON: replaced whole, never changed in place.</summary>
    private static void Json<TRow, T>(EntityTypeBuilder<TRow> row, Expression<Func<TRow, T>> property)
        where TRow : class => row.Property(property).HasConversion(JsonOf<T>(), ByReference<T>());

    private static void JsonOrNull<TRow, T>(EntityTypeBuilder<TRow> row, Expression<Func<TRow, T?>> property)
        where TRow : class
        where T : class => row.Property(property).HasConversion((ValueConverter)JsonOf<T>(), ByReference<T?>());

    private static ValueConverter<T, string> JsonOf<T>() =>
        new(value => JsonSerializer.Serialize(value, DomainJson.Options), json => JsonSerializer.Deserialize<T>(json, DomainJson.Options)!);

    private static ValueComparer<T> ByReference<T>() =>
        typeof(T).IsValueType
            ? new((a, b) => EqualityComparer<T>.Default.Equals(a, b), value => value!.GetHashCode(), value => value)
            : new((a, b) => ReferenceEquals(a, b), value => RuntimeHelpers.GetHashCode(value), value => value);
}

/// <summary>Money, quantities and rates as whole numbers of ten-thousandths.</summary>
internal sealed class ScaledDecimal() : ValueConverter<decimal, long>(value => (long)(value * 10_000m), stored => stored / 10_000m);

/// <summary>SQLite forgets that an instant is UTC.</summary>
internal sealed class UtcInstant()
    : ValueConverter<DateTime, DateTime>(
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc),
        stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc)
    );
