using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Live;

namespace Solutions.Edge.ControlRoom.Overview;

/// <summary>One device's last seconds, level and occupied % side by side. Safe from any thread.</summary>
internal sealed class StripRing(string site, string device)
{
    public string Site => site;

    private readonly Lock access = new();
    private readonly SecondSeries<double> levels = new();
    private readonly SecondSeries<double> occupied = new();

    public void Put(LiveReading reading)
    {
        lock (access)
        {
            levels[reading.T / 1000] = reading.LAeq;
            occupied[reading.T / 1000] = reading.Occupied;
        }
    }

    /// <summary>The seconds of which anything is known, from ≤ second &lt; to, ascending.</summary>
    public IReadOnlyList<LiveReading> Between(long from, long to)
    {
        var readings = new List<LiveReading>();
        lock (access)
        {
            for (var second = Math.Max(from, to - SecondSeries<double>.Length); second < to; second++)
            {
                if ((levels[second], occupied[second]) is var (level, share) && (level ?? share) is not null)
                    readings.Add(new(site, device, second * 1000, level, share));
            }
        }
        return readings;
    }
}
