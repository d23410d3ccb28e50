using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Solutions.Edge.ControlRoom.Health;

/// <summary>A number that a slice counts, now.</summary>
/// <param name="Name">The instrument's.</param>
/// <param name="Meaning">What it counts, in words.</param>
/// <param name="Unit">What it is counted in; null = things.</param>
/// <param name="Value">The sum of what the instrument gives.</param>
internal sealed record Measured(string Name, string Meaning, string? Unit, double Value)
{
    /// <summary>What every observable instrument of the control room gives now, by name.</summary>
    public static IReadOnlyList<Measured> Now()
    {
        // An instrument that is made meanwhile is published on the thread that makes it.
        var sums = new ConcurrentDictionary<Instrument, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (!instrument.IsObservable || !instrument.Meter.Name.StartsWith(HealthFeature.Meters, StringComparison.Ordinal))
                    return;
                sums[instrument] = 0;
                listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => sums.AddOrUpdate(instrument, value, (_, sum) => sum + value));
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. sums.Select(s => new Measured(s.Key.Name, s.Key.Description ?? s.Key.Name, s.Key.Unit, s.Value))
            .OrderBy(m => m.Name, StringComparer.Ordinal)];
    }
}
