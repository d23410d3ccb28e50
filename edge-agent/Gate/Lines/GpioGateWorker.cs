using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Gate.Lines;

/// <summary>
/// Watches a gate's lines: its whole state on every change and once a minute. Every level is read once a second besides, so that an edge that never came is
/// no gate that stays unseen. A chip that is gone is opened again by itself.
/// </summary>
internal sealed class GpioGateWorker(
    GateOptions gate, Func<Action<string>, IGateLines> open, Outbox outbox, TimeProvider time, ILogger<GpioGateWorker> log) : BackgroundService
{
    private static readonly TimeSpan StateEvery = TimeSpan.FromMinutes(1), LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>More than all lines give in a second; beyond it the look of every second finds what changed.</summary>
    private const int MostEdges = 1024;

    private readonly Channel<(string Line, DateTimeOffset At)> edges =
        Channel.CreateBounded<(string, DateTimeOffset)>(new BoundedChannelOptions(MostEdges) { FullMode = BoundedChannelFullMode.DropOldest });

    private GpioGate? state;
    private volatile string? fault;

    /// <summary>Why the lines cannot be read now; null = they can.</summary>
    public string? Fault => fault;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
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
        var (looked, reported) = (time.GetTimestamp(), time.GetTimestamp());
        while (true)
        {
            await NextAsync(LookEvery - time.GetElapsedTime(looked), stopping);
            while (edges.Reader.TryRead(out var edge))
                state.See(edge.Line, lines.IsActive(edge.Line), edge.At);
            if (time.GetElapsedTime(looked) >= LookEvery)
            {
                Look(lines);
                looked = time.GetTimestamp();
            }
            foreach (var change in state.Settle(time.GetUtcNow()))
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

    /// <summary>Until a line changes, one that changed may count, or all are to be read.</summary>
    private async Task NextAsync(TimeSpan untilLook, CancellationToken stopping)
    {
        var wait = state!.Due - time.GetUtcNow() is { } due && due < untilLook ? due : untilLook;
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

    private void Report(GateRecord record) => outbox.Add(Streams.Gate, record);
}
