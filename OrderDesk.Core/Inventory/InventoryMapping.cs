using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrderDesk.Core.Catalog;
using OrderDesk.Core.Inventory;
using OrderDesk.Core.Orders;

namespace OrderDesk.Core.Inventory
{
    internal sealed class InventoryMapping :
        IEntityTypeConfiguration<Warehouse>,
        IEntityTypeConfiguration<StockLevel>,
        IEntityTypeConfiguration<StockMovement>,
        IEntityTypeConfiguration<Reservation>,
        IEntityTypeConfiguration<StockWait>
    {
        public void Configure(EntityTypeBuilder<Warehouse> warehouse)
        {
            warehouse.Property(w => w.Code).HasMaxLength(Warehouse.CodeMaxLength);
            warehouse.Property(w => w.Name).HasMaxLength(100);
            warehouse.HasIndex(w => w.Code).IsUnique();
        }

        public void Configure(EntityTypeBuilder<StockLevel> level)
        {
            level.Ignore(l => l.Available);
            level.ToTable(table =>
            {
                table.HasCheckConstraint("ck_stock_levels_on_hand", "on_hand >= 0");
                table.HasCheckConstraint("ck_stock_levels_reserved", "reserved >= 0 AND reserved <= on_hand");
            });
            level.HasOne<Variant>().WithMany().HasForeignKey(l => l.VariantId).OnDelete(DeleteBehavior.Restrict);
            level.HasOne<Warehouse>().WithMany().HasForeignKey(l => l.WarehouseId).OnDelete(DeleteBehavior.Restrict);
            level.HasIndex(l => new { l.VariantId, l.WarehouseId }).IsUnique();
        }

        public void Configure(EntityTypeBuilder<StockMovement> movement)
        {
            movement.Property(m => m.Reference).HasMaxLength(100);
            movement.Property(m => m.Reason).HasMaxLength(StockMovement.ReasonMaxLength);
            movement.Property(m => m.ActorName).HasMaxLength(200);
            movement.HasOne<Variant>().WithMany().HasForeignKey(m => m.VariantId).OnDelete(DeleteBehavior.Restrict);
            movement.HasOne<Warehouse>().WithMany().HasForeignKey(m => m.WarehouseId).OnDelete(DeleteBehavior.Restrict);
            movement.HasIndex(m => new { m.Kind, m.Reference, m.Line, m.VariantId, m.WarehouseId }).IsUnique();
            movement.HasIndex(m => new { m.VariantId, m.WarehouseId, m.Id });
            movement.HasIndex(m => new { m.At, m.Id });
        }

        public void Configure(EntityTypeBuilder<Reservation> reservation)
        {
            reservation.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId).OnDelete(DeleteBehavior.Restrict);
            reservation.HasOne<Variant>().WithMany().HasForeignKey(r => r.VariantId).OnDelete(DeleteBehavior.Restrict);
            reservation.HasOne<Warehouse>().WithMany().HasForeignKey(r => r.WarehouseId).OnDelete(DeleteBehavior.Restrict);
            reservation.ToTable(table => table.HasCheckConstraint("ck_reservations_quantity", "quantity > 0"));
            reservation.HasIndex(r => new { r.OrderId, r.State });
            reservation.HasIndex(r => new { r.VariantId, r.WarehouseId, r.State });
        }

        public void Configure(EntityTypeBuilder<StockWait> wait)
        {
            wait.Property(w => w.Sku).HasMaxLength(Variant.SkuMaxLength);
            wait.HasOne<Order>().WithMany().HasForeignKey(w => w.OrderId).OnDelete(DeleteBehavior.Restrict);
            wait.HasIndex(w => w.OrderId);
            wait.HasIndex(w => new { w.Sku, w.PlacedAt, w.OrderId });
        }
    }
}

namespace OrderDesk.Core.Data
{
    public abstract partial class OrderDeskDb
    {
        /// <summary>Warehouses.</summary>
        public DbSet<Warehouse> Warehouses => Set<Warehouse>();

        /// <summary>Stock per variant and warehouse.</summary>
        public DbSet<StockLevel> StockLevels => Set<StockLevel>();

        /// <summary>The stock ledger.</summary>
        public DbSet<StockMovement> StockMovements => Set<StockMovement>();

        /// <summary>Units promised to orders.</summary>
        public DbSet<Reservation> Reservations => Set<Reservation>();

        /// <summary>Lines that wait for units.</summary>
        public DbSet<StockWait> StockWaits => Set<StockWait>();
    }
}
