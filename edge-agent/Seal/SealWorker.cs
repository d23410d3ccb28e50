using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;

namespace Solutions.Edge.Agent.Seal;

/// <summary>Seals every UTC minute some seconds after its end, and what is left when the device stops.</summary>
internal sealed class SealWorker : BackgroundService
{
    /// <summary>What is measured of a minute is reported by then; what is not is in the next seal.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly OpenRows rows = new();
    private readonly Outbox outbox;
    private readonly Boot boot;
    private readonly SealKeys keys;
    private readonly SealChain chain;
    private readonly string device;
    private readonly TimeProvider time;
    private readonly ILogger<SealWorker> log;

    /// <summary>Of the minute that is to be sealed next.</summary>
    private DateTimeOffset end;

    private long seals;

    public SealWorker(AgentOptions options, Outbox outbox, Boot boot, SealKeys keys, TimeProvider time, ILogger<SealWorker> log)
    {
        (device, this.outbox, this.boot, this.keys, this.time, this.log) = (options.Device!, outbox, boot, keys, time, log);
        (chain, end) = (new(options.StateFolder), StartOf(time.GetUtcNow()) + Minute);
        // From the first record on: what no seal holds cannot be shown to be what was made.
        outbox.Added += rows.Add;
    }

    /// <summary>The sensors have stopped, the uplink has not.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (end <= now)
            Seal(end - Minute, end);
        Seal(StartOf(now), end: null);
        outbox.Added -= rows.Add;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            // In steps: the clock may be set meanwhile.
            for (var left = end + Grace - time.GetUtcNow(); left > TimeSpan.Zero && left <= Minute + Grace; left = end + Grace - time.GetUtcNow())
                await Task.Delay(left, time, stoppingToken);
            Seal(end - Minute, end);
            end = StartOf(time.GetUtcNow() - Grace) + Minute;
        }
    }

    private static DateTimeOffset StartOf(DateTimeOffset at) => new(at.UtcTicks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    private void Seal(DateTimeOffset minute, DateTimeOffset? end)
    {
        try
        {
            var signer = keys.Present();
            var seal = signer.Sign(boot.Id, boot.Number, seals + 1, minute, chain.Last, rows.Take(end));
            seals++;
            Advance(SealHead.DigestOf(device, seal));
            outbox.Add(Streams.Seal, seal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or RecordException)
        {
            SealLog.NotSealed(log, minute.UtcDateTime, e.Message);
        }
    }

    private void Advance(string digest)
    {
        try
        {
            chain.Advance(digest);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            SealLog.NotKept(log, e.Message);
        }
    }
}
