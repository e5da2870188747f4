using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Access;

namespace OrderDesk.Core.Access
{
    internal sealed class AccessMapping : IEntityTypeConfiguration<StaffUser>, IEntityTypeConfiguration<StaffSession>, IEntityTypeConfiguration<OneTimeLink>, IEntityTypeConfiguration<SavedView>
    {
        public void Configure(EntityTypeBuilder<StaffUser> user)
        {
            user.ToTable("staff_users");
            user.Property(u => u.Id).ValueGeneratedNever();
            user.Ignore(u => u.StaffId);
            user.Property(u => u.DisplayName).HasMaxLength(StaffUser.NameMaxLength);
            user.Property(u => u.Language).HasMaxLength(10);
            user.Property(u => u.TimeZone).HasMaxLength(60);
            user.Property(u => u.Theme).HasMaxLength(10);
            user.Property(u => u.Density).HasMaxLength(15);
            user.Property(u => u.PhoneNumber).HasMaxLength(40);
            user.Property(u => u.PasswordHash).HasMaxLength(300);
            user.Property(u => u.SecurityStamp).HasMaxLength(100);
            user.Property(u => u.ConcurrencyStamp).HasMaxLength(100);
        }

        public void Configure(EntityTypeBuilder<StaffSession> session)
        {
            session.Property(s => s.SecretHash).HasMaxLength(64);
            session.Property(s => s.SecurityStamp).HasMaxLength(100);
            session.Property(s => s.Browser).HasMaxLength(200);
            session.HasOne<StaffUser>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
            session.HasIndex(s => new { s.UserId, s.EndedAt });
        }

        public void Configure(EntityTypeBuilder<SavedView> view)
        {
            view.Ignore(v => v.IsShared);
            view.Property(v => v.List).HasMaxLength(SavedView.ListMaxLength);
            view.Property(v => v.Name).HasMaxLength(SavedView.NameMaxLength);
            view.Property(v => v.Query).HasMaxLength(ViewQuery.MaxLength);
            view.Property(v => v.OwnerName).HasMaxLength(StaffUser.NameMaxLength);
            view.HasIndex(v => new { v.List, v.OwnerId });
        }

        public void Configure(EntityTypeBuilder<OneTimeLink> link)
        {
            link.Property(l => l.SecretHash).HasMaxLength(64);
            link.HasIndex(l => l.SecretHash).IsUnique();
            // Two uses of one link at the same moment: the second finds it used.
            link.Property(l => l.UsedAt).IsConcurrencyToken();
            link.HasOne<StaffUser>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb : IdentityUserContext<StaffUser, long>
    {
        /// <summary>Signed-in sessions.</summary>
        public DbSet<StaffSession> StaffSessions => Set<StaffSession>();

        /// <summary>Lists as people like to see them.</summary>
        public DbSet<SavedView> SavedViews => Set<SavedView>();

        /// <summary>Invitations, resets and the setup link.</summary>
        public DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();
    }
}
