using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Solutions.Edge.ControlRoom.Database.PostgresMigrations
{
    /// <inheritdoc />
    public partial class LearntBaselines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "MotionDays",
                table: "baselines",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "MotionMinutes",
                table: "baselines",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "MotionOfOtherDays",
                table: "baselines",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "SoundDays",
                table: "baselines",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "SoundMinutes",
                table: "baselines",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "SoundOfOtherDays",
                table: "baselines",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<double>(
                name: "Values_LAeqP99",
                table: "baselines",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Values_OccupiedMedian",
                table: "baselines",
                type: "double precision",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "baseline_resets",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Site = table.Column<string>(type: "text", nullable: false),
                    AtMs = table.Column<long>(type: "bigint", nullable: false),
                    Author = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_baseline_resets", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "site_learning",
                columns: table => new
                {
                    Site = table.Column<string>(type: "text", nullable: false),
                    LearntMs = table.Column<long>(type: "bigint", nullable: false),
                    SoundMinutes = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_site_learning", x => x.Site);
                });

            migrationBuilder.CreateTable(
                name: "usual_hours",
                columns: table => new
                {
                    Site = table.Column<string>(type: "text", nullable: false),
                    FromMs = table.Column<long>(type: "bigint", nullable: false),
                    Digest = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usual_hours", x => new { x.Site, x.FromMs });
                });

            migrationBuilder.CreateIndex(
                name: "IX_baseline_resets_Site",
                table: "baseline_resets",
                column: "Site");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "baseline_resets");

            migrationBuilder.DropTable(
                name: "site_learning");

            migrationBuilder.DropTable(
                name: "usual_hours");

            migrationBuilder.DropColumn(
                name: "MotionDays",
                table: "baselines");

            migrationBuilder.DropColumn(
                name: "MotionMinutes",
                table: "baselines");

            migrationBuilder.DropColumn(
                name: "MotionOfOtherDays",
                table: "baselines");

            migrationBuilder.DropColumn(
                name: "SoundDays",
                table: "baselines");

            migrationBuilder.DropColumn(
                name: "SoundMinutes",
                table: "baselines");

            migrationBuilder.DropColumn(
                name: "SoundOfOtherDays",
                table: "baselines");

            migrationBuilder.DropColumn(
                name: "Values_LAeqP99",
                table: "baselines");

            migrationBuilder.DropColumn(
                name: "Values_OccupiedMedian",
                table: "baselines");
        }
    }
}
