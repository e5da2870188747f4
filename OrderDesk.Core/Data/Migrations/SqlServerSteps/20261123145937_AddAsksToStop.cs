using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.SqlServerSteps
{
    /// <inheritdoc />
    public partial class AddAsksToStop : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_orders_cancel_asked_at",
                table: "orders",
                column: "cancel_asked_at",
                filter: "cancel_asked_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_orders_cancel_asked_at",
                table: "orders");
        }
    }
}
