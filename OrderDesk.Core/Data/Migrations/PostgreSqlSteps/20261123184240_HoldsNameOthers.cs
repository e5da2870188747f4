using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.PostgreSqlSteps
{
    /// <inheritdoc />
    public partial class HoldsNameOthers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "about_id",
                table: "order_holds",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_order_holds_state_about_id",
                table: "order_holds",
                columns: new[] { "state", "about_id" },
                filter: "about_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_order_holds_state_about_id",
                table: "order_holds");

            migrationBuilder.DropColumn(
                name: "about_id",
                table: "order_holds");
        }
    }
}
