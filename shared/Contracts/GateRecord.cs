using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>Where the leaf is by the gate's contact, or the lid by the enclosure's switch.</summary>
public enum ContactState
{
    /// <summary>The leaf is in its frame; the lid is on.</summary>
    Closed,

    /// <summary>The leaf is out of its frame; the lid is off.</summary>
    Open,
}

/// <summary>Where the bolt is.</summary>
public enum BoltState
{
    /// <summary>The bolt is in its keep: the gate is locked.</summary>
    Thrown,

    /// <summary>The bolt is drawn: the gate is not locked.</summary>
    Withdrawn,
}

/// <summary>The whole state of one gate, sent on every change and every minute. Null = that sensor is not fitted.</summary>
public sealed record GateRecord : UpRecord
{
    /// <summary>The leaf's contact.</summary>
    public ContactState? Contact { get; init; }

    /// <summary>How often the contact has opened since the device started, this record's state included; null = the device does not count. A record of
    /// the open gate is so of a known opening, whichever of its records come, and in whatever order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Opening { get; init; }

    /// <summary>The bolt's sensor.</summary>
    public BoltState? Bolt { get; init; }

    /// <summary>Greatest shock since the record before, in g.</summary>
    public double? Shock { get; init; }

    /// <summary>The sensor box's tamper switch.</summary>
    public ContactState? Enclosure { get; init; }

    /// <summary>True while a valid electronic unlock is active.</summary>
    public bool? Unlock { get; init; }

    /// <summary>True while the night button is pressed.</summary>
    public bool? Button { get; init; }

    /// <summary>Wind speed in m/s.</summary>
    public double? Wind { get; init; }

    /// <summary>Rainfall in mm/h.</summary>
    public double? Rain { get; init; }

    /// <inheritdoc/>
    public override Fault? FindFault() => base.FindFault()
        ?? Outside("opening", Opening, 0, int.MaxValue) ?? Outside("shock", Shock, 0, 1000) ?? Outside("wind", Wind, 0, 150) ?? Outside("rain", Rain, 0, 1000);
}
