namespace Solutions.Edge.Contracts;

/// <summary>A device's supply as its meter reads it.</summary>
public sealed record SupplyReading
{
    /// <summary>Voltage behind the meter, in V.</summary>
    public required double Volts { get; init; }

    /// <summary>Current into the device, in A; below zero = out of it, as when a battery is charged through the meter.</summary>
    public required double Amps { get; init; }
}
