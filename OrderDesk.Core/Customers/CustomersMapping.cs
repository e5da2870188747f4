using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Channels;
using OrderDesk.Core.Customers;

namespace OrderDesk.Core.Customers
{
    internal sealed class CustomersMapping : IEntityTypeConfiguration<Customer>
    {
        public void Configure(EntityTypeBuilder<Customer> customer)
        {
            customer.Property(c => c.ExternalId).HasMaxLength(Customer.ExternalIdMaxLength);
            customer.Property(c => c.Name).HasMaxLength(Customer.NameMaxLength);
            customer.Property(c => c.Email).HasMaxLength(Customer.EmailMaxLength);
            customer.Property(c => c.Phone).HasMaxLength(Customer.PhoneMaxLength);
            customer.Property(c => c.BlockedReason).HasMaxLength(500);
            customer.HasIndex(c => new { c.ChannelId, c.ExternalId }).IsUnique();
            customer.HasIndex(c => c.Email);
            customer.HasIndex(c => c.Phone);
            customer.HasOne<Channel>().WithMany().HasForeignKey(c => c.ChannelId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Customers.</summary>
        public DbSet<Customer> Customers => Set<Customer>();
    }
}
