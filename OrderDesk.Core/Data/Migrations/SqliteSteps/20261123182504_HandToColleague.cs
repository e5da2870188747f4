using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.SqliteSteps
{
    /// <inheritdoc />
    public partial class HandToColleague : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "handed_until",
                table: "review_cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "to_id",
                table: "bulk_runs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "to_name",
                table: "bulk_runs",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "seen_fence",
                table: "bulk_rows",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "handed_until",
                table: "review_cases");

            migrationBuilder.DropColumn(
                name: "to_id",
                table: "bulk_runs");

            migrationBuilder.DropColumn(
                name: "to_name",
                table: "bulk_runs");

            migrationBuilder.DropColumn(
                name: "seen_fence",
                table: "bulk_rows");
        }
    }
}
