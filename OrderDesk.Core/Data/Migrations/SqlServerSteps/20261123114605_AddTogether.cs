using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.SqlServerSteps
{
    /// <inheritdoc />
    public partial class AddTogether : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "escalated_by",
                table: "review_cases",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "snoozed_by",
                table: "review_cases",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "promised_by",
                table: "orders",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "handovers",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    from_id = table.Column<long>(type: "bigint", nullable: false),
                    from_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    to_id = table.Column<long>(type: "bigint", nullable: false),
                    to_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    offered_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    lapses_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    state = table.Column<int>(type: "int", nullable: false),
                    answered_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_handovers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    staff_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "int", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: true),
                    number = table.Column<int>(type: "int", nullable: false),
                    by_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    read_at = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "handover_items",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    handover_id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    held = table.Column<bool>(type: "bit", nullable: false),
                    outcome = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_handover_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_handover_items_handovers_handover_id",
                        column: x => x.handover_id,
                        principalTable: "handovers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_review_cases_escalated_by",
                table: "review_cases",
                column: "escalated_by",
                filter: "escalated_by IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_review_cases_snoozed_by",
                table: "review_cases",
                column: "snoozed_by",
                filter: "snoozed_by IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orders_promised_by",
                table: "orders",
                column: "promised_by",
                filter: "promised_by IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_handovers_from_id_offered_at",
                table: "handovers",
                columns: new[] { "from_id", "offered_at" });

            migrationBuilder.CreateIndex(
                name: "ix_handovers_to_id_state_offered_at",
                table: "handovers",
                columns: new[] { "to_id", "state", "offered_at" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_at",
                table: "notifications",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_staff_id",
                table: "notifications",
                column: "staff_id",
                filter: "read_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_staff_id_at_id",
                table: "notifications",
                columns: new[] { "staff_id", "at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "handover_items");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "handovers");

            migrationBuilder.DropIndex(
                name: "ix_review_cases_escalated_by",
                table: "review_cases");

            migrationBuilder.DropIndex(
                name: "ix_review_cases_snoozed_by",
                table: "review_cases");

            migrationBuilder.DropIndex(
                name: "ix_orders_promised_by",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "escalated_by",
                table: "review_cases");

            migrationBuilder.DropColumn(
                name: "snoozed_by",
                table: "review_cases");

            migrationBuilder.DropColumn(
                name: "promised_by",
                table: "orders");
        }
    }
}
