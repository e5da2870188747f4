using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Catalog;

namespace OrderDesk.Core.Catalog
{
    internal sealed class CatalogMapping : IEntityTypeConfiguration<Product>, IEntityTypeConfiguration<Variant>
    {
        public void Configure(EntityTypeBuilder<Product> product)
        {
            product.Property(p => p.Name).HasMaxLength(Product.NameMaxLength);
            product.HasIndex(p => p.Name);
        }

        public void Configure(EntityTypeBuilder<Variant> variant)
        {
            variant.Property(v => v.Sku).HasMaxLength(Variant.SkuMaxLength);
            variant.Property(v => v.Name).HasMaxLength(Product.NameMaxLength);
            variant.Property(v => v.Specification).HasMaxLength(Product.NameMaxLength);
            variant.Property(v => v.Barcode).HasMaxLength(64);
            variant.Property(v => v.Currency).HasMaxLength(3);
            variant.HasIndex(v => v.Sku).IsUnique();
            variant.HasIndex(v => v.Barcode);
            variant.HasIndex(v => v.ProductId);
            variant.HasOne<Product>().WithMany().HasForeignKey(v => v.ProductId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Products.</summary>
        public DbSet<Product> Products => Set<Product>();

        /// <summary>Variants: one row per SKU.</summary>
        public DbSet<Variant> Variants => Set<Variant>();
    }
}
