using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Shocks;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Gate.Lines;

/// <summary>
/// Watches a gate's lines: its whole state on every change, at every shock and once a minute. Every level is read once a second besides, so that an edge
/// that never came is no gate that stays unseen. A chip that is gone is opened again by itself.
/// </summary>
internal sealed class GpioGateWorker(
    GateOptions gate, Func<Action<string>, IGateLines> open, ShockSensor? shock, Outbox outbox, TimeProvider time, ILogger<GpioGateWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan StateEvery = TimeSpan.FromMinutes(1), LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>More than all lines give in a second; beyond it the look of every second finds what changed.</summary>
    private const int MostEdges = 1024;

    /// <summary>No line: a shock was felt.</summary>
    private readonly Channel<(string? Line, DateTimeOffset At)> edges =
        Channel.CreateBounded<(string?, DateTimeOffset)>(new BoundedChannelOptions(MostEdges) { FullMode = BoundedChannelFullMode.DropOldest });

    private GpioGate? state;
    private volatile string? fault;

    /// <summary>Why the lines cannot be read now; null = they can.</summary>
    public string? Fault => fault;

    /// <summary>Whether a line counts as active; null = it is not fitted, or not known yet.</summary>
    public bool? IsActive(string line) => state?.Active(line);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        shock?.Felt = () => edges.Writer.TryWrite((null, time.GetUtcNow()));
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                using var lines = open(line => edges.Writer.TryWrite((line, time.GetUtcNow())));
                await WatchAsync(lines, stoppingToken);
            }
            catch (GateLinesException e)
            {
                if (fault is null)
                    GateLog.Lost(log, e.Message);
                fault = e.Message;
                await Task.Delay(LookEvery, time, stoppingToken);
            }
    }

    private async Task WatchAsync(IGateLines lines, CancellationToken stopping)
    {
        state ??= new(gate.Lines!, lines.IsActive);
        Look(lines);
        if (fault is not null)
            GateLog.Back(log);
        fault = null;
        Report(state.State(time.GetUtcNow()));
        var (looked, reported, known) = (time.GetTimestamp(), time.GetTimestamp(), DateTimeOffset.MaxValue);
        while (true)
        {
            await NextAsync(LookEvery - time.GetElapsedTime(looked), known, stopping);
            while (edges.Reader.TryRead(out var edge))
                if (edge.Line is { } line)
                    state.See(line, lines.IsActive(line), edge.At);
            if (time.GetElapsedTime(looked) >= LookEvery)
            {
                Look(lines);
                looked = time.GetTimestamp();
            }
            known = Feel();
            foreach (var change in state.Settle(time.GetUtcNow(), known))
                Report(change);
            if (time.GetElapsedTime(reported) < StateEvery)
                continue;
            Report(state.State(time.GetUtcNow()));
            reported = time.GetTimestamp();
        }
    }

    private void Look(IGateLines lines)
    {
        foreach (var (name, _) in gate.Lines!.Fitted)
            state!.See(name, lines.IsActive(name), time.GetUtcNow());
    }

    /// <returns>Up to when every shock is known.</returns>
    private DateTimeOffset Feel()
    {
        if (shock is null)
            return DateTimeOffset.MaxValue;
        var (known, peaks) = shock.Take();
        foreach (var peak in peaks)
            state!.Feel(peak);
        return known;
    }

    /// <summary>Until a line changes, a shock is felt, a line that changed may count, or all are to be read.</summary>
    private async Task NextAsync(TimeSpan untilLook, DateTimeOffset known, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var wait = state!.DueAt(now, known) - now is { } due && due < untilLook ? due : untilLook;
        if (wait <= TimeSpan.Zero)
            return;
        using var enough = new CancellationTokenSource(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, stopping);
        try
        {
            await edges.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
        }
    }

    private void Report(GateRecord record)
    {
        var weak = shock?.TakeWeak();
        outbox.Add(Streams.Gate, record with { Shock = record.Shock ?? (weak is { } g ? Math.Round(g, 2) : null) });
    }
}
