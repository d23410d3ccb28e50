using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Solutions.Edge.ControlRoom.Database.PostgresMigrations
{
    /// <inheritdoc />
    public partial class Verdicts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AcknowledgedUntilMs",
                table: "alerts",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Acts",
                table: "alerts",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Cause",
                table: "alerts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Escalated",
                table: "alerts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsOnHold",
                table: "alerts",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsVerdictCounted",
                table: "alerts",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "LastAct",
                table: "alerts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Verdict",
                table: "alerts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VerdictBy",
                table: "alerts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "VerdictMs",
                table: "alerts",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "missed_incidents",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Site = table.Column<string>(type: "text", nullable: false),
                    AtMs = table.Column<long>(type: "bigint", nullable: false),
                    Line = table.Column<string>(type: "text", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    EnteredMs = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_missed_incidents", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_missed_incidents_AtMs",
                table: "missed_incidents",
                column: "AtMs");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "missed_incidents");

            migrationBuilder.DropColumn(
                name: "AcknowledgedUntilMs",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "Acts",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "Cause",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "Escalated",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "IsOnHold",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "IsVerdictCounted",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "LastAct",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "Verdict",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "VerdictBy",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "VerdictMs",
                table: "alerts");
        }
    }
}
