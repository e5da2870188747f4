using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Review.Macros;

namespace OrderDesk.Core.Review.Macros
{
    internal sealed class MacroMapping : IEntityTypeConfiguration<Macro>
    {
        public void Configure(EntityTypeBuilder<Macro> macro)
        {
            macro.Property(m => m.Name).HasMaxLength(Macro.NameMaxLength);
            macro.Property(m => m.OwnerName).HasMaxLength(200);
            macro.HasIndex(m => m.OwnerId);
            macro.HasIndex(m => m.IsShared);
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Steps that are done one after the other.</summary>
        public DbSet<Macro> Macros => Set<Macro>();
    }
}
