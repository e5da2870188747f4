using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.SqlServerSteps
{
    /// <inheritdoc />
    public partial class AddReplays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "replay_runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    policy_id = table.Column<long>(type: "bigint", nullable: false),
                    document = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    in_force_number = table.Column<int>(type: "int", nullable: false),
                    in_force_document = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    from_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    to_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    state = table.Column<int>(type: "int", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    done = table.Column<long>(type: "bigint", nullable: false),
                    last_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    last_id = table.Column<long>(type: "bigint", nullable: false),
                    tally = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    cancel_asked = table.Column<bool>(type: "bit", nullable: false),
                    faults = table.Column<int>(type: "int", nullable: false),
                    fence = table.Column<int>(type: "int", nullable: false),
                    asked_by_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    asked_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    progress_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ended_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_replay_runs", x => x.id);
                    table.ForeignKey(
                        name: "fk_replay_runs_policy_versions_policy_id",
                        column: x => x.policy_id,
                        principalTable: "policy_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "replay_changes",
                columns: table => new
                {
                    run_id = table.Column<long>(type: "bigint", nullable: false),
                    difference = table.Column<int>(type: "int", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    received_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    total_minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    cancelled = table.Column<bool>(type: "bit", nullable: false),
                    refunded = table.Column<bool>(type: "bit", nullable: false),
                    before = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    after = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_replay_changes", x => new { x.run_id, x.difference, x.order_id });
                    table.ForeignKey(
                        name: "fk_replay_changes_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_replay_changes_replay_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "replay_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_refunds_order_id",
                table: "refunds",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_received_at_id",
                table: "orders",
                columns: new[] { "received_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_replay_runs_policy_id_id",
                table: "replay_runs",
                columns: new[] { "policy_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_replay_runs_state_id",
                table: "replay_runs",
                columns: new[] { "state", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "replay_changes");

            migrationBuilder.DropTable(
                name: "replay_runs");

            migrationBuilder.DropIndex(
                name: "ix_refunds_order_id",
                table: "refunds");

            migrationBuilder.DropIndex(
                name: "ix_orders_received_at_id",
                table: "orders");
        }
    }
}
