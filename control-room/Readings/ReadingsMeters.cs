using System.Diagnostics.Metrics;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>What the spool and the reading store count.</summary>
internal static class ReadingsMeters
{
    public static void Add(IServiceProvider services)
    {
        var meter = services.GetRequiredService<IMeterFactory>().Create("Solutions.Edge.ControlRoom.Readings");
        var (spool, writer) = (services.GetRequiredService<RecordSpool>(), services.GetRequiredService<ReadingWriter>());
        meter.CreateObservableCounter("solutions.spool.damaged", () => spool.Damaged, "places", "Damaged places met in the spool");
        meter.CreateObservableGauge("solutions.readings.behind", () => writer.Behind, "bytes", "Records that the reading store does not have yet");
        var aside = services.GetRequiredService<SetAsideReadings>();
        meter.CreateObservableCounter("solutions.readings.set_aside", () => aside.Count, "records", "Records that the reading store does not take, set aside");
    }
}
