using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Notifications;

namespace OrderDesk.Core.Notifications
{
    internal sealed class NotificationsMapping : IEntityTypeConfiguration<Notification>
    {
        public void Configure(EntityTypeBuilder<Notification> notification)
        {
            notification.Property(n => n.ByName).HasMaxLength(200);
            notification.HasIndex(n => new { n.StaffId, n.At, n.Id });
            // The bell counts what is unread: an entry only until it is read.
            notification.HasIndex(n => n.StaffId).HasFilter("read_at IS NULL");
            notification.HasIndex(n => n.At);
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>What people are told of.</summary>
        public DbSet<Notification> Notifications => Set<Notification>();
    }
}
