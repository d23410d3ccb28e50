using System.Diagnostics;
using System.Globalization;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.Benchmarks;

/// <summary>
/// What a record costs the rules of a street with ten microphones: when it comes in time, when all come a minute late, and when those that were
/// missing come among newer ones. A rule that makes late records dear makes a control room that is behind fall further behind.
/// </summary>
internal static class LateRecords
{
    private const int Devices = 10, Minutes = 30;
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    public static int Run()
    {
        // Once for the compiler.
        Measure(lateSeconds: 60, everyOther: true);
        var inTime = Measure(lateSeconds: 0, everyOther: false);
        foreach (var (what, cost) in new[] { ("in time", inTime), ("all a minute late", Measure(60, false)), ("every other a minute late", Measure(60, true)) })
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {cost:0.00} us a record, {cost / inTime:0.0} times as much as in time"));
        return 0;
    }

    /// <returns>Microseconds a record.</returns>
    private static double Measure(int lateSeconds, bool everyOther)
    {
        var site = new SiteEntry
        {
            Id = "street",
            Name = "Street",
            Type = SiteType.STREET,
            TimeZone = "Europe/London",
            Devices = [.. Enumerable.Range(0, Devices)
                .Select(n => new DeviceEntry { Id = $"lamp-{n}", Name = $"Lamp {n}", Sound = new() })],
        };
        var usual = new HourBaseline(45, 55, 41, 2, 6);
        var rules = new RuleEvaluator(site, new(Enumerable.Range(0, SiteBaseline.HoursPerWeek).ToDictionary(h => h, _ => usual)), RuleParameters.Default);
        var records = from second in Enumerable.Range(0, Minutes * 60)
                      from device in Enumerable.Range(0, Devices)
                      let late = everyOther && second % 2 == 0 ? 0 : lateSeconds
                      orderby second + late
                      select ($"lamp-{device}", Arrival: Start.AddSeconds(second + 1 + late + (device / (double)Devices)), Record: Second(second));
        var all = records.ToList();
        var started = Stopwatch.GetTimestamp();
        foreach (var (device, arrival, record) in all)
        {
            rules.AdvanceTo(arrival);
            rules.Feed(device, record, arrival, new(record.T, IsOwn: true));
        }
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / all.Count;
    }

    private static NoiseRecord Second(int second) => new()
    {
        Boot = new('0', 32),
        Bn = 1,
        Seq = second + 1,
        T = Start.AddSeconds(second),
        Tq = TimeQuality.Synced,
        LAeq = 50,
        LCeq = 58,
        LAFmax = 54,
        Bands = [.. Enumerable.Repeat<double?>(30, NoiseRecord.BandCount)],
        N = 48_000,
    };
}
