using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink.Identity;

/// <summary>Renews this device's certificates at two thirds of their life, and when the control room has another authority; looks once an hour.</summary>
internal sealed class IdentityRenewal(DeviceIdentity identity, DeviceClock clock, TimeProvider time, ILogger<IdentityRenewal> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1), Patience = TimeSpan.FromSeconds(30);

    /// <summary>Failed looks after which the first is reported again.</summary>
    private const int ReportEvery = 24;

    private int failed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var http = new HttpClient(ServerCheck.Handler(identity)) { BaseAddress = new(identity.File.ControlRoom), Timeout = Patience };
        using var timer = new PeriodicTimer(LookAgain, time);
        do
        {
            try
            {
                if (clock.Quality == TimeQuality.Synced)
                    identity.Time.Learn(time.GetUtcNow(), log);
                await LookAsync(http, stoppingToken);
                failed = 0;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or CryptographicException
                or TaskCanceledException && !stoppingToken.IsCancellationRequested)
            {
                if (failed++ % ReportEvery == 0 && identity.Time.Now >= identity.RenewFrom)
                    IdentityLog.NotRenewed(log, identity.Certificate.NotAfter.ToUniversalTime(), e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Renews if it is time.</summary>
    private async Task LookAsync(HttpClient http, CancellationToken stopping)
    {
        using var look = await http.GetAsync(DevicePaths.Authorities, stopping);
        look.EnsureSuccessStatusCode();
        // A clock that is behind does not see that the certificate has expired.
        if (look.Headers.Date is { } date)
            identity.Time.Learn(date, log);
        var authorities = await look.Content.ReadAsStringAsync(stopping);
        if (authorities == identity.File.Authorities && !identity.IsOfOldAuthority && identity.Time.Now < identity.RenewFrom)
            return;
        using var keys = new CertificateRequests();
        using var answer = await http.PostAsJsonAsync(DevicePaths.Renewal, keys.Ask(), ContractsJson.Default.EnrolmentRequest, stopping);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException(await ControlRoomAnswer.SentenceAsync(answer, stopping));
        var given = await answer.Content.ReadFromJsonAsync(ContractsJson.Default.EnrolmentAnswer, stopping) ?? throw new IOException("the answer is null");
        identity.Renew(keys.Take(given, identity.File.ControlRoom));
        identity.Time.Learn(given.At, log);
        IdentityLog.Renewed(log, identity.Certificate.NotAfter.ToUniversalTime());
    }
}
