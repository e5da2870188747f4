using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Bulk;

namespace OrderDesk.Core.Review.Bulk
{
    internal sealed class BulkMapping : IEntityTypeConfiguration<BulkRun>, IEntityTypeConfiguration<BulkRow>
    {
        public void Configure(EntityTypeBuilder<BulkRun> run)
        {
            run.Property(r => r.Text).HasMaxLength(OrderEvent.NoteMaxLength);
            run.Property(r => r.Asked).HasMaxLength(BulkRun.AskedMaxLength);
            run.Property(r => r.StartedBy).HasMaxLength(200);
            run.Property(r => r.ToName).HasMaxLength(200);
            run.Ignore(r => r.What);
            run.HasIndex(r => new { r.State, r.Id });
        }

        public void Configure(EntityTypeBuilder<BulkRow> row)
        {
            row.HasKey(r => new { r.RunId, r.OrderId });
            row.Property(r => r.Code).HasMaxLength(BulkRow.CodeMaxLength);
            row.Property(r => r.Args).HasMaxLength(BulkRow.ArgsMaxLength);
            // A look that is dropped takes its rows along.
            row.HasOne<BulkRun>().WithMany().HasForeignKey(r => r.RunId).OnDelete(DeleteBehavior.Cascade);
            row.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId).OnDelete(DeleteBehavior.Restrict);
            row.HasIndex(r => new { r.RunId, r.Outcome, r.OrderId });
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Actions over many orders.</summary>
        public DbSet<BulkRun> BulkRuns => Set<BulkRun>();

        /// <summary>What came of them for each order.</summary>
        public DbSet<BulkRow> BulkRows => Set<BulkRow>();
    }
}
