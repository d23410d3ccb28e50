using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Solutions.Edge.ControlRoom.Database.PostgresMigrations
{
    /// <inheritdoc />
    public partial class Seals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "seal_anchor_runs",
                columns: table => new
                {
                    Anchor = table.Column<long>(type: "bigint", nullable: false),
                    Place = table.Column<int>(type: "integer", nullable: false),
                    Device = table.Column<string>(type: "text", nullable: false),
                    Boot = table.Column<string>(type: "text", nullable: false),
                    FromSeq = table.Column<long>(type: "bigint", nullable: false),
                    ToSeq = table.Column<long>(type: "bigint", nullable: false),
                    FromMs = table.Column<long>(type: "bigint", nullable: false),
                    ToMs = table.Column<long>(type: "bigint", nullable: false),
                    Leaf = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seal_anchor_runs", x => new { x.Anchor, x.Place });
                });

            migrationBuilder.CreateTable(
                name: "seal_anchors",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    MadeMs = table.Column<long>(type: "bigint", nullable: false),
                    Seals = table.Column<long>(type: "bigint", nullable: false),
                    Runs = table.Column<int>(type: "integer", nullable: false),
                    Root = table.Column<string>(type: "text", nullable: false),
                    Previous = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seal_anchors", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "seal_roots",
                columns: table => new
                {
                    Sha256 = table.Column<string>(type: "text", nullable: false),
                    Pem = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seal_roots", x => x.Sha256);
                });

            migrationBuilder.CreateIndex(
                name: "IX_seal_anchor_runs_Device_Boot",
                table: "seal_anchor_runs",
                columns: new[] { "Device", "Boot" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "seal_anchor_runs");

            migrationBuilder.DropTable(
                name: "seal_anchors");

            migrationBuilder.DropTable(
                name: "seal_roots");
        }
    }
}
