using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Devices.Examinations;

/// <summary>An examination that was asked for.</summary>
/// <param name="Id">Of the command.</param>
internal sealed record AskedExamination(string Id);

/// <summary>An examination is asked for here, and delivered at the devices' port.</summary>
internal static class DoctorApi
{
    private const string Address = "/api/v1/devices/{id}/doctor";
    private const int MostBytes = 256 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Address, AskAsync).Needs(Right.VisitDevices)
            .WithSummary("Has the device examine all its parts; the report comes within a minute if it is connected, and is read at the same address.");
        routes.MapGet(Address, async Task<Results<Ok<ExaminationReport>, NoContent>> (string id, Doctor doctor, CancellationToken stopping) =>
                (await doctor.FindAsync(id, stopping))?.Read() is { } report ? TypedResults.Ok(report) : TypedResults.NoContent())
            .Needs(Right.SeeDevices).WithSummary("The device's last report: part, colour, what was found, its cause and cure; 204 = none has come.");
        routes.MapPut(DevicePaths.Examination("{device}", "{id}"), TakeAsync).ForAnyone()
            .WithMetadata(new ForDevicesAttribute(DeviceProof.Certificate) { IsOpenInDemonstration = true }, new RequestSizeLimitAttribute(MostBytes))
            .WithSummary("A device delivers the report that it was asked for last. At the devices' port.");
    }

    private static async Task<Results<Accepted<AskedExamination>, ProblemHttpResult>> AskAsync(
        string id, SiteCatalog sites, Doctor doctor, CancellationToken stopping)
    {
        if (sites.Device(id) is null)
            return Refuse(StatusCodes.Status404NotFound, $"Device '{id}' is at no site.");
        return await doctor.AskAsync(id, stopping) is { } asked ? TypedResults.Accepted((string?)null, new AskedExamination(asked))
            : Refuse(StatusCodes.Status503ServiceUnavailable, "The control room has no connection to the broker now; ask again.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeAsync(
        string device, string id, ExaminationReport report, Doctor doctor, CancellationToken stopping)
    {
        if (report.FindFault() is { } fault)
            return QueryValue.Wrong(fault.Field, fault.Value, fault.Expected);
        return await doctor.TakeAsync(device, id, report, stopping) ? TypedResults.NoContent()
            : Refuse(StatusCodes.Status404NotFound, $"No examination with the id '{id}' is asked of device '{device}' now.");
    }

    private static ProblemHttpResult Refuse(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
