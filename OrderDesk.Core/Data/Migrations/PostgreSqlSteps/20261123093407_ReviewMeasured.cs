using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.PostgreSqlSteps
{
    /// <inheritdoc />
    public partial class ReviewMeasured : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "begun_at",
                table: "review_decisions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "claimed_at",
                table: "review_cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_review_cases_closed_at",
                table: "review_cases",
                column: "closed_at");

            migrationBuilder.CreateIndex(
                name: "ix_review_cases_opened_at",
                table: "review_cases",
                column: "opened_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_review_cases_closed_at",
                table: "review_cases");

            migrationBuilder.DropIndex(
                name: "ix_review_cases_opened_at",
                table: "review_cases");

            migrationBuilder.DropColumn(
                name: "begun_at",
                table: "review_decisions");

            migrationBuilder.DropColumn(
                name: "claimed_at",
                table: "review_cases");
        }
    }
}
