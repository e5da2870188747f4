using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.SqlServerSteps
{
    /// <inheritdoc />
    public partial class AddBulk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "bulk_runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    action = table.Column<int>(type: "int", nullable: false),
                    text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    refund = table.Column<int>(type: "int", nullable: true),
                    until = table.Column<DateTime>(type: "datetime2", nullable: true),
                    asked = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    retry_of = table.Column<long>(type: "bigint", nullable: true),
                    state = table.Column<int>(type: "int", nullable: false),
                    total = table.Column<int>(type: "int", nullable: true),
                    done = table.Column<int>(type: "int", nullable: false),
                    half = table.Column<int>(type: "int", nullable: false),
                    refused = table.Column<int>(type: "int", nullable: false),
                    started_by_id = table.Column<long>(type: "bigint", nullable: false),
                    started_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    started_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ended_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bulk_rows",
                columns: table => new
                {
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    seen_version = table.Column<int>(type: "int", nullable: false),
                    outcome = table.Column<int>(type: "int", nullable: false),
                    code = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    args = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_rows", x => new { x.run_id, x.order_id });
                    table.ForeignKey(
                        name: "fk_bulk_rows_bulk_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "bulk_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_bulk_rows_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_bulk_rows_run_id_outcome_order_id",
                table: "bulk_rows",
                columns: new[] { "run_id", "outcome", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_bulk_runs_state_id",
                table: "bulk_runs",
                columns: new[] { "state", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bulk_rows");

            migrationBuilder.DropTable(
                name: "bulk_runs");
        }
    }
}
