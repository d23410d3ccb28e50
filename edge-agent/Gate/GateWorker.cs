using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Gate;

/// <summary>Plays a gate's script: its whole state on every change, and once a minute.</summary>
internal sealed class GateWorker(GateScript script, Scene? scene, GateOptions gate, Outbox outbox, TimeProvider time, ILogger<GateWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan StateEvery = TimeSpan.FromMinutes(1);

    /// <summary>The longest nap: a step of the clock is noticed within it.</summary>
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(1);

    private readonly ScriptClock clock = new(time);

    private GateRecord state = new()
    {
        // A home has a night button, and no leaf.
        Contact = script.HasLeaf ? ContactState.Closed : null,
        Opening = script.HasLeaf ? 0 : null,
        Bolt = gate.Bolt ? BoltState.Thrown : null,
        Unlock = gate.Unlock ? false : null,
        Button = script.HasButton ? false : null,
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var start = NextSecond(clock.Now());
        start = scene?.StartAt(start) ?? start;
        GateLog.Watching(log, script.Steps.Count);
        var reported = clock.Now();
        outbox.Add(Streams.Gate, state with { T = reported + clock.Stepped });
        foreach (var (at, step) in script.From(start))
        {
            reported = await WaitAsync(at, reported, stoppingToken);
            Take(step, at);
        }
        await WaitAsync(DateTimeOffset.MaxValue, reported, stoppingToken);
    }

    /// <returns>When the state was last reported without a change.</returns>
    private async Task<DateTimeOffset> WaitAsync(DateTimeOffset until, DateTimeOffset reported, CancellationToken token)
    {
        for (var now = clock.Now(); now < until; now = clock.Now())
        {
            if (now - reported >= StateEvery)
                outbox.Add(Streams.Gate, state with { T = (reported = now) + clock.Stepped });
            var wait = until - now < Nap ? until - now : Nap;
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, token);
        }
        return reported;
    }

    private void Take(GateStep step, DateTimeOffset at)
    {
        state = state with
        {
            Contact = step.Contact ?? state.Contact,
            Opening = state.Opening + (step.Contact == ContactState.Open && state.Contact != ContactState.Open ? 1 : 0),
            // A gate has the sensors that are wired, whatever the script knows.
            Bolt = gate.Bolt ? step.Bolt ?? state.Bolt : null,
            Unlock = gate.Unlock ? step.Unlock ?? state.Unlock : null,
            Button = step.Button ?? state.Button,
        };
        outbox.Add(Streams.Gate, state with { T = at + clock.Stepped, Shock = step.Shock });
    }

    private static DateTimeOffset NextSecond(DateTimeOffset now) =>
        new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero).AddSeconds(1);
}
