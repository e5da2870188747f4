using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.SqlServerSteps
{
    /// <inheritdoc />
    public partial class ServingOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_review_cases_state_decide_by_order_id",
                table: "review_cases");

            migrationBuilder.AddColumn<DateTime>(
                name: "missed_at",
                table: "review_decisions",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "missed_at",
                table: "review_cases",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "worth_minor",
                table: "review_cases",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "ix_review_cases_state_decide_by_worth_minor_order_id",
                table: "review_cases",
                columns: new[] { "state", "decide_by", "worth_minor", "order_id" },
                descending: new[] { false, false, true, false });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_review_cases_state_decide_by_worth_minor_order_id",
                table: "review_cases");

            migrationBuilder.DropColumn(
                name: "missed_at",
                table: "review_decisions");

            migrationBuilder.DropColumn(
                name: "missed_at",
                table: "review_cases");

            migrationBuilder.DropColumn(
                name: "worth_minor",
                table: "review_cases");

            migrationBuilder.CreateIndex(
                name: "ix_review_cases_state_decide_by_order_id",
                table: "review_cases",
                columns: new[] { "state", "decide_by", "order_id" });
        }
    }
}
