using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.PostgreSqlSteps
{
    /// <inheritdoc />
    public partial class AddMacrosQueuesHolds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "awaits_payment",
                table: "review_cases",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "review_cases",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "expires_at",
                table: "order_holds",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "case_looks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    staff_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_looks", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_looks_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "hold_kinds",
                columns: table => new
                {
                    type = table.Column<int>(type: "integer", nullable: false),
                    released_by = table.Column<int>(type: "integer", nullable: false),
                    effect = table.Column<int>(type: "integer", nullable: true),
                    hours = table.Column<int>(type: "integer", nullable: true),
                    at_end = table.Column<int>(type: "integer", nullable: true),
                    colour = table.Column<int>(type: "integer", nullable: false),
                    name_en = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    name_hans = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    name_hant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hold_kinds", x => x.type);
                });

            migrationBuilder.CreateTable(
                name: "macros",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    owner_id = table.Column<long>(type: "bigint", nullable: false),
                    owner_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    is_shared = table.Column<bool>(type: "boolean", nullable: false),
                    steps = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_macros", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "staff_skills",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    staff_id = table.Column<long>(type: "bigint", nullable: false),
                    languages = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    channels = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    most_worth_minor = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_skills", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_order_holds_state_expires_at",
                table: "order_holds",
                columns: new[] { "state", "expires_at" },
                filter: "expires_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_case_looks_order_id_until",
                table: "case_looks",
                columns: new[] { "order_id", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_case_looks_until",
                table: "case_looks",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "ix_macros_is_shared",
                table: "macros",
                column: "is_shared");

            migrationBuilder.CreateIndex(
                name: "ix_macros_owner_id",
                table: "macros",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_skills_staff_id",
                table: "staff_skills",
                column: "staff_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_looks");

            migrationBuilder.DropTable(
                name: "hold_kinds");

            migrationBuilder.DropTable(
                name: "macros");

            migrationBuilder.DropTable(
                name: "staff_skills");

            migrationBuilder.DropIndex(
                name: "ix_order_holds_state_expires_at",
                table: "order_holds");

            migrationBuilder.DropColumn(
                name: "awaits_payment",
                table: "review_cases");

            migrationBuilder.DropColumn(
                name: "language",
                table: "review_cases");

            migrationBuilder.DropColumn(
                name: "expires_at",
                table: "order_holds");
        }
    }
}
