using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Channels;

namespace OrderDesk.Core.Channels
{
    internal sealed class ChannelsMapping : IEntityTypeConfiguration<Channel>, IEntityTypeConfiguration<ApiKey>
    {
        public void Configure(EntityTypeBuilder<Channel> channel)
        {
            channel.Property(c => c.Code).HasMaxLength(Channel.CodeMaxLength);
            channel.Property(c => c.Name).HasMaxLength(Channel.NameMaxLength);
            channel.HasIndex(c => c.Code).IsUnique();
        }

        public void Configure(EntityTypeBuilder<ApiKey> key)
        {
            key.Property(k => k.Prefix).HasMaxLength(20);
            key.Property(k => k.SecretHash).HasMaxLength(64);
            key.HasIndex(k => k.Prefix).IsUnique();
            key.HasIndex(k => k.ChannelId);
            key.HasOne<Channel>().WithMany().HasForeignKey(k => k.ChannelId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Sales channels.</summary>
        public DbSet<Channel> Channels => Set<Channel>();

        /// <summary>API keys of the channels.</summary>
        public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    }
}
