using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Verification.Policies;

namespace OrderDesk.Core.Verification.Policies
{
    internal sealed class PolicyMapping : IEntityTypeConfiguration<PolicyVersion>
    {
        public void Configure(EntityTypeBuilder<PolicyVersion> version)
        {
            version.Property(v => v.Note).HasMaxLength(PolicyVersion.NoteMaxLength);
            version.Property(v => v.MadeByName).HasMaxLength(200);
            version.Property(v => v.ChangedByName).HasMaxLength(200);
            version.Property(v => v.PublishedByName).HasMaxLength(200);
            version.HasIndex(v => v.Number).IsUnique();
            version.HasIndex(v => new { v.State, v.MadeAt, v.Id });
            version.HasIndex(v => new { v.MadeAt, v.Id });
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Versions of the policy, drafts among them.</summary>
        public DbSet<PolicyVersion> PolicyVersions => Set<PolicyVersion>();
    }
}
