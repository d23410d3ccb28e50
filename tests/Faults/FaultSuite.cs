namespace Solutions.Edge.Faults;

/// <summary>What became of one fault's rounds.</summary>
/// <param name="Name">The fault.</param>
/// <param name="Rounds">How often it was tried.</param>
/// <param name="Sent">Records that the devices numbered meanwhile.</param>
/// <param name="Lost">Of these: not in the spool, or before the store's position and not in the store.</param>
/// <param name="Doubled">In the spool or the store more than once.</param>
/// <param name="Excused">Of those sent: lost where no promise covers them.</param>
/// <param name="Alarms">Times a gate was forced.</param>
/// <param name="Late">Of these: published later than <see cref="FaultSuite.InTime"/> after the event, or after the recovery from a fault in between.</param>
/// <param name="NeverPublished">Of these: never published; below zero = published twice.</param>
/// <param name="Skipped">Why it was not tried; null = it was.</param>
internal sealed record FaultResult(
    string Name, int Rounds, int Sent = 0, int Lost = 0, int Doubled = 0, int Excused = 0, int Alarms = 0, int Late = 0, int NeverPublished = 0,
        string? Skipped = null);

/// <summary>Tries one fault after the other, each on a system of its own.</summary>
internal static class FaultSuite
{
    public static readonly TimeSpan InTime = TimeSpan.FromSeconds(10);

    public static IReadOnlyList<Fault> All { get; } =
    [
        new Kill(room: true), new Kill(agents: true), new Kill(broker: true),
        new Kill(room: true, agents: true), new Kill(broker: true, room: true), new Kill(broker: true, agents: true),
        new Partition(room: false), new Partition(room: true),
        new FullDisk(room: false), new FullDisk(room: true),
        new TornSpool(),
        new ClockJump(),
        new SlowConsumer(),
        new StoreFault(Cut.Swallows, seconds: 60), new StoreFault(Cut.Resets, seconds: 60), new StoreFault(Cut.Resets, seconds: 3600),
        new PowerCut(room: true), new PowerCut(room: false),
    ];

    /// <param name="fault">What is done.</param>
    /// <param name="rounds">How often.</param>
    /// <param name="seed">Of the random moments.</param>
    /// <param name="details">Takes what a table has no room for.</param>
    public static async Task<FaultResult> TryAsync(Fault fault, int rounds, int seed, TextWriter details)
    {
        if ((fault.Obstacle ?? (rounds == 0 ? "it takes an hour; --rounds 100 tries it once" : null)) is { } obstacle)
            return new(fault.Name, 0, Skipped: obstacle);
        var random = new Random(seed);
        await using var rig = await Rig.StartAsync(fault, seed);
        for (var round = 0; round < rounds; round++)
        {
            await rig.WorkAsync();
            await fault.StrikeAsync(rig, random);
        }
        await Task.Delay(InTime, TimeProvider.System);
        var account = await rig.SettleAsync();
        var openings = account.Openings.Select(o => (At: fault.MovesClocks ? o.Arrival : o.At, o.Arrival)).Order().ToList();
        var messages = rig.Alarms.Published;
        var late = openings.Zip(messages).Where(a => a.Second > Due(a.First.At, rig.Outages)).ToList();
        foreach (var (opening, at) in late)
            await details.WriteLineAsync(
                $"  {fault.Name}: forced at {opening.At:HH:mm:ss.f}, in the spool at {opening.Arrival:HH:mm:ss.f}, published at {at:HH:mm:ss.f}");
        if (account.Lost + account.Waiting > 0)
            await details.WriteLineAsync($"  {fault.Name}: {account.Lost} lost, {account.Waiting} still wait on their devices ({account.Missing})");
        if (account.Stored is { Lost: > 0 } or { Doubled: > 0 })
            await details.WriteLineAsync($"  {fault.Name}: the store misses {account.Stored.Lost} and has {account.Stored.Doubled} twice");
        return new(fault.Name, rounds, account.Sent, account.Lost + account.Waiting + account.Stored.Lost, account.Doubled + account.Stored.Doubled,
            account.Excused,
            openings.Count, late.Count, openings.Count - messages.Count);
    }

    /// <summary>A fault that begins before an alarm is due holds it up until the recovery.</summary>
    private static DateTimeOffset Due(DateTimeOffset opening, IEnumerable<(DateTimeOffset From, DateTimeOffset To)> outages)
    {
        var due = opening + InTime;
        foreach (var (from, to) in outages)
        {
            if (from <= due && to + InTime > due)
                due = to + InTime;
        }
        return due;
    }
}
