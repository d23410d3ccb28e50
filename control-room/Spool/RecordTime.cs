namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>When a record is taken to have been.</summary>
/// <param name="At">The instant that readers go by.</param>
/// <param name="IsOwn">By its device's clock; false = where it arrived.</param>
/// <param name="IsLive">It arrived as it happened, as far as the device's <see cref="Contracts.UpRecord.Up"/> shows.</param>
/// <param name="ClockOff">By how much the device's clock is off where it is set and not believed; null = nothing is known against it.</param>
[GenerateSerializer, Immutable]
internal readonly record struct RecordTime(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] bool IsOwn, [property: Id(2)] bool IsLive = false, [property: Id(3)] TimeSpan? ClockOff = null)
{
    /// <summary>Whether <see cref="At"/> puts it in order with other records.</summary>
    public bool IsSure => IsOwn || IsLive;
}
