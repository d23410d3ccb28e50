using System.Diagnostics.Metrics;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>What of the records no rule could judge.</summary>
internal static class AlertsMeters
{
    public static void Add(IServiceProvider services)
    {
        var (meter, unjudged) = (services.GetRequiredService<IMeterFactory>().Create("Solutions.Edge.ControlRoom.Alerts"),
            services.GetRequiredService<UnjudgedRecords>());
        meter.CreateObservableCounter("solutions.records.unjudged", () => unjudged.Records, "records", "Records at which the rules failed, set aside unjudged");
        meter.CreateObservableCounter("solutions.rules.failed", () => unjudged.Seconds, "seconds", "Seconds that a rule could not judge");
    }
}
