using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Solutions.Edge.ControlRoom.Database.PostgresMigrations
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
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Shelf",
                table: "alerts",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "shelves",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    Site = table.Column<string>(type: "text", nullable: false),
                    Source = table.Column<string>(type: "text", nullable: false),
                    Code = table.Column<string>(type: "text", nullable: true),
                    Priority = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    Alert = table.Column<string>(type: "text", nullable: true),
                    SinceMs = table.Column<long>(type: "bigint", nullable: false),
                    UntilMs = table.Column<long>(type: "bigint", nullable: true),
                    ReviewByMs = table.Column<long>(type: "bigint", nullable: true),
                    Hid = table.Column<int>(type: "integer", nullable: false),
                    EndedMs = table.Column<long>(type: "bigint", nullable: true),
                    EndedBy = table.Column<string>(type: "text", nullable: true)
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
