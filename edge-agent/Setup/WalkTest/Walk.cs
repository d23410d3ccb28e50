using System.Threading.Channels;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>Leads through the steps, one after the other.</summary>
/// <param name="watch">Has a sensor give its signals until it is ended.</param>
/// <param name="screen">What the engineer sees.</param>
/// <param name="time">The clock.</param>
internal sealed class Walk(Func<Sensor, ChannelWriter<Signal>, CancellationToken, Task> watch, WalkScreen screen, TimeProvider time)
{
    /// <summary>Far more than the sensors give between two looks; beyond it the oldest go, and levels come again.</summary>
    private const int MostSignals = 4096;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly Channel<Signal> signals =
        Channel.CreateBounded<Signal>(new BoundedChannelOptions(MostSignals) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly Dictionary<string, bool> levels = [];

    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public async Task<IReadOnlyList<WalkTestStep>> GoAsync(IReadOnlyList<PlannedStep> plan, CancellationToken stopping)
    {
        List<WalkTestStep> made = [];
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task? gate = null;
        foreach (var (number, planned) in plan.Index())
        {
            // The gate is watched from its first step to the end: what it did between is known.
            if (planned.Step?.Watches.Contains(Sensor.Gate) == true)
                gate ??= watch(Sensor.Gate, signals.Writer, over.Token);
            made.Add(planned.Step is not { } step ? Unmade(planned) : await MakeAsync(step, number + 1, plan.Count, stopping));
            screen.End(made[^1]);
        }
        await over.CancelAsync();
        await EndAsync(gate);
        return made;
    }

    private WalkTestStep Unmade(PlannedStep planned) => new()
    {
        Step = planned.Name,
        Result = planned.IsFitted ? StepResult.Amber : StepResult.NotFitted,
        At = time.GetUtcNow(),
        Reason = planned.Reason,
    };

    private async Task<WalkTestStep> MakeAsync(WalkStep step, int number, int count, CancellationToken stopping)
    {
        var at = time.GetUtcNow();
        screen.Begin(step, number, count);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var own = step.Watches.Where(s => s is Sensor.Camera or Sensor.Microphone).Select(s => watch(s, signals.Writer, over.Token)).ToList();
        Listen(step: null);
        step.Begin(at, levels);
        StepEnd? end;
        while (true)
        {
            Listen(step);
            end = screen.TakeReason() is { } reason ? step.Leave(reason) : step.End(time.GetUtcNow());
            screen.Show(step.Answer);
            if (end is not null)
                break;
            await Task.Delay(LookEvery, time, stopping);
        }
        await over.CancelAsync();
        await EndAsync(Task.WhenAll(own));
        return new()
        {
            Step = step.Name,
            Result = end.Result,
            At = at,
            Seconds = Math.Round((time.GetUtcNow() - at).TotalSeconds, 1),
            Words = end.Words,
            Reason = Shortened(end.Reason),
            Values = end.Values ?? [],
            Unit = end.Unit,
        };
    }

    private static string? Shortened(string? text) => text?.Length > WalkTestSheet.LongestText ? text[..WalkTestSheet.LongestText] : text;

    private static async Task EndAsync(Task? watching)
    {
        try
        {
            await (watching ?? Task.CompletedTask);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Listen(WalkStep? step)
    {
        while (signals.Reader.TryRead(out var signal))
        {
            if (signal is LineSignal line)
                levels[line.Line] = line.Active;
            step?.See(signal);
        }
    }
}
