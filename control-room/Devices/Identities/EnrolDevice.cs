using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Http;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

/// <summary>What a device asks at its port: which authorities there are, its certificates, new ones, and what it is to know of its place.</summary>
internal static class EnrolDevice
{
    private const int MostBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Access to these is decided by the devices' port.
        var devices = routes.MapGroup("").ForAnyone();
        devices.MapGet(DevicePaths.Authorities, (DeviceAuthority authority, TimeProvider time, HttpResponse response) =>
        {
            // By which a device finds that its own clock is wrong.
            response.Headers.Date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
            return TypedResults.Text(authority.Bundle, "application/x-pem-file");
        })
            .WithMetadata(new ForDevicesAttribute(DeviceProof.None))
            .WithSummary("The authorities that vouch for this control room, as PEM. At the devices' port.");
        devices.MapPost(DevicePaths.Enrolment, EnrolAsync).LimitsTries()
            .WithMetadata(new ForDevicesAttribute(DeviceProof.None), new RequestSizeLimitAttribute(MostBytes))
            .WithSummary("A device with an enrolment code gets its certificates. At the devices' port.");
        devices.MapPost(DevicePaths.Renewal, RenewAsync)
            .WithMetadata(new ForDevicesAttribute(DeviceProof.RenewableCertificate), new RequestSizeLimitAttribute(MostBytes))
            .WithSummary("A device with a certificate gets new ones. At the devices' port.");
        devices.MapGet(DevicePaths.Configuration("{device}"), (string device, DevicePlaces places) => places.Present(device) is { } place
                ? Results.Bytes(place.Write(), "application/json")
                : Results.Problem($"Device '{device}' is at no site now.", statusCode: StatusCodes.Status404NotFound))
            .WithMetadata(new ForDevicesAttribute(DeviceProof.Certificate))
            .WithSummary("What a device is to know of its place. At the devices' port.");
    }

    private static async Task<Results<Ok<EnrolmentAnswer>, ProblemHttpResult>> EnrolAsync(
        EnrolmentRequest request, DeviceIdentities identities, AuditLog audit, DeviceRefusals refusals, CancellationToken cancellationToken)
    {
        try
        {
            var (answer, refusal) = await identities.EnrolAsync(request, cancellationToken);
            if (answer is not null)
            {
                await audit.WriteAsync($"device {answer.Device}", "enrolled");
                return TypedResults.Ok(answer);
            }
            await audit.WriteAsync(Caller.Nobody.Hand, "enrolment refused", detail: refusal!);
            refusals.Note(DevicePaths.Enrolment, refusal!);
            return TypedResults.Problem(refusal, statusCode: StatusCodes.Status403Forbidden);
        }
        catch (CryptographicException e)
        {
            return Wrong(e);
        }
    }

    private static async Task<Results<Ok<EnrolmentAnswer>, ProblemHttpResult>> RenewAsync(
        EnrolmentRequest request, HttpContext context, DeviceIdentities identities, CancellationToken cancellationToken)
    {
        try
        {
            return TypedResults.Ok(await identities.RenewAsync(context.User.Identity!.Name!, request, cancellationToken));
        }
        catch (CryptographicException e)
        {
            return Wrong(e);
        }
    }

    private static ProblemHttpResult Wrong(CryptographicException e) => TypedResults.Problem(
        $"A certificate request does not read: {e.Message}", statusCode: StatusCodes.Status400BadRequest);
}
