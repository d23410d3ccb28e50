using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Solutions.Edge.ControlRoom.Database.Migrations
{
    /// <inheritdoc />
    public partial class QuietIsKept : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Rings",
                table: "alert_transitions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "site_quiet",
                columns: table => new
                {
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    Explanations = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_site_quiet", x => x.Site);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "site_quiet");

            migrationBuilder.DropColumn(
                name: "Rings",
                table: "alert_transitions");
        }
    }
}
