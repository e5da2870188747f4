using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Review.Skills;

namespace OrderDesk.Core.Review.Skills
{
    internal sealed class SkillsMapping : IEntityTypeConfiguration<StaffSkills>, IEntityTypeConfiguration<ReviewCase>
    {
        public void Configure(EntityTypeBuilder<StaffSkills> skills)
        {
            skills.Property(s => s.Languages).HasMaxLength(StaffSkills.ListMaxLength);
            skills.Property(s => s.Channels).HasMaxLength(StaffSkills.ListMaxLength);
            skills.HasIndex(s => s.StaffId).IsUnique();
        }

        public void Configure(EntityTypeBuilder<ReviewCase> review) => review.Property(r => r.Language).HasMaxLength(CustomerLanguage.MaxLength);
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Which cases people are served.</summary>
        public DbSet<StaffSkills> StaffSkills => Set<StaffSkills>();
    }
}
