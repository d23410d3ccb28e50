using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Devices.Calibrations;

/// <summary>A device delivers the checks of its microphone, and people read them.</summary>
internal static class CalibrationsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut(DevicePaths.Calibration("{device}", "{id}"), TakeAsync)
            .ForAnyone()
            .WithMetadata(new ForDevicesAttribute(DeviceProof.Certificate) { IsOpenInDemonstration = true })
            .WithMetadata(new RequestSizeLimitAttribute(CalibrationSheet.MostBytes))
            .Accepts<CalibrationSheet>("application/json")
            .WithSummary("A device delivers a check of its microphone by a calibrator; one that is there already is not stored again.");
        routes.MapGet("/api/v1/devices/{id}/calibrations", ListAsync).Needs(Right.SeeDevices)
            .WithSummary("The checks of a device's microphone by a calibrator, in the order in which they were made by its clock.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeAsync(
        string device, string id, HttpRequest request, CalibrationBook book, SiteCatalog sites, CancellationToken cancellationToken)
    {
        if (sites.Device(device) is null)
            return Refuse(StatusCodes.Status404NotFound, $"Device '{device}' is at no site now.");
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            var sheet = CalibrationSheet.Read(body.ToArray());
            if (sheet.Device != device || sheet.Id != id)
                return Refuse(StatusCodes.Status400BadRequest,
                    $"The sheet is '{sheet.Id}' of device '{sheet.Device}'; it must be '{id}' of '{device}', as its address says.");
            await book.TakeAsync(sheet, cancellationToken);
            return TypedResults.NoContent();
        }
        catch (RecordException e)
        {
            return Refuse(StatusCodes.Status400BadRequest, $"The sheet is refused: {e.Message}.");
        }
        catch (BadHttpRequestException e)
        {
            return Refuse(e.StatusCode, $"The sheet does not arrive: {e.Message.TrimEnd('.')}; it must have 1 to {CalibrationSheet.MostBytes} bytes.");
        }
    }

    private static async Task<Results<Ok<IReadOnlyList<ReceivedCalibration>>, ProblemHttpResult>> ListAsync(
        string id, CalibrationBook book, SiteCatalog sites, CancellationToken cancellationToken) =>
        sites.Device(id) is null ? Refuse(StatusCodes.Status404NotFound, $"Device '{id}' is at no site now.")
            : TypedResults.Ok(await book.OfAsync(id, cancellationToken));

    private static ProblemHttpResult Refuse(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
