using System.Diagnostics.Metrics;

namespace Solutions.Edge.ControlRoom.Ingest;

/// <summary>What the intake counts.</summary>
internal static class IngestMeters
{
    public static void Add(IServiceProvider services)
    {
        var meter = services.GetRequiredService<IMeterFactory>().Create("Solutions.Edge.ControlRoom.Ingest");
        var (rejected, unknown) = (services.GetRequiredService<RejectedMessages>(), services.GetRequiredService<UnknownVersions>());
        meter.CreateObservableCounter("solutions.messages.rejected", () => rejected.Count, "records", "Records and messages that were refused");
        meter.CreateObservableCounter("solutions.unknown.dropped", () => unknown.Dropped, "records",
            "Records of unknown versions that were given up for age or want of room");
    }
}
