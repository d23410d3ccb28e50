namespace Solutions.Edge.Contracts;

/// <summary>The air at a device, once a minute: of each figure the mean of what was measured in that minute. Null = that sensor does not give it.</summary>
/// <remarks>In the sensor's box: by day in the sun that is warmer and drier than outside.</remarks>
public sealed record EnvironmentRecord : UpRecord
{
    /// <summary>Air temperature in °C.</summary>
    public double? Temperature { get; init; }

    /// <summary>Relative humidity in %.</summary>
    public double? Humidity { get; init; }

    /// <summary>Air pressure at the device, not reduced to sea level, in hPa.</summary>
    public double? Pressure { get; init; }

    /// <inheritdoc/>
    public override Fault? FindFault() => base.FindFault()
        ?? Outside("temperature", Temperature, -100, 200) ?? Outside("humidity", Humidity, 0, 100) ?? Outside("pressure", Pressure, 0, 2000);
}
