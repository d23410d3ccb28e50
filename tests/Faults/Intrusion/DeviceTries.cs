using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices.Identities;

namespace Solutions.Edge.Faults.Intrusion;

/// <summary>At the devices' HTTPS port.</summary>
internal static class DeviceTries
{
    public static IReadOnlyList<Try> All { get; } =
    [
        new("an enrolment code a second time", async room =>
        {
            var code = await AttackingDevice.CodeAsync(room, "street-one");
            var (first, _) = await AttackingDevice.EnrolAsync(room, code.Secret);
            return first is null ? "could not be tried: the code was not good once" : await EnrolsAsync(room, code.Secret);
        }),
        new("an enrolment code that was withdrawn", async room =>
        {
            var code = await AttackingDevice.CodeAsync(room, "street-one");
            await room.Get<EnrolmentCodes>().WithdrawAsync("street-one", CancellationToken.None);
            return await EnrolsAsync(room, code.Secret);
        }),
        new("an enrolment code stolen and used after half an hour", async room =>
        {
            var code = await AttackingDevice.CodeAsync(room, "street-one");
            room.Ahead = EnrolmentCodes.Lasts + TimeSpan.FromSeconds(1);
            try
            {
                return await EnrolsAsync(room, code.Secret);
            }
            finally
            {
                room.Ahead = TimeSpan.Zero;
            }
        }),
        new("an enrolment code that was made up", room =>
            EnrolsAsync(room, EnrolmentCode.New("localhost", room.DevicePort, room.Authority.Fingerprint).Secret)),
        new("enrolment without a code", room => EnrolsAsync(room, null)),
        new("settings without a certificate", room => AsksAsync(room, null, "street-one")),
        new("settings with a certificate of another authority", async room =>
        {
            using var foreign = AttackingDevice.Foreign("street-one");
            return await AsksAsync(room, foreign, "street-one");
        }),
        new("another device's settings", async room =>
        {
            using var own = await AttackingDevice.EnrolledAsync(room, "street-two");
            return await AsksAsync(room, own, "street-one");
        }),
        new("settings with a revoked certificate", async room =>
        {
            using var own = await AttackingDevice.EnrolledAsync(room, "street-two");
            await room.Identities.RevokeAsync("street-two", "test", CancellationToken.None);
            return await AsksAsync(room, own, "street-two");
        }),
        new("settings with an expired certificate", async room =>
        {
            using var own = await AttackingDevice.EnrolledAsync(room, "street-two");
            room.Ahead = TimeSpan.FromDays(366);
            try
            {
                return await AsksAsync(room, own, "street-two");
            }
            finally
            {
                room.Ahead = TimeSpan.Zero;
            }
        }),
        new("the operators' page with a device's certificate", async room =>
        {
            using var own = await AttackingDevice.EnrolledAsync(room, "street-two");
            return await AttackingDevice.AskAsync(room, own, "/api/v1/alerts") is var status && status == 404 ? null : $"answered {status}";
        }),
        new("TLS 1.1 at the devices' port", room => AgreesAsync(room.DevicePort)),
    ];

    /// <summary>Whether the port takes a version of TLS that is out of use.</summary>
    public static async Task<string?> AgreesAsync(int port)
    {
        using var line = new TcpClient();
        await line.ConnectAsync("localhost", port);
        await using var tls = new SslStream(line.GetStream(), false, (_, shown, _, _) => AttackingDevice.IsTheRooms(shown));
        try
        {
            // What is tried is what nobody must take any more.
#pragma warning disable SYSLIB0039, CA5397
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                EnabledSslProtocols = SslProtocols.Tls11,
            });
#pragma warning restore SYSLIB0039, CA5397
            return $"agreed on {tls.SslProtocol}";
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return null;
        }
    }

    private static async Task<string?> EnrolsAsync(AttackedRoom room, string? secret) =>
        await AttackingDevice.EnrolAsync(room, secret) is (null, 400 or 403) ? null : "it was not refused";

    private static async Task<string?> AsksAsync(AttackedRoom room, X509Certificate2? certificate, string device)
    {
        var status = await AttackingDevice.AskAsync(room, certificate, DevicePaths.Configuration(device));
        return status is 401 or 403 ? null : $"answered {status}";
    }
}
