using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.SqliteSteps
{
    /// <inheritdoc />
    public partial class QueueSkillsPresence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "review_cases",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "case_looks",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    staff_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                name: "staff_skills",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    staff_id = table.Column<long>(type: "INTEGER", nullable: false),
                    languages = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    channels = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    most_worth_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_skills", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_case_looks_order_id_until",
                table: "case_looks",
                columns: new[] { "order_id", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_case_looks_until",
                table: "case_looks",
                column: "until");

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
                name: "staff_skills");

            migrationBuilder.DropColumn(
                name: "language",
                table: "review_cases");
        }
    }
}
