using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Solutions.Edge.ControlRoom.Database.PostgresMigrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "alert_transitions",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Alert = table.Column<string>(type: "text", nullable: false),
                    AtMs = table.Column<long>(type: "bigint", nullable: false),
                    Event = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Priority = table.Column<int>(type: "integer", nullable: false),
                    By = table.Column<string>(type: "text", nullable: true),
                    Why = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_transitions", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "alerts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false),
                    Site = table.Column<string>(type: "text", nullable: false),
                    Source = table.Column<string>(type: "text", nullable: false),
                    Devices = table.Column<string>(type: "text", nullable: false),
                    Priority = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Why = table.Column<string>(type: "text", nullable: false),
                    SinceMs = table.Column<long>(type: "bigint", nullable: false),
                    FiredMs = table.Column<long>(type: "bigint", nullable: false),
                    LastMs = table.Column<long>(type: "bigint", nullable: false),
                    UntilMs = table.Column<long>(type: "bigint", nullable: true),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    LimitDb = table.Column<double>(type: "double precision", nullable: true),
                    Rule = table.Column<string>(type: "text", nullable: false),
                    Parameters = table.Column<string>(type: "text", nullable: false),
                    FoldedUnder = table.Column<string>(type: "text", nullable: true),
                    Suppressed = table.Column<string>(type: "text", nullable: true),
                    AcknowledgedBy = table.Column<string>(type: "text", nullable: true),
                    AcknowledgedMs = table.Column<long>(type: "bigint", nullable: true),
                    Still = table.Column<string>(type: "text", nullable: true),
                    Clip = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alerts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "baselines",
                columns: table => new
                {
                    Site = table.Column<string>(type: "text", nullable: false),
                    HourOfWeek = table.Column<int>(type: "integer", nullable: false),
                    Values_LAeqMedian = table.Column<double>(type: "double precision", nullable: true),
                    Values_LAeqP95 = table.Column<double>(type: "double precision", nullable: true),
                    Values_LA90Median = table.Column<double>(type: "double precision", nullable: true),
                    Values_OccupiedP95 = table.Column<double>(type: "double precision", nullable: true),
                    Values_OccupiedP99 = table.Column<double>(type: "double precision", nullable: true),
                    Seeded = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_baselines", x => new { x.Site, x.HourOfWeek });
                });

            migrationBuilder.CreateTable(
                name: "captures",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Device = table.Column<string>(type: "text", nullable: false),
                    Site = table.Column<string>(type: "text", nullable: false),
                    AtMs = table.Column<long>(type: "bigint", nullable: false),
                    Why = table.Column<string>(type: "text", nullable: false),
                    ArrivedMs = table.Column<long>(type: "bigint", nullable: true),
                    Sha256 = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_captures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "site_positions",
                columns: table => new
                {
                    Site = table.Column<string>(type: "text", nullable: false),
                    Spool = table.Column<string>(type: "text", nullable: true),
                    Position = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_site_positions", x => x.Site);
                });

            migrationBuilder.CreateIndex(
                name: "IX_alert_transitions_Alert",
                table: "alert_transitions",
                column: "Alert");

            migrationBuilder.CreateIndex(
                name: "IX_alerts_SinceMs",
                table: "alerts",
                column: "SinceMs");

            migrationBuilder.CreateIndex(
                name: "IX_alerts_Site_LastMs",
                table: "alerts",
                columns: new[] { "Site", "LastMs" });

            migrationBuilder.CreateIndex(
                name: "IX_captures_AtMs",
                table: "captures",
                column: "AtMs");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alert_transitions");

            migrationBuilder.DropTable(
                name: "alerts");

            migrationBuilder.DropTable(
                name: "baselines");

            migrationBuilder.DropTable(
                name: "captures");

            migrationBuilder.DropTable(
                name: "site_positions");
        }
    }
}
