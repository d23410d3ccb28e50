using System.Diagnostics.Metrics;

namespace Solutions.Edge.ControlRoom.Evidence;

/// <summary>What the evidence slice counts.</summary>
internal static class EvidenceMeters
{
    public static void Add(IServiceProvider services)
    {
        var meter = services.GetRequiredService<IMeterFactory>().Create("Solutions.Edge.ControlRoom.Evidence");
        var reader = services.GetRequiredService<EvidenceReader>();
        meter.CreateObservableCounter("solutions.evidence.differing", () => reader.Differing, "captures",
            "Stills and clips whose bytes are not those that their device says it sent");
    }
}
