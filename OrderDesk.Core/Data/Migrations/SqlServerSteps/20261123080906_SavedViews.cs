using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderDesk.Core.Data.Migrations.SqlServerSteps
{
    /// <inheritdoc />
    public partial class SavedViews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    list = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    query = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    owner_id = table.Column<long>(type: "bigint", nullable: false),
                    owner_name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    roles = table.Column<int>(type: "int", nullable: false),
                    is_default = table.Column<bool>(type: "bit", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_views", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_list_owner_id",
                table: "saved_views",
                columns: new[] { "list", "owner_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "saved_views");
        }
    }
}
