using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Solutions.Edge.ControlRoom.Database.Migrations
{
    /// <inheritdoc />
    public partial class CapturesSayWhen : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Check",
                table: "captures",
                type: "TEXT",
                nullable: false,
                defaultValue: "Unchecked");

            migrationBuilder.AddColumn<string>(
                name: "Clock",
                table: "captures",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NearestMs",
                table: "captures",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SaidBytes",
                table: "captures",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SaidSha256",
                table: "captures",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<double>(
                name: "Span",
                table: "captures",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TakenMs",
                table: "captures",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "evidence_positions",
                columns: table => new
                {
                    Spool = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence_positions", x => x.Spool);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "evidence_positions");

            migrationBuilder.DropColumn(
                name: "Check",
                table: "captures");

            migrationBuilder.DropColumn(
                name: "Clock",
                table: "captures");

            migrationBuilder.DropColumn(
                name: "NearestMs",
                table: "captures");

            migrationBuilder.DropColumn(
                name: "SaidBytes",
                table: "captures");

            migrationBuilder.DropColumn(
                name: "SaidSha256",
                table: "captures");

            migrationBuilder.DropColumn(
                name: "Span",
                table: "captures");

            migrationBuilder.DropColumn(
                name: "TakenMs",
                table: "captures");
        }
    }
}
