using Solutions.Edge.Agent.Camera.Detection;

namespace Solutions.Edge.Agent.Setup;

/// <summary>The whole of a film: how often something moved, why how many triggers were not reported, and the cost.</summary>
internal sealed class VideoSummary(StageTimes times)
{
    private readonly SortedDictionary<string, int> suppressed = new(StringComparer.Ordinal);

    public int Frames { get; private set; }

    public int FramesWithMotion { get; private set; }

    /// <summary>Triggers that were not reported, by cause, each once.</summary>
    public IReadOnlyDictionary<string, int> Suppressed => suppressed;

    /// <summary>CPU time a frame in ms, decoding and printing left out.</summary>
    public double CpuMs => PerFrame(times.Total);

    public IEnumerable<(string Stage, double CpuMs)> Stages => times.Stages.Select(s => (s.Key, PerFrame(s.Value)));

    public void Add(DetectedMotion motion)
    {
        Frames++;
        if (motion.Regions.Count > 0)
            FramesWithMotion++;
        foreach (var cause in motion.Explained)
            suppressed[cause] = suppressed.GetValueOrDefault(cause) + 1;
    }

    private double PerFrame(TimeSpan time) => time.TotalMilliseconds / Math.Max(1, Frames);
}
