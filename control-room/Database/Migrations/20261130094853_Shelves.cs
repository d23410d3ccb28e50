using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Solutions.Edge.ControlRoom.Database.Migrations
{
    /// <inheritdoc />
    public partial class Shelves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsShelved",
                table: "alerts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Shelf",
                table: "alerts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "shelves",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: true),
                    Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Alert = table.Column<string>(type: "TEXT", nullable: true),
                    SinceMs = table.Column<long>(type: "INTEGER", nullable: false),
                    UntilMs = table.Column<long>(type: "INTEGER", nullable: true),
                    ReviewByMs = table.Column<long>(type: "INTEGER", nullable: true),
                    Hid = table.Column<int>(type: "INTEGER", nullable: false),
                    EndedMs = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedBy = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shelves", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_alerts_Shelf",
                table: "alerts",
                column: "Shelf");

            migrationBuilder.CreateIndex(
                name: "IX_shelves_Site_EndedMs",
                table: "shelves",
                columns: new[] { "Site", "EndedMs" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "shelves");

            migrationBuilder.DropIndex(
                name: "IX_alerts_Shelf",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "IsShelved",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "Shelf",
                table: "alerts");
        }
    }
}
