using System.Diagnostics.Metrics;
using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Solutions.Edge.ControlRoom.Http;

namespace Solutions.Edge.ControlRoom.Health;

/// <summary>Asks an address every minute for as long as the control room is ready: what waits there raises an alarm when that ends.</summary>
internal sealed partial class Ping : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromSeconds(20);

    private readonly Uri address;
    private readonly HealthCheckService checks;
    private readonly TimeProvider time;
    private readonly ILogger<Ping> log;
    private readonly HttpClient http;
    private long failures;
    private bool hasFailed;

    public Ping(Uri address, bool allowsPrivate, HealthCheckService checks, TimeProvider time, ILogger<Ping> log, IMeterFactory meters)
    {
        (this.address, this.checks, this.time, this.log) = (address, checks, time, log);
        http = new(PublicAddress.Handler(allowsPrivate, "SOLUTIONS__PINGPRIVATE")) { Timeout = Patience };
        meters.Create(HealthFeature.Meters + ".Health").CreateObservableCounter(
            "solutions.ping.failures", () => Interlocked.Read(ref failures), "tries", "Pings that were not answered");
    }

    /// <summary>Why it cannot be asked; null = it can.</summary>
    public static string? FindFault(string address) => address.Length == 0
        || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
            ? null : $"SOLUTIONS__PING is '{address}'; it must be empty or an https address, or http on loopback.";

    /// <summary>Asks once, if the control room is ready.</summary>
    public async Task TryAsync(CancellationToken cancellationToken)
    {
        if ((await checks.CheckHealthAsync(cancellationToken)).Status == HealthStatus.Unhealthy)
            return;
        try
        {
            using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!answer.IsSuccessStatusCode)
                throw new HttpRequestException($"it answers {(int)answer.StatusCode}");
            if (hasFailed)
                Answered(log);
            hasFailed = false;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Interlocked.Increment(ref failures);
            if (!hasFailed)
                Unanswered(log, e.InnerException?.Message ?? e.Message);
            hasFailed = true;
        }
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
            await TryAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // Without the address: it is a secret of the service that watches.
    [LoggerMessage(960, LogLevel.Warning, "The address of SOLUTIONS__PING does not answer: {Reason}. It is asked again every minute")]
    private static partial void Unanswered(ILogger log, string reason);

    [LoggerMessage(961, LogLevel.Information, "The address of SOLUTIONS__PING answers again")]
    private static partial void Answered(ILogger log);
}
