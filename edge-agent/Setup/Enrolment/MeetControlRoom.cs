using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Solutions.Edge.Agent.Uplink.Identity;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.Enrolment;

/// <summary>Finds out, step by step, whether what answers at the code's address is the control room that issued it.</summary>
internal sealed class MeetControlRoom(EnrolmentCode code, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), MostAhead = TimeSpan.FromDays(1);

    private string At => $"{code.Host}:{code.Port}";

    /// <summary>The authorities of the control room: its own list, received from a server that the code's authority vouches for.</summary>
    /// <exception cref="EnrolmentException">It is not reached, or it is another.</exception>
    public async Task<X509Certificate2Collection> AuthoritiesAsync(CancellationToken stopping)
    {
        await ReachAsync(stopping);
        X509Certificate2? shown = null;
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        // Judged as soon as the authorities are there, before anything is said.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => (shown = Copy(certificate)) is not null;
        using var http = new HttpClient(handler) { Timeout = Patience };
        var (text, date) = await AskAsync(http, stopping);
        var authorities = Read(text);
        var pinned = authorities.FirstOrDefault(a => Hash(a) == code.Authority) ?? throw Other(shown);
        CheckClock(date);
        if (ServerCheck.FindFault(shown, code.Host, [pinned], time.GetUtcNow()) is { } fault)
            throw new EnrolmentException("control room", $"between this device and {At} something answers in the control room's place: {fault}",
                "If a firewall inspects TLS here, have it leave this address alone; if the name leads to another machine, correct it. The code was not used.");
        return authorities;
    }

    private static X509Certificate2? Copy(X509Certificate? certificate) =>
        certificate is null ? null : X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());

    private static string Hash(X509Certificate2 authority) => System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(authority.RawData));

    private static X509Certificate2Collection Read(string pem)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            // Not the control room's: none of it is the one that is looked for.
        }
        return authorities;
    }

    private async Task ReachAsync(CancellationToken stopping)
    {
        if (await WayToPort.FindFaultAsync(code.Host, code.Port, "the control room",
                "have the control room's SOLUTIONS__ADDRESS be an IP address and take a new code", stopping) is { } fault)
            throw new EnrolmentException(fault.Stage, $"{fault.Words}: {fault.Cause}",
                $"{char.ToUpperInvariant(fault.Cure[0])}{fault.Cure[1..]}.", fault.Inner);
    }

    private async Task<(string Text, DateTimeOffset? Date)> AskAsync(HttpClient http, CancellationToken stopping)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"https://{At}{DevicePaths.Authorities}"), stopping);
            return (answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(stopping) : "", answer.Headers.Date);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !stopping.IsCancellationRequested))
        {
            throw new EnrolmentException("control room", $"what answers at {At} does not speak as the control room does ({(e.InnerException ?? e).Message})",
                "Check that the port is the devices' (SOLUTIONS__DEVICES__PORT), not the page's, and that nothing stands between.", e);
        }
    }

    private EnrolmentException Other(X509Certificate2? shown) => new("control room",
        $"{At} is not the control room that issued the code: its certificate is issued by '{shown?.Issuer}'",
        "If that is a firewall which inspects TLS, have it leave this address alone; if it is another installation, take the code there. "
            + "Nothing was sent, the code was not used.");

    /// <summary>One that is behind is no obstacle: it is given the time.</summary>
    private void CheckClock(DateTimeOffset? date)
    {
        if (date is { } right && time.GetUtcNow() - right > MostAhead)
            throw new EnrolmentException("clock",
                $"this device's clock says {time.GetUtcNow():yyyy-MM-dd HH:mm} UTC, the control room's {right:yyyy-MM-dd HH:mm}",
                "Set the one that is wrong (timedatectl set-ntp true, or date --set), then enrol again. The code was not used.");
    }
}
