using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification.Policies;
using OrderDesk.Core.Verification.Replay;

namespace OrderDesk.Core.Verification.Replay
{
    internal sealed class ReplayMapping : IEntityTypeConfiguration<ReplayRun>, IEntityTypeConfiguration<ReplayChange>
    {
        public void Configure(EntityTypeBuilder<ReplayRun> run)
        {
            run.Property(r => r.AskedByName).HasMaxLength(200);
            run.HasOne<PolicyVersion>().WithMany().HasForeignKey(r => r.PolicyId).OnDelete(DeleteBehavior.Restrict);
            run.HasIndex(r => new { r.PolicyId, r.Id });
            run.HasIndex(r => new { r.State, r.Id });
        }

        public void Configure(EntityTypeBuilder<ReplayChange> change)
        {
            change.HasKey(c => new { c.RunId, c.Difference, c.OrderId });
            change.Property(c => c.RunId).ValueGeneratedNever();
            change.Property(c => c.OrderId).ValueGeneratedNever();
            change.Property(c => c.Currency).HasMaxLength(3);
            change.HasOne<ReplayRun>().WithMany().HasForeignKey(c => c.RunId).OnDelete(DeleteBehavior.Restrict);
            change.HasOne<Order>().WithMany().HasForeignKey(c => c.OrderId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Trials of a policy on past orders.</summary>
        public DbSet<ReplayRun> ReplayRuns => Set<ReplayRun>();

        /// <summary>Orders that a tried policy judges differently.</summary>
        public DbSet<ReplayChange> ReplayChanges => Set<ReplayChange>();
    }
}
