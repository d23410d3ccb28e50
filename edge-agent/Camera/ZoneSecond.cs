namespace Solutions.Edge.Agent.Camera;

/// <summary>Means over one second of what each zone was occupied.</summary>
internal sealed class ZoneSecond
{
    private readonly Dictionary<string, (double Sum, int Frames)> zones = [];

    public void Add(IReadOnlyDictionary<string, double> occupied)
    {
        foreach (var (zone, share) in occupied)
        {
            var (sum, frames) = zones.GetValueOrDefault(zone);
            zones[zone] = (sum + share, frames + 1);
        }
    }

    /// <summary>The means in %, and a new second.</summary>
    public IReadOnlyDictionary<string, double> Take()
    {
        var means = zones.ToDictionary(z => z.Key, z => Math.Round(z.Value.Sum / z.Value.Frames, 2));
        zones.Clear();
        return means;
    }
}
