using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Solutions.Edge.ControlRoom.Database.PostgresMigrations
{
    /// <inheritdoc />
    public partial class Shifts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "duty_roster",
                columns: table => new
                {
                    Function = table.Column<string>(type: "text", nullable: false),
                    Reach = table.Column<string>(type: "text", nullable: false),
                    ConfirmedMs = table.Column<long>(type: "bigint", nullable: true),
                    ConfirmedBy = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duty_roster", x => x.Function);
                });

            migrationBuilder.CreateTable(
                name: "shifts",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    By = table.Column<string>(type: "text", nullable: false),
                    StartedMs = table.Column<long>(type: "bigint", nullable: false),
                    IsSoundTested = table.Column<bool>(type: "boolean", nullable: false),
                    EndedMs = table.Column<long>(type: "bigint", nullable: true),
                    Note = table.Column<string>(type: "text", nullable: true),
                    SheetJson = table.Column<string>(type: "text", nullable: true),
                    AcceptedBy = table.Column<string>(type: "text", nullable: true),
                    AcceptedMs = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shifts", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_shifts_StartedMs",
                table: "shifts",
                column: "StartedMs");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "duty_roster");

            migrationBuilder.DropTable(
                name: "shifts");
        }
    }
}
