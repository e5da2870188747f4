using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.SqliteSteps
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
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "needs_two",
                table: "orders",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "review_queue",
                table: "orders",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "policy_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    based_on = table.Column<int>(type: "INTEGER", nullable: true),
                    rolled_back_to = table.Column<int>(type: "INTEGER", nullable: true),
                    made_by_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    made_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    changed_by_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    published_by_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    published_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                unique: true);

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
