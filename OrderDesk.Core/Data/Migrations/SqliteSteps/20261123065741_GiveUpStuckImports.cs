using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.SqliteSteps
{
    /// <inheritdoc />
    public partial class GiveUpStuckImports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<long>(
                name: "channel_id",
                table: "import_runs",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "INTEGER");

            migrationBuilder.AddColumn<int>(
                name: "faults",
                table: "import_runs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "new_channel",
                table: "import_runs",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_items_channel_id_state",
                table: "inbox_items",
                columns: new[] { "channel_id", "state" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_inbox_items_channel_id_state",
                table: "inbox_items");

            migrationBuilder.DropColumn(
                name: "faults",
                table: "import_runs");

            migrationBuilder.DropColumn(
                name: "new_channel",
                table: "import_runs");

            migrationBuilder.AlterColumn<long>(
                name: "channel_id",
                table: "import_runs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);
        }
    }
}
