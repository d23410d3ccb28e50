using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Gathers what the frames of one second show beside motion.</summary>
internal sealed class ZoneSecond
{
    private readonly Dictionary<string, (double Sum, int Frames)> occupied = [];
    private readonly Dictionary<string, (int Frames, int Present, int In, int Out)> moments = [];
    private readonly List<double> dispersals = [];
    private WatchedFrame? last;

    public void Add(WatchedFrame frame)
    {
        foreach (var (zone, covered) in frame.Occupied)
        {
            var (sum, frames) = occupied.GetValueOrDefault(zone);
            occupied[zone] = (sum + covered, frames + 1);
        }
        foreach (var (zone, moment) in frame.Moments)
        {
            var (frames, present, came, went) = moments.GetValueOrDefault(zone);
            moments[zone] = (frames + 1, present + (moment.IsPresent ? 1 : 0), came + moment.In, went + moment.Out);
        }
        if (frame.Dispersal is { } share)
            dispersals.Add(share);
        if (frame.Motion.Occupied is not null)
            last = frame;
    }

    /// <summary>The record with the second's zones and crowd, and a new second.</summary>
    public MotionRecord Take(MotionRecord record)
    {
        var taken = record with
        {
            Zones = occupied.ToDictionary(z => z.Key, z => Math.Round(z.Value.Sum / z.Value.Frames, 2)),
            Activity = moments.Count == 0 ? null : moments.ToDictionary(z => z.Key, z => new ZoneActivity
            {
                Presence = Math.Round((double)z.Value.Present / z.Value.Frames, 2),
                Dwell = Math.Round(Math.Min(last!.Dwell[z.Key], ZoneActivity.LongestDwellSeconds), 1),
                Crossings = [z.Value.In, z.Value.Out],
                Crowd = last.Crowds.TryGetValue(z.Key, out var band) ? band : null,
            }),
            Crowd = last?.Crowd,
            Dispersal = dispersals.Count > 0 ? Math.Round(dispersals.Average(), 2) : null,
        };
        occupied.Clear();
        moments.Clear();
        dispersals.Clear();
        last = null;
        return taken;
    }
}
