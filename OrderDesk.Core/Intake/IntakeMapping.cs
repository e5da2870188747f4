using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Intake;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Intake
{
    internal sealed class IntakeMapping : IEntityTypeConfiguration<IntakeReceipt>, IEntityTypeConfiguration<InboxItem>, IEntityTypeConfiguration<ImportRun>
    {
        public void Configure(EntityTypeBuilder<IntakeReceipt> receipt)
        {
            receipt.HasKey(r => r.OrderId);
            receipt.Property(r => r.OrderId).ValueGeneratedNever();
            receipt.Property(r => r.ExternalId).HasMaxLength(Order.ExternalIdMaxLength);
            receipt.Property(r => r.ContentHash).HasMaxLength(64);
            receipt.Property(r => r.IdempotencyKey).HasMaxLength(IntakeReceipt.KeyMaxLength);
            receipt.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId).OnDelete(DeleteBehavior.Restrict);
            receipt.HasIndex(r => new { r.ChannelId, r.ExternalId }).IsUnique();
            receipt.HasIndex(r => new { r.ChannelId, r.IdempotencyKey }).IsUnique();
        }

        public void Configure(EntityTypeBuilder<InboxItem> item)
        {
            item.Property(i => i.ExternalId).HasMaxLength(Order.ExternalIdMaxLength);
            item.Property(i => i.PayloadHash).HasMaxLength(64);
            item.Property(i => i.Profile).HasMaxLength(40);
            item.Property(i => i.OwnerName).HasMaxLength(200);
            item.Property(i => i.DiscardReason).HasMaxLength(InboxItem.ReasonMaxLength);
            item.HasOne<Channel>().WithMany().HasForeignKey(i => i.ChannelId).OnDelete(DeleteBehavior.Restrict);
            item.HasIndex(i => new { i.State, i.ReceivedAt, i.Id });
            item.HasIndex(i => new { i.ChannelId, i.PayloadHash });
            item.HasIndex(i => new { i.ChannelId, i.State });
        }

        public void Configure(EntityTypeBuilder<ImportRun> run)
        {
            run.Property(r => r.FileName).HasMaxLength(ImportRun.FileNameMaxLength);
            run.Property(r => r.NewChannel).HasMaxLength(Channel.CodeMaxLength);
            run.Property(r => r.ReportAs).HasMaxLength(100);
            run.Property(r => r.StoredAs).HasMaxLength(100);
            run.Property(r => r.FileHash).HasMaxLength(64);
            run.Property(r => r.Profile).HasMaxLength(40);
            run.Property(r => r.FailureCode).HasMaxLength(100);
            run.Property(r => r.FailureArgs).HasMaxLength(2000);
            run.Property(r => r.StartedBy).HasMaxLength(200);
            run.HasOne<Channel>().WithMany().HasForeignKey(r => r.ChannelId).OnDelete(DeleteBehavior.Restrict);
            run.HasIndex(r => new { r.State, r.Id });
            run.HasIndex(r => new { r.ChannelId, r.FileHash });
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Proofs of what was taken.</summary>
        public DbSet<IntakeReceipt> IntakeReceipts => Set<IntakeReceipt>();

        /// <summary>What could not be taken.</summary>
        public DbSet<InboxItem> InboxItems => Set<InboxItem>();

        /// <summary>Imports of files.</summary>
        public DbSet<ImportRun> ImportRuns => Set<ImportRun>();
    }
}
