using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review;

namespace OrderDesk.Core.Review
{
    internal sealed class ReviewMapping : IEntityTypeConfiguration<ReviewCase>
    {
        public void Configure(EntityTypeBuilder<ReviewCase> review)
        {
            review.Property(r => r.ClaimedByName).HasMaxLength(200);
            review.Property(r => r.DecidedByName).HasMaxLength(200);
            review.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId).OnDelete(DeleteBehavior.Restrict);
            review.HasIndex(r => r.OrderId).IsUnique();
            review.HasIndex(r => new { r.State, r.DecideBy, r.OrderId });
            review.HasIndex(r => new { r.ClaimedBy, r.State });
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Orders that wait for a person.</summary>
        public DbSet<ReviewCase> ReviewCases => Set<ReviewCase>();
    }
}
