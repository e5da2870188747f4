using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.SqlServerSteps
{
    /// <inheritdoc />
    public partial class AddPolicies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "auto_tags",
                table: "orders",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "needs_two",
                table: "orders",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "review_queue",
                table: "orders",
                type: "nvarchar(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "policy_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "int", nullable: true),
                    state = table.Column<int>(type: "int", nullable: false),
                    note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    document = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    based_on = table.Column<int>(type: "int", nullable: true),
                    rolled_back_to = table.Column<int>(type: "int", nullable: true),
                    made_by_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    made_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    changed_by_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    changed_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    published_by_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    published_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_versions", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_orders_open_policy_version_id",
                table: "orders",
                columns: new[] { "policy_version", "id" },
                filter: "status <= 4 AND origin <> 2");

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_made_at_id",
                table: "policy_versions",
                columns: new[] { "made_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_number",
                table: "policy_versions",
                column: "number",
                unique: true,
                filter: "[number] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_state_made_at_id",
                table: "policy_versions",
                columns: new[] { "state", "made_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "policy_versions");

            migrationBuilder.DropIndex(
                name: "ix_orders_open_policy_version_id",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "auto_tags",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "needs_two",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "review_queue",
                table: "orders");
        }
    }
}
