using System.Globalization;

namespace Solutions.Edge.Benchmarks.Throughput;

/// <summary>
/// What the line carries: rising numbers of devices, first on the bare broker with a subscriber that does nothing, then on the whole
/// control room (rules, fsynced spool, reading store), until each can no longer keep up. The ratio is what the control room costs.
/// </summary>
internal static class ThroughputBenchmark
{
    /// <summary>The bare broker keeps nothing: a longer run would show nothing more of it.</summary>
    private const int MostBareSeconds = 20;

    private static readonly int[] Rising = [500, 1000, 1500, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000, 12_000, 14_000];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var (broker, seconds, from, to) = ("embedded", 20, Rising[0], Rising[^1]);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            if (arguments[i] == "--broker" && value is "embedded" or "mosquitto")
                broker = value;
            else if (!int.TryParse(value, CultureInfo.InvariantCulture, out var number) || number < 1)
                return Refuse(arguments[i], value);
            else if (arguments[i] == "--seconds")
                seconds = number;
            else if (arguments[i] == "--from")
                from = number;
            else if (arguments[i] == "--to")
                to = number;
            else
                return Refuse(arguments[i], value);
        }
        var rates = Rising.Where(r => r > from && r < to).Prepend(from).Append(to).Distinct().ToList();
        var bare = await ClimbAsync(_ => Line.BareAsync(broker == "mosquitto"), rates, Math.Min(seconds, MostBareSeconds));
        var room = await ClimbAsync(devices => Line.ControlRoomAsync(broker == "mosquitto", devices), rates, seconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{broker}: bare broker {bare} records/s, control room {room} records/s, ratio {(bare > 0 ? room / (double)bare : 0):0.00}"));
        return 0;
    }

    /// <returns>Records a second of the highest rate that was held; 0 = none was.</returns>
    private static async Task<int> ClimbAsync(Func<int, Task<Line>> start, List<int> rates, int seconds)
    {
        var highest = 0;
        foreach (var rate in rates)
        {
            await using var line = await start(rate);
            var step = await Step.RunAsync(line, rate, seconds);
            Console.WriteLine($"{line.Name}, {step}");
            if (!step.Held)
                break;
            highest = (int)step.Done;
        }
        return highest;
    }

    private static int Refuse(string option, string value)
    {
        Console.Error.WriteLine($"{option} {value}: it must be --broker embedded|mosquitto, --seconds N, --from DEVICES or --to DEVICES");
        return 2;
    }
}
