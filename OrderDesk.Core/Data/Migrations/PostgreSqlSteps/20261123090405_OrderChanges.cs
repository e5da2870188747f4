using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.PostgreSqlSteps
{
    /// <inheritdoc />
    public partial class OrderChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "cancel_asked_at",
                table: "orders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "cancel_asked_by_name",
                table: "orders",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "promised_for",
                table: "orders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "split_from",
                table: "orders",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "message_templates",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    occasion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    channel_id = table.Column<long>(type: "bigint", nullable: true),
                    slot = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_templates", x => x.id);
                    table.ForeignKey(
                        name: "fk_message_templates_channels_channel_id",
                        column: x => x.channel_id,
                        principalTable: "channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_orders_promised_for",
                table: "orders",
                column: "promised_for",
                filter: "promised_for IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orders_split_from",
                table: "orders",
                column: "split_from",
                filter: "split_from IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_message_templates_slot",
                table: "message_templates",
                column: "slot",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "message_templates");

            migrationBuilder.DropIndex(
                name: "ix_orders_promised_for",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "ix_orders_split_from",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "cancel_asked_at",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "cancel_asked_by_name",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "promised_for",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "split_from",
                table: "orders");
        }
    }
}
