using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Devices.WalkTests;

/// <summary>A device delivers the sheet of a walk test, and people read it.</summary>
internal static class WalkTestsApi
{
    public static void AddWalkTests(this IServiceCollection services) => services.AddSingleton<IModelPart, WalkTestsModel>().AddSingleton<WalkTestSheets>();

    public static void MapWalkTests(this IEndpointRouteBuilder routes)
    {
        routes.MapPut(DevicePaths.WalkTest("{device}", "{id}"), TakeAsync)
            .ForAnyone()
            .WithMetadata(new ForDevicesAttribute(DeviceProof.Certificate) { IsOpenInDemonstration = true })
            .WithMetadata(new RequestSizeLimitAttribute(WalkTestSheet.MostBytes))
            .Accepts<WalkTestSheet>("application/json")
            .WithSummary("A device delivers the sheet of a walk test; one that is there already is not stored again.");
        routes.MapGet("/api/v1/devices/{id}/walk-tests", ListAsync).Needs(Right.SeeDevices)
            .WithSummary("The walk tests of a device, the one that arrived last first: of each step what was measured, or why it is amber or not fitted.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeAsync(
        string device, string id, HttpRequest request, WalkTestSheets sheets, SiteCatalog sites, AuditLog audit, CancellationToken cancellationToken)
    {
        if (sites.Device(device) is null)
            return Refuse(StatusCodes.Status404NotFound, $"Device '{device}' is at no site now.");
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            var sheet = WalkTestSheet.Read(body.ToArray());
            if (sheet.Device != device || sheet.Id != id)
                return Refuse(StatusCodes.Status400BadRequest,
                    $"The sheet is '{sheet.Id}' of device '{sheet.Device}'; it must be '{id}' of '{device}', as its address says.");
            if (await sheets.TakeAsync(sheet, cancellationToken))
                await audit.WriteAsync($"device {device}", "walk test stored", device, $"{id}: {WalkTestWords.Count(sheet)}");
            return TypedResults.NoContent();
        }
        catch (RecordException e)
        {
            return Refuse(StatusCodes.Status400BadRequest, $"The sheet is refused: {e.Message}.");
        }
        catch (BadHttpRequestException e)
        {
            return Refuse(e.StatusCode, $"The sheet does not arrive: {e.Message.TrimEnd('.')}; it must have 1 to {WalkTestSheet.MostBytes} bytes.");
        }
    }

    private static async Task<Results<Ok<IReadOnlyList<ReceivedSheet>>, ProblemHttpResult>> ListAsync(
        string id, WalkTestSheets sheets, SiteCatalog sites, CancellationToken cancellationToken) =>
        sites.Device(id) is null ? Refuse(StatusCodes.Status404NotFound, $"Device '{id}' is at no site now.")
            : TypedResults.Ok(await sheets.OfAsync(id, WalkTestSheets.MostOfDevice, cancellationToken));

    private static ProblemHttpResult Refuse(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
