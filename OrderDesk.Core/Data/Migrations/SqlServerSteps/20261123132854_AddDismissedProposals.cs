using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.SqlServerSteps
{
    /// <inheritdoc />
    public partial class AddDismissedProposals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "dismissed_proposals",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    check_code = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    evidence = table.Column<int>(type: "int", nullable: false),
                    why = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    by_id = table.Column<long>(type: "bigint", nullable: false),
                    by_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dismissed_proposals", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_dismissed_proposals_check_code_at",
                table: "dismissed_proposals",
                columns: new[] { "check_code", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "dismissed_proposals");
        }
    }
}
