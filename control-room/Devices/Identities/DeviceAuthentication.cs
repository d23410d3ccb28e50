using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Certificate;
using Microsoft.Extensions.Options;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Http;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

/// <summary>Keeps the devices' port and the people's apart, and lets a device in by its certificate.</summary>
internal static class DeviceAuthentication
{
    private const string Scheme = "device", DeviceRoute = "device";

    public static void AddDeviceAuthentication(this IServiceCollection services)
    {
        services.AddAuthentication().AddCertificate(Scheme, _ => { });
        services.AddOptions<CertificateAuthenticationOptions>(Scheme).Configure<DeviceAuthority>((o, authority) =>
        {
            o.AllowedCertificateTypes = CertificateTypes.Chained;
            o.ChainTrustValidationMode = X509ChainTrustMode.CustomRootTrust;
            o.CustomTrustStore = authority.Believed;
            o.RevocationMode = X509RevocationMode.NoCheck;
            // Judged below: one that expired lately may renew.
            o.ValidateValidityPeriod = false;
        });
    }

    /// <summary>After routing.</summary>
    /// <param name="app">The control room.</param>
    /// <param name="demonstration">Whether it is one.</param>
    public static void UseDevicesPort(this WebApplication app, bool demonstration)
    {
        var options = app.Services.GetRequiredService<IOptionsMonitorCache<CertificateAuthenticationOptions>>();
        app.Services.GetRequiredService<DeviceAuthority>().Rotated += () => options.TryRemove(Scheme);
        var refusals = app.Services.GetRequiredService<DeviceRefusals>();
        app.Use(async (context, next) =>
        {
            var its = context.GetEndpoint()?.Metadata.GetMetadata<ForDevicesAttribute>();
            if (context.Features.Get<DevicePort.Line>() is null)
                await (its is null || (demonstration && its.IsOpenInDemonstration) ? next(context) : HttpFeature.RefuseAsync(context,
                    StatusCodes.Status404NotFound, "This address is for devices, at the port that is theirs (SOLUTIONS__DEVICES__PORT)."));
            else if (its is null)
                await HttpFeature.RefuseAsync(context, StatusCodes.Status404NotFound, "There is nothing for devices at this address.");
            else if (its.Proof == DeviceProof.None || await IsLetInAsync(context, its.Proof, refusals))
                await next(context);
        });
    }

    private static async Task<bool> IsLetInAsync(HttpContext context, DeviceProof proof, DeviceRefusals refusals)
    {
        var (device, refusal) = await JudgeAsync(context, proof);
        if (device is null)
        {
            refusals.Note(context.Request.Path, refusal!);
            await HttpFeature.RefuseAsync(context, StatusCodes.Status401Unauthorized, Sentence(refusal!));
            return false;
        }
        if (context.Request.RouteValues[DeviceRoute] is string named && named != device)
        {
            await HttpFeature.RefuseAsync(context, StatusCodes.Status403Forbidden,
                $"The certificate is of device '{device}', and the address of '{named}'; a device asks for itself.");
            return false;
        }
        context.User = new(new ClaimsIdentity([new(ClaimTypes.Name, device)], Scheme));
        return true;
    }

    /// <summary>The handler says whether the certificate is of this authority; the judge, of which device and whether that is believed.</summary>
    private static async Task<Verdict> JudgeAsync(HttpContext context, DeviceProof proof)
    {
        var shown = await context.AuthenticateAsync(Scheme);
        return shown.Failure is { } failure ? Verdict.No($"the certificate is not of this control room ({failure.Message.TrimEnd('.')})")
            : context.RequestServices.GetRequiredService<DeviceJudge>().Judge(context.Connection.ClientCertificate,
                renews: proof == DeviceProof.RenewableCertificate);
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";
}
