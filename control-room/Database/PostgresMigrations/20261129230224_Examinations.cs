using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Solutions.Edge.ControlRoom.Database.PostgresMigrations
{
    /// <inheritdoc />
    public partial class Examinations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "examinations",
                columns: table => new
                {
                    Device = table.Column<string>(type: "text", nullable: false),
                    Asked = table.Column<string>(type: "text", nullable: false),
                    AskedMs = table.Column<long>(type: "bigint", nullable: false),
                    ReportedMs = table.Column<long>(type: "bigint", nullable: true),
                    Report = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_examinations", x => x.Device);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "examinations");
        }
    }
}
