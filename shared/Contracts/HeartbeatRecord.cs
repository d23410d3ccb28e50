using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>A device's health, every 10 s. Null = not measured on this device.</summary>
public sealed record HeartbeatRecord : UpRecord
{
    /// <summary>Longest <see cref="StorageFault"/> in characters.</summary>
    public const int MaxFaultLength = 500;

    /// <summary>Longest <see cref="Version"/> in characters.</summary>
    public const int LongestVersion = 64;

    /// <summary>Records waiting in the outbox for the control room's acknowledgement.</summary>
    public required long Queue { get; init; }

    /// <summary>Records the outbox had to drop since boot.</summary>
    public required long Dropped { get; init; }

    /// <summary>The records of <see cref="Dropped"/> by their stream, at most 64; null = none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, long>? DroppedByStream { get; init; }

    /// <summary>Records set aside since boot: the control room refuses them, or has not taken them however often they were sent; null = none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Refused { get; init; }

    /// <summary>Places of the device's disk, since boot, whose records did not read back; null = none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Damaged { get; init; }

    /// <summary>Why records that wait are in memory only, 1 to <see cref="MaxFaultLength"/> characters; null = they are not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StorageFault { get; init; }

    /// <summary>Estimated error of the clock, in ms.</summary>
    public double? ClockErrorMs { get; init; }

    /// <summary>
    /// The instant at which <see cref="UpRecord.Up"/> was 0, by the clock once it was set: what this boot sent as <see cref="TimeQuality.Unset"/>
    /// is of this instant plus its <see cref="UpRecord.Up"/>. Null = the clock is not set yet, or was so from the start.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? UpZero { get; init; }

    /// <summary>The bound on the clock's error in ms when it was set; null = not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? UpZeroBoundMs { get; init; }

    /// <summary>CPU time used by the agent over the last interval, in % of one core.</summary>
    public double? Cpu { get; init; }

    /// <summary>Resident memory of the agent in MB.</summary>
    public double? MemoryMb { get; init; }

    /// <summary>Temperature of the processor in °C.</summary>
    public double? Temperature { get; init; }

    /// <summary>Free share of the disk that holds the agent's state, 0 to 1.</summary>
    public double? DiskFree { get; init; }

    /// <summary>How the live microphone is; null = none is fitted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MicrophoneHealth? Microphone { get; init; }

    /// <summary>The supply's voltage and current; null = no meter is fitted, or it does not answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SupplyReading? Supply { get; init; }

    /// <summary>Whether it runs on the mains or on its battery; null = it has no battery that says so, or the line cannot be read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PowerReading? Power { get; init; }

    /// <summary>
    /// What of the device does not work now, by its part (microphone, camera, gate, shock, climate, supply, lamp, power; later agents may name others), at most
    /// 64: what it is, its likely cause and its cure, 1 to <see cref="MaxFaultLength"/> characters. Null = nothing.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Faults { get; init; }

    /// <summary>The agent's version, 1 to <see cref="LongestVersion"/> characters.</summary>
    public required string Version { get; init; }

    /// <inheritdoc/>
    public override Fault? FindFault() => base.FindFault()
        ?? Unless(Queue >= 0, "queue", Queue, "0 or more")
        ?? Unless(Dropped >= 0, "dropped", Dropped, "0 or more")
        ?? (DroppedByStream is null ? null : TooLong("droppedByStream", DroppedByStream.Keys, "streams")
            ?? Unless(DroppedByStream.Values.All(d => d >= 0), "droppedByStream", DroppedByStream.Values.Min(), "0 or more records of each stream"))
        ?? Unless(Refused is null or >= 0, "refused", Refused, "0 or more, or null")
        ?? Unless(Damaged is null or >= 0, "damaged", Damaged, "0 or more, or null")
        ?? Unless(StorageFault is null or { Length: > 0 and <= MaxFaultLength }, "storageFault",
            StorageFault?.Length, $"a sentence of 1 to {MaxFaultLength} characters, or null")
        ?? Unless(UpZero is null or { Year: >= 1970 and <= 2199 }, "upZero", UpZero, "an instant from 1970 to 2199, or null")
        ?? Outside("clockErrorMs", ClockErrorMs, -1e12, 1e12) ?? Outside("upZeroBoundMs", UpZeroBoundMs, 0, 1e12) ?? Outside("cpu", Cpu, 0, 100_000)
        ?? Outside("memoryMb", MemoryMb, 0, 1e9) ?? Outside("temperature", Temperature, -100, 200) ?? Outside("diskFree", DiskFree, 0, 1)
        ?? (Microphone is not { } microphone ? null
            : Unless(microphone.State is { Length: > 0 and <= 32 }, "microphone.state", microphone.State, "1 to 32 characters")
            ?? Outside("microphone.ratePpm", microphone.RatePpm, -1e6, 1e6) ?? Outside("microphone.clockErrorMs", microphone.ClockErrorMs, -1e9, 1e9)
            ?? Unless(microphone.Overruns >= 0, "microphone.overruns", microphone.Overruns, "0 or more")
            ?? Unless(microphone.ShortReads >= 0, "microphone.shortReads", microphone.ShortReads, "0 or more")
            ?? Unless(microphone.Lost >= 0, "microphone.lost", microphone.Lost, "0 or more")
            ?? Outside("microphone.offset", microphone.Offset, -1, 1))
        ?? Outside("supply.volts", Supply?.Volts, 0, 1000) ?? Outside("supply.amps", Supply?.Amps, -1000, 1000)
        ?? Unless(Power is null or { Since.Year: >= 1970 and <= 2199 }, "power.since", Power?.Since, "an instant from 1970 to 2199")
        ?? (Faults is null ? null : TooLong("faults", Faults.Keys, "parts")
            ?? Unless(Faults.Values.All(f => f is { Length: > 0 and <= MaxFaultLength }), "faults", Faults.Count,
                $"sentences of 1 to {MaxFaultLength} characters by their part"))
        ?? Unless(Version is { Length: > 0 and <= LongestVersion }, "version", Version, $"1 to {LongestVersion} characters");
}
