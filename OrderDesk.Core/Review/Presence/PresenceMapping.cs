using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Orders;
using OrderDesk.Core.Review.Presence;

namespace OrderDesk.Core.Review.Presence
{
    internal sealed class PresenceMapping : IEntityTypeConfiguration<CaseLook>
    {
        public void Configure(EntityTypeBuilder<CaseLook> look)
        {
            look.Property(l => l.Name).HasMaxLength(200);
            look.HasOne<Order>().WithMany().HasForeignKey(l => l.OrderId).OnDelete(DeleteBehavior.Cascade);
            look.HasIndex(l => new { l.OrderId, l.Until });
            look.HasIndex(l => l.Until);
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Who has which order open.</summary>
        public DbSet<CaseLook> CaseLooks => Set<CaseLook>();
    }
}
