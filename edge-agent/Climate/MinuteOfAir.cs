using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Climate;

/// <summary>Gathers what is measured into UTC minutes. Pure: figures and times come from outside.</summary>
internal sealed class MinuteOfAir
{
    private readonly List<Air> readings = [];
    private DateTimeOffset minute;

    /// <summary>Takes a reading, or that there was none.</summary>
    /// <param name="air">Null = nothing was measured.</param>
    /// <param name="at">When.</param>
    /// <returns>The minute that is over, if something was measured in it; null = none is.</returns>
    public EnvironmentRecord? Add(Air? air, DateTimeOffset at)
    {
        var current = new DateTimeOffset(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
        var ended = current == minute ? null : Ended();
        minute = current;
        if (air is { } measured)
            readings.Add(measured);
        return ended;
    }

    private EnvironmentRecord? Ended()
    {
        if (readings.Count == 0)
            return null;
        var record = new EnvironmentRecord
        {
            T = minute,
            Temperature = Mean(a => a.Temperature),
            Humidity = Mean(a => a.Humidity),
            Pressure = Mean(a => a.Pressure),
        };
        readings.Clear();
        return record;
    }

    private double? Mean(Func<Air, double?> figure) => readings.Average(figure) is { } mean ? Math.Round(mean, 2) : null;
}
