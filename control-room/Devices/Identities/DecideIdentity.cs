using Microsoft.AspNetCore.Http.HttpResults;
using QRCoder;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

/// <summary>A code that lets a device enrol.</summary>
/// <param name="Device">The device.</param>
/// <param name="Code">As text.</param>
/// <param name="Qr">The same as a QR code, SVG.</param>
/// <param name="Expires">Until when it serves.</param>
internal sealed record IssuedCode(string Device, string Code, string Qr, DateTimeOffset Expires);

/// <summary>Why an engineer decides something.</summary>
internal sealed record Decision(string Reason);

/// <summary>What an engineer decides about the identity of a device.</summary>
internal static class DecideIdentity
{
    private const int LongestReason = 500, QrPixels = 4;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/devices/{id}/enrolment-code", IssueAsync)
            .Needs(Right.EnrolDevices).WithSummary("A code by which the device enrols, once and within half an hour; one that it still had is withdrawn.");
        routes.MapDelete("/api/v1/devices/{id}/enrolment-code", WithdrawAsync).Needs(Right.EnrolDevices)
            .WithSummary("Withdraws the code that the device still has.");
        routes.MapPost("/api/v1/devices/{id}/revoke", RevokeAsync).Needs(Right.EnrolDevices)
            .WithSummary("Ends the device's identity at once, with a reason; its connection is cut.");
        routes.MapPost("/api/v1/devices/{id}/believe", BelieveAsync).Needs(Right.EnrolDevices)
            .WithSummary("Believes a device again of which two held the identity; what both kept meanwhile is taken.");
    }

    private static async Task<Results<Ok<IssuedCode>, ProblemHttpResult>> IssueAsync(
        string id, SiteCatalog sites, DeviceAuthority authority, DevicePort port, EnrolmentCodes codes, CancellationToken cancellationToken)
    {
        if (sites.Device(id) is null || id == DeviceAuthority.ControlRoom)
            return Refuse(StatusCodes.Status404NotFound, $"Device '{id}' is at no site; a code is issued for a device of the catalogue.");
        var code = EnrolmentCode.New(port.Host, port.Port, authority.Fingerprint);
        var expires = await codes.IssueAsync(id, code, cancellationToken);
        using var qr = QRCodeGenerator.GenerateQrCode(code.ToString(), QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(qr);
        return TypedResults.Ok(new IssuedCode(id, code.ToString(), svg.GetGraphic(QrPixels), expires));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(string id, EnrolmentCodes codes, CancellationToken cancellationToken) =>
        await codes.WithdrawAsync(id, cancellationToken) ? TypedResults.NoContent()
            : Refuse(StatusCodes.Status404NotFound, $"Device '{id}' has no code that is open.");

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        string id, Decision decision, DeviceIdentities identities, CancellationToken cancellationToken)
    {
        if (decision.Reason is not { Length: > 0 and <= LongestReason })
            return QueryValue.Wrong("reason", decision.Reason, $"1 to {LongestReason} characters");
        return await identities.RevokeAsync(id, decision.Reason, cancellationToken) ? TypedResults.NoContent()
            : Refuse(StatusCodes.Status404NotFound, $"Device '{id}' has no certificate that is valid.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> BelieveAsync(
        string id, DeviceIdentities identities, CancellationToken cancellationToken) =>
        await identities.BelieveAsync(id, cancellationToken) ? TypedResults.NoContent()
            : Refuse(StatusCodes.Status404NotFound, $"Of device '{id}' no two hold the identity.");

    private static ProblemHttpResult Refuse(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
