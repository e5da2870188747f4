using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Verification;

namespace OrderDesk.Core.Verification
{
    internal sealed class VerificationMapping : IEntityTypeConfiguration<OrderVerification>
    {
        public void Configure(EntityTypeBuilder<OrderVerification> verification)
        {
            verification.HasKey(v => v.OrderId);
            verification.Property(v => v.OrderId).ValueGeneratedNever();
            verification.HasOne<Order>().WithMany().HasForeignKey(v => v.OrderId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>The latest verification of each order.</summary>
        public DbSet<OrderVerification> Verifications => Set<OrderVerification>();
    }
}
