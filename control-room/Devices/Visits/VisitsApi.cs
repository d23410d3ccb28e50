using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Devices.Visits;

/// <summary>A visit starts and ends: by an engineer here, or by the device that the engineer stands at.</summary>
internal static class VisitsApi
{
    private const string Address = "/api/v1/devices/{id}/visit";
    private const int MostBytes = 4096;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Results<Ok<VisitAnswer>, NoContent> (string id, VisitBook visits) =>
                visits.Running(id) is { } visit ? TypedResults.Ok(visit.Answer()) : TypedResults.NoContent())
            .Needs(Right.SeeDevices).WithSummary("The engineer's visit to the device that is on now; 204 = none is.");
        routes.MapPost(Address, (string id, VisitRequest request, SiteCatalog sites, VisitBook visits, Caller caller, CancellationToken stopping) =>
                StartAsync(id, request, sites, visits, caller.Hand, stopping))
            .Needs(Right.VisitDevices)
            .WithSummary("An engineer's visit to the device begins: what its records show until the end is a test, and rings for nobody.");
        routes.MapDelete(Address, (string id, VisitBook visits, Caller caller, CancellationToken stopping) => EndAsync(id, visits, caller.Hand, stopping))
            .Needs(Right.VisitDevices).WithSummary("Ends the visit to the device: from now on its alerts ring.");
        // Access to these is decided by the devices' port.
        var devices = routes.MapGroup("").ForAnyone().WithMetadata(
            new ForDevicesAttribute(DeviceProof.Certificate) { IsOpenInDemonstration = true }, new RequestSizeLimitAttribute(MostBytes));
        devices.MapPut(DevicePaths.Visit("{device}"), async Task<Results<Ok<VisitAnswer>, ProblemHttpResult>> (string device, VisitRequest request,
            SiteCatalog sites, VisitBook visits, AuditLog audit, CancellationToken stopping) =>
        {
            var answer = await StartAsync(device, request, sites, visits, HandOf(device), stopping);
            if (answer.Result is Ok<VisitAnswer>)
                await audit.WriteAsync(HandOf(device), "visit started", device);
            return answer;
        }).WithSummary("The device says that an engineer's visit to it begins. At the devices' port.");
        devices.MapDelete(DevicePaths.Visit("{device}"), async Task<Results<Ok<VisitAnswer>, ProblemHttpResult>> (string device,
            VisitBook visits, AuditLog audit, CancellationToken stopping) =>
        {
            var answer = await EndAsync(device, visits, HandOf(device), stopping);
            if (answer.Result is Ok<VisitAnswer>)
                await audit.WriteAsync(HandOf(device), "visit ended", device);
            return answer;
        }).WithSummary("The device says that the visit to it is over. At the devices' port.");
    }

    private static string HandOf(string device) => $"device {device}";

    private static async Task<Results<Ok<VisitAnswer>, ProblemHttpResult>> StartAsync(
        string device, VisitRequest request, SiteCatalog sites, VisitBook visits, string by, CancellationToken stopping)
    {
        if (sites.Device(device) is null)
            return TypedResults.Problem($"Device '{device}' is at no site.", statusCode: StatusCodes.Status404NotFound);
        if (request.FindFault() is { } fault)
            return QueryValue.Wrong(fault.Field, fault.Value, fault.Expected);
        return TypedResults.Ok((await visits.StartAsync(device, request, by, stopping)).Answer());
    }

    private static async Task<Results<Ok<VisitAnswer>, ProblemHttpResult>> EndAsync(string device, VisitBook visits, string by, CancellationToken stopping) =>
        await visits.EndAsync(device, by, stopping) is { } ended ? TypedResults.Ok(ended.Answer()) : None(device);

    private static ProblemHttpResult None(string device) =>
        TypedResults.Problem($"There is no visit to device '{device}' now.", statusCode: StatusCodes.Status404NotFound);
}
