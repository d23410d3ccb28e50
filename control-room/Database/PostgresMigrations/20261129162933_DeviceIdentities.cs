using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Solutions.Edge.ControlRoom.Database.PostgresMigrations
{
    /// <inheritdoc />
    public partial class DeviceIdentities : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "device_certificates",
                columns: table => new
                {
                    Serial = table.Column<string>(type: "text", nullable: false),
                    Device = table.Column<string>(type: "text", nullable: false),
                    IsSeal = table.Column<bool>(type: "boolean", nullable: false),
                    Pem = table.Column<string>(type: "text", nullable: false),
                    IssuedMs = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresMs = table.Column<long>(type: "bigint", nullable: false),
                    RevokedMs = table.Column<long>(type: "bigint", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_device_certificates", x => x.Serial);
                });

            migrationBuilder.CreateTable(
                name: "device_holds",
                columns: table => new
                {
                    Device = table.Column<string>(type: "text", nullable: false),
                    SinceMs = table.Column<long>(type: "bigint", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_device_holds", x => x.Device);
                });

            migrationBuilder.CreateTable(
                name: "enrolment_codes",
                columns: table => new
                {
                    Digest = table.Column<string>(type: "text", nullable: false),
                    Device = table.Column<string>(type: "text", nullable: false),
                    IssuedMs = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresMs = table.Column<long>(type: "bigint", nullable: false),
                    UsedMs = table.Column<long>(type: "bigint", nullable: true),
                    WithdrawnMs = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enrolment_codes", x => x.Digest);
                });

            migrationBuilder.CreateIndex(
                name: "IX_device_certificates_Device",
                table: "device_certificates",
                column: "Device");

            migrationBuilder.CreateIndex(
                name: "IX_enrolment_codes_Device",
                table: "enrolment_codes",
                column: "Device");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "device_certificates");

            migrationBuilder.DropTable(
                name: "device_holds");

            migrationBuilder.DropTable(
                name: "enrolment_codes");
        }
    }
}
