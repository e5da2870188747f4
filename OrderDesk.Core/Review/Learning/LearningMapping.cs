using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Review.Learning;

namespace OrderDesk.Core.Review.Learning
{
    internal sealed class LearningMapping : IEntityTypeConfiguration<DismissedProposal>
    {
        public void Configure(EntityTypeBuilder<DismissedProposal> dismissed)
        {
            dismissed.Property(d => d.Check).HasMaxLength(60).HasColumnName("check_code");
            dismissed.Property(d => d.Why).HasMaxLength(DismissedProposal.WhyMaxLength);
            dismissed.Property(d => d.ByName).HasMaxLength(200);
            dismissed.HasIndex(d => new { d.Check, d.At });
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Proposals that a person said no to.</summary>
        public DbSet<DismissedProposal> DismissedProposals => Set<DismissedProposal>();
    }
}
