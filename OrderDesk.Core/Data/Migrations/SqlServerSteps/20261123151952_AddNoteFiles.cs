using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.SqlServerSteps
{
    /// <inheritdoc />
    public partial class AddNoteFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "note_files",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    staff_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    bytes = table.Column<int>(type: "int", nullable: false),
                    sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    entry = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_note_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_note_files_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "note_file_parts",
                columns: table => new
                {
                    file_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    bytes = table.Column<int>(type: "int", nullable: false),
                    content = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_note_file_parts", x => new { x.file_id, x.number });
                    table.ForeignKey(
                        name: "fk_note_file_parts_note_files_file_id",
                        column: x => x.file_id,
                        principalTable: "note_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_note_files_at",
                table: "note_files",
                column: "at",
                filter: "entry IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_note_files_order_id_id",
                table: "note_files",
                columns: new[] { "order_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "note_file_parts");

            migrationBuilder.DropTable(
                name: "note_files");
        }
    }
}
