using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;

namespace OrderDesk.Core.Review
{
    internal sealed class ReviewMapping : IEntityTypeConfiguration<ReviewCase>, IEntityTypeConfiguration<ReviewDecision>, IEntityTypeConfiguration<MessageTemplate>, IEntityTypeConfiguration<Handover>
    {
        public void Configure(EntityTypeBuilder<ReviewCase> review)
        {
            review.Property(r => r.ClaimedByName).HasMaxLength(200);
            review.Property(r => r.DecidedByName).HasMaxLength(200);
            review.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId).OnDelete(DeleteBehavior.Restrict);
            review.HasIndex(r => r.OrderId).IsUnique();
            review.HasIndex(r => new { r.State, r.DecideBy, r.WorthMinor, r.OrderId }).IsDescending(false, false, true, false);
            review.HasIndex(r => new { r.ClaimedBy, r.State });
            review.HasIndex(r => r.OpenedAt);
            review.HasIndex(r => r.ClosedAt);
            review.HasIndex(r => r.SnoozedBy).HasFilter("snoozed_by IS NOT NULL");
            review.HasIndex(r => r.EscalatedBy).HasFilter("escalated_by IS NOT NULL");
            review.Property(r => r.EscalatedByName).HasMaxLength(200);
            review.Property(r => r.FirstYesByName).HasMaxLength(200);
        }

        public void Configure(EntityTypeBuilder<ReviewDecision> decision)
        {
            decision.Property(d => d.ByName).HasMaxLength(200);
            decision.Property(d => d.Holds).HasMaxLength(2000);
            decision.Property(d => d.Checks).HasMaxLength(2000);
            decision.Ignore(d => d.HoldIds);
            decision.HasOne<Order>().WithMany().HasForeignKey(d => d.OrderId).OnDelete(DeleteBehavior.Restrict);
            decision.HasIndex(d => new { d.OrderId, d.At });
            decision.HasIndex(d => new { d.At, d.Id });
        }

        public void Configure(EntityTypeBuilder<Handover> handover)
        {
            handover.Property(h => h.FromName).HasMaxLength(200);
            handover.Property(h => h.ToName).HasMaxLength(200);
            handover.Property(h => h.Note).HasMaxLength(OrderEvent.NoteMaxLength);
            handover.HasMany(h => h.Items).WithOne().HasForeignKey(i => i.HandoverId).OnDelete(DeleteBehavior.Cascade);
            handover.HasIndex(h => new { h.FromId, h.OfferedAt });
            handover.HasIndex(h => new { h.ToId, h.State, h.OfferedAt });
        }

        public void Configure(EntityTypeBuilder<MessageTemplate> template)
        {
            template.Property(t => t.Occasion).HasMaxLength(MessageTemplate.OccasionMaxLength);
            template.Property(t => t.Language).HasMaxLength(MessageTemplate.LanguageMaxLength);
            template.Property(t => t.Slot).HasMaxLength(80);
            template.Property(t => t.Text).HasMaxLength(MessageText.MaxLength);
            template.HasOne<Channel>().WithMany().HasForeignKey(t => t.ChannelId).OnDelete(DeleteBehavior.Restrict);
            template.HasIndex(t => t.Slot).IsUnique();
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Orders that wait for a person.</summary>
        public DbSet<ReviewCase> ReviewCases => Set<ReviewCase>();

        /// <summary>Decisions as they were made.</summary>
        public DbSet<ReviewDecision> ReviewDecisions => Set<ReviewDecision>();

        /// <summary>Cases offered to colleagues.</summary>
        public DbSet<Handover> Handovers => Set<Handover>();

        /// <summary>What was offered.</summary>
        public DbSet<HandoverItem> HandoverItems => Set<HandoverItem>();

        /// <summary>The company's own words for messages to customers.</summary>
        public DbSet<MessageTemplate> MessageTemplates => Set<MessageTemplate>();
    }
}
