using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Orders
{
    internal sealed class OrderMapping : IEntityTypeConfiguration<Order>
    {
        public void Configure(EntityTypeBuilder<Order> order)
        {
            order.Property(o => o.Id).ValueGeneratedNever();
            order.Ignore(o => o.Number).Ignore(o => o.Total).Ignore(o => o.IsPaid).Ignore(o => o.Family);
            order.Property(o => o.ExternalId).HasMaxLength(Order.ExternalIdMaxLength);
            order.Property(o => o.CustomerName).HasMaxLength(Customer.NameMaxLength);
            order.Property(o => o.Email).HasMaxLength(Customer.EmailMaxLength);
            order.Property(o => o.Phone).HasMaxLength(Customer.PhoneMaxLength);
            order.Property(o => o.Currency).HasMaxLength(3);
            order.Property(o => o.CancelAskedByName).HasMaxLength(200);
            order.Property(o => o.PaymentMethod).HasMaxLength(Order.PaymentTextMaxLength);
            order.Property(o => o.PaymentReference).HasMaxLength(Order.PaymentTextMaxLength);
            order.Property(o => o.PaymentCurrency).HasMaxLength(3);
            order.Property(o => o.Packaging).HasMaxLength(Order.RemarkMaxLength);
            order.Property(o => o.GiftMessage).HasMaxLength(Order.RemarkMaxLength);
            order.Property(o => o.Remark).HasMaxLength(Order.RemarkMaxLength);
            order.Property(o => o.AutoTags).HasMaxLength(Order.RemarkMaxLength);
            order.Property(o => o.ReviewQueue).HasMaxLength(OrderMarks.QueueMaxLength);
            order.Property(o => o.Tags).HasMaxLength(Order.RemarkMaxLength);
            order.ComplexProperty(o => o.Billing, Address);
            order.ComplexProperty(o => o.Shipping, Address);
            order.HasMany(o => o.Lines).WithOne().HasForeignKey(l => l.OrderId).OnDelete(DeleteBehavior.Restrict);
            order.HasMany(o => o.Holds).WithOne().HasForeignKey(h => h.OrderId).OnDelete(DeleteBehavior.Restrict);
            order.HasMany(o => o.Events).WithOne().HasForeignKey(e => e.OrderId).OnDelete(DeleteBehavior.Restrict);
            order.HasOne<Channel>().WithMany().HasForeignKey(o => o.ChannelId).OnDelete(DeleteBehavior.Restrict);
            order.HasOne<Customer>().WithMany().HasForeignKey(o => o.CustomerId).OnDelete(DeleteBehavior.Restrict);
            order.HasIndex(o => new { o.ChannelId, o.ExternalId }).IsUnique();
            order.HasIndex(o => new { o.Status, o.PlacedAt, o.Id });
            order.HasIndex(o => new { o.PlacedAt, o.Id });
            // Past orders are judged again in the order in which they came in.
            order.HasIndex(o => new { o.ReceivedAt, o.Id });
            order.HasIndex(o => new { o.ChannelId, o.PlacedAt, o.Id });
            order.HasIndex(o => new { o.Payment, o.PlacedAt, o.Id });
            order.HasIndex(o => new { o.Status, o.TotalMinor, o.Id });
            // Sorted by total: nothing in it ever changes, so it costs one entry per order, and filters by channel and day are answered from it.
            order.HasIndex(o => new { o.TotalMinor, o.Id, o.ChannelId, o.BusinessDay });
            // What is held is little and is looked at all day: entries only while an order is held.
            order.HasIndex(o => new { o.PlacedAt, o.Id }, "ix_orders_held_placed_at_id").HasFilter("open_holds <> 0");
            order.HasIndex(o => new { o.TotalMinor, o.Id }, "ix_orders_held_total_minor_id").HasFilter("open_holds <> 0");
            // Open orders that an older policy judged are found without looking at the others; an entry only until the order is picked.
            order.HasIndex(o => new { o.PolicyVersion, o.Id }, "ix_orders_open_policy_version_id").HasFilter("status <= 4 AND origin <> 2");
            order.HasIndex(o => new { o.CustomerId, o.PlacedAt, o.Id });
            order.HasIndex(o => new { o.Email, o.PlacedAt, o.Id });
            order.HasIndex(o => new { o.Phone, o.PlacedAt, o.Id });
            order.HasIndex(o => new { o.ShipTo, o.PlacedAt, o.Id });
            order.HasIndex(o => o.PaymentReference);
            // Few orders are split or promised: entries only for those.
            order.HasIndex(o => o.SplitFrom).HasFilter("split_from IS NOT NULL");
            order.HasIndex(o => o.CancelAskedAt).HasFilter("cancel_asked_at IS NOT NULL");
            order.HasIndex(o => o.PromisedFor).HasFilter("promised_for IS NOT NULL");
            order.HasIndex(o => o.PromisedBy).HasFilter("promised_by IS NOT NULL");
        }

        private static void Address(ComplexPropertyBuilder<PostalAddress> address)
        {
            address.IsRequired();
            address.Ignore(a => a.IsEmpty);
            address.Property(a => a.Name).HasMaxLength(PostalAddress.PartMaxLength);
            address.Property(a => a.Line1).HasMaxLength(PostalAddress.PartMaxLength);
            address.Property(a => a.Line2).HasMaxLength(PostalAddress.PartMaxLength);
            address.Property(a => a.City).HasMaxLength(PostalAddress.PartMaxLength);
            address.Property(a => a.Region).HasMaxLength(PostalAddress.PartMaxLength);
            address.Property(a => a.PostalCode).HasMaxLength(PostalAddress.PostalCodeMaxLength);
            address.Property(a => a.Country).HasMaxLength(PostalAddress.PartMaxLength);
            address.Property(a => a.Phone).HasMaxLength(Customer.PhoneMaxLength);
        }
    }

    internal sealed class OrderPartsMapping :
        IEntityTypeConfiguration<OrderLine>,
        IEntityTypeConfiguration<OrderHold>,
        IEntityTypeConfiguration<HoldKind>,
        IEntityTypeConfiguration<OrderEvent>,
        IEntityTypeConfiguration<Refund>,
        IEntityTypeConfiguration<RefundLine>,
        IEntityTypeConfiguration<SavedSearch>,
        IEntityTypeConfiguration<Draft>
    {
        public void Configure(EntityTypeBuilder<OrderLine> line)
        {
            line.Property(l => l.Sku).HasMaxLength(Variant.SkuMaxLength);
            line.Property(l => l.Name).HasMaxLength(Product.NameMaxLength);
            line.Property(l => l.Specification).HasMaxLength(Product.NameMaxLength);
            line.HasOne<Variant>().WithMany().HasForeignKey(l => l.VariantId).OnDelete(DeleteBehavior.Restrict);
            line.HasIndex(l => new { l.OrderId, l.Number });
            line.HasIndex(l => new { l.Sku, l.OrderId });
        }

        public void Configure(EntityTypeBuilder<OrderHold> hold)
        {
            hold.Property(h => h.Reason).HasMaxLength(100);
            hold.Property(h => h.Args).HasMaxLength(OrderHold.ArgsMaxLength);
            hold.Property(h => h.Check).HasMaxLength(60).HasColumnName("check_code");
            hold.Property(h => h.Note).HasMaxLength(OrderHold.NoteMaxLength);
            hold.HasIndex(h => new { h.OrderId, h.State });
            hold.HasIndex(h => new { h.State, h.Type, h.OrderId });
            hold.HasIndex(h => new { h.State, h.AboutId }).HasFilter("about_id IS NOT NULL");
            hold.HasIndex(h => new { h.State, h.ExpiresAt }).HasFilter("expires_at IS NOT NULL");
        }

        public void Configure(EntityTypeBuilder<HoldKind> kind)
        {
            kind.HasKey(k => k.Type);
            kind.Property(k => k.Type).ValueGeneratedNever();
            kind.Property(k => k.NameEn).HasMaxLength(HoldTerms.NameMaxLength);
            kind.Property(k => k.NameHans).HasMaxLength(HoldTerms.NameMaxLength);
            kind.Property(k => k.NameHant).HasMaxLength(HoldTerms.NameMaxLength);
            kind.Ignore(k => k.Terms);
        }

        public void Configure(EntityTypeBuilder<OrderEvent> entry)
        {
            entry.Property(e => e.ActorName).HasMaxLength(200);
            entry.Property(e => e.Code).HasMaxLength(60);
            entry.Property(e => e.Note).HasMaxLength(OrderEvent.NoteMaxLength);
            entry.HasIndex(e => new { e.OrderId, e.Number }).IsUnique();
        }

        public void Configure(EntityTypeBuilder<Refund> refund)
        {
            refund.Property(r => r.ExternalId).HasMaxLength(Order.ExternalIdMaxLength);
            refund.Property(r => r.Currency).HasMaxLength(3);
            refund.Property(r => r.ContentHash).HasMaxLength(64);
            refund.HasOne<Channel>().WithMany().HasForeignKey(r => r.ChannelId).OnDelete(DeleteBehavior.Restrict);
            refund.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId).OnDelete(DeleteBehavior.Restrict);
            refund.HasOne<Customer>().WithMany().HasForeignKey(r => r.CustomerId).OnDelete(DeleteBehavior.Restrict);
            refund.HasIndex(r => new { r.ChannelId, r.ExternalId }).IsUnique();
            refund.HasIndex(r => r.BusinessDay);
            refund.HasIndex(r => r.OrderId);
            refund.HasIndex(r => new { r.CustomerId, r.At });
        }

        public void Configure(EntityTypeBuilder<RefundLine> line)
        {
            line.Property(l => l.Sku).HasMaxLength(Variant.SkuMaxLength);
            line.Property(l => l.Name).HasMaxLength(Product.NameMaxLength);
            line.HasIndex(l => l.RefundId);
            line.HasOne<Refund>().WithMany().HasForeignKey(l => l.RefundId).OnDelete(DeleteBehavior.Restrict);
        }

        public void Configure(EntityTypeBuilder<SavedSearch> search)
        {
            search.HasKey(s => s.Id);
            search.Property(s => s.Id).HasMaxLength(20).ValueGeneratedNever();
            search.Property(s => s.Text).HasMaxLength(SavedSearch.TextMaxLength);
            search.HasIndex(s => s.StaffId);
        }

        public void Configure(EntityTypeBuilder<Draft> draft)
        {
            draft.HasKey(d => new { d.StaffId, d.Box, d.Key });
            draft.Property(d => d.Box).HasMaxLength(40);
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Orders.</summary>
        public DbSet<Order> Orders => Set<Order>();

        /// <summary>What was bought.</summary>
        public DbSet<OrderLine> OrderLines => Set<OrderLine>();

        /// <summary>Why orders may not move.</summary>
        public DbSet<OrderHold> OrderHolds => Set<OrderHold>();

        /// <summary>What the company makes of types of holds, where that is not what is built in.</summary>
        public DbSet<HoldKind> HoldKinds => Set<HoldKind>();

        /// <summary>The timelines.</summary>
        public DbSet<OrderEvent> OrderEvents => Set<OrderEvent>();

        /// <summary>Money given back.</summary>
        public DbSet<Refund> Refunds => Set<Refund>();

        /// <summary>What was given back.</summary>
        public DbSet<RefundLine> RefundLines => Set<RefundLine>();

        /// <summary>Searches that must not stand in an address.</summary>
        public DbSet<SavedSearch> SavedSearches => Set<SavedSearch>();

        /// <summary>Typed and not sent yet.</summary>
        public DbSet<Draft> Drafts => Set<Draft>();
    }
}
