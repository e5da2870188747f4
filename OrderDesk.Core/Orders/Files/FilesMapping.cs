using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Orders
{
    internal sealed class FilesMapping : IEntityTypeConfiguration<NoteFile>, IEntityTypeConfiguration<NoteFilePart>
    {
        public void Configure(EntityTypeBuilder<NoteFile> file)
        {
            file.Property(f => f.Name).HasMaxLength(NoteFile.NameMaxLength);
            file.Property(f => f.Sha256).HasMaxLength(64);
            file.HasOne<Order>().WithMany().HasForeignKey(f => f.OrderId).OnDelete(DeleteBehavior.Restrict);
            file.HasIndex(f => new { f.OrderId, f.Id });
            // Only what waits for its note grows old.
            file.HasIndex(f => f.At).HasFilter("entry IS NULL");
        }

        public void Configure(EntityTypeBuilder<NoteFilePart> part)
        {
            part.HasKey(p => new { p.FileId, p.Number });
            part.HasOne<NoteFile>().WithMany().HasForeignKey(p => p.FileId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Files beside notes.</summary>
        public DbSet<NoteFile> NoteFiles => Set<NoteFile>();

        /// <summary>Their bytes.</summary>
        public DbSet<NoteFilePart> NoteFileParts => Set<NoteFilePart>();
    }
}
