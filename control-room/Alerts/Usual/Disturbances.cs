using Solutions.Edge.ControlRoom.Alerts.Codes;

namespace Solutions.Edge.ControlRoom.Alerts.Usual;

/// <summary>When at a site something rang that is not what is usual there. Alerts that stayed silent, and tests of an engineer, are among them.</summary>
internal sealed class Disturbances(IReadOnlyList<Alert> alerts)
{
    private static readonly HashSet<string> OfNoise =
        [.. AlertCodes.All.Where(r => r.IsOutdoorNoise).Select(r => r.Code), NoiseNightRule.Id, NoiseEventsRule.Id, DisorderRule.Id];

    private static readonly HashSet<string> OfCrowds = [CrowdBuildRule.Id, CrowdScatterRule.Id, DisorderRule.Id];

    public IReadOnlyList<Span> Noise { get; } = Open(alerts.Where(a => OfNoise.Contains(a.Code)));

    public IReadOnlyList<Span> Crowds { get; } = Open(alerts.Where(a => OfCrowds.Contains(a.Code)));

    /// <summary>When a camera was covered, moved or out of focus.</summary>
    public IReadOnlyList<Span> Blocked(string device) => Open(alerts.Where(a => a.Code == CameraBlockedRule.Id && a.Devices.Contains(device)));

    private static Span[] Open(IEnumerable<Alert> alerts) => [.. alerts.Select(a => new Span(DateTimeOffset.FromUnixTimeMilliseconds(a.SinceMs),
        a is { UntilMs: null, IsOpen: true } ? DateTimeOffset.MaxValue : DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(a.UntilMs ?? 0, a.LastMs) + 1)))];
}
