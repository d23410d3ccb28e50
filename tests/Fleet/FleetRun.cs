using System.Globalization;

namespace Solutions.Edge.Fleet;

/// <summary>A fleet that reports for a while and prints what became of it.</summary>
internal static class FleetRun
{
    /// <summary>How long the last records may take to be acknowledged.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Line = TimeSpan.FromSeconds(1);

    /// <returns>0 = every record was acknowledged.</returns>
    public static async Task<int> RunAsync(FleetOptions options, int seconds, TimeProvider time, CancellationToken stopping)
    {
        await using var fleet = DeviceFleet.Start(options, time);
        fleet.Report();
        using var timer = new PeriodicTimer(Line, time);
        try
        {
            for (var second = 1; second <= seconds && await timer.WaitForNextTickAsync(stopping); second++)
                Print($"{second,4} s", fleet);
            fleet.FallSilent();
            for (var waited = TimeSpan.Zero; waited < Drain && fleet.Tally.Unacknowledged > 0 && await timer.WaitForNextTickAsync(stopping); waited += Line)
                Print("drain ", fleet);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C: the summary is of what was done so far.
        }
        var tally = fleet.Tally;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"made {tally.Made} records, acknowledged {tally.Acknowledged}, lost {tally.Unacknowledged}, "
                + $"sent again {Math.Max(0, tally.Sent - tally.Made)}, connections {tally.Connections}, ack delay {Delay(tally.All)}"));
        return tally.Unacknowledged == 0 ? 0 : 1;
    }

    private static void Print(string when, DeviceFleet fleet)
    {
        var tally = fleet.Tally;
        var fault = tally.Connected < fleet.Devices && fleet.LastFault is { } last ? $"  last fault: {last}" : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{when}  connected {tally.Connected}  sent {tally.Sent}  acknowledged {tally.Acknowledged}  "
                + $"unacknowledged {tally.Unacknowledged}  ack delay {Delay(tally.TakeLately())}{fault}"));
    }

    private static string Delay(Delays delays) => delays.Percentile(0.5) is { } median ? $"median {median} ms, p99 {delays.Percentile(0.99)} ms" : "none yet";
}
