using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Shelves;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>A spooled record on its way to a site's grain.</summary>
[GenerateSerializer, Immutable]
internal sealed record SpoolFact(
    [property: Id(0)] long Position, [property: Id(1)] long ArrivalMs, [property: Id(2)] string Device, [property: Id(3)] string Stream,
        [property: Id(4)] ReadOnlyMemory<byte> Payload)
{
    /// <summary>What the payload reads as; null = it is still to be decoded. It does not leave this process.</summary>
    [field: NonSerialized]
    public UpRecord? Decoded { get; init; }

    /// <summary>When it was, as the spool has judged it.</summary>
    [Id(5)]
    public RecordTime Time { get; init; }

    /// <exception cref="RecordException">It does not read.</exception>
    public UpRecord Decode() => Decoded ?? RecordJson.Read(Stream, Payload.Span);
}

/// <summary>One site's alerts: the only writer of their state.</summary>
internal interface ISiteGrain : IGrainWithStringKey
{
    /// <summary>The spool position from which this site wants to be fed.</summary>
    /// <param name="past">Where the last minutes begin: one that has just woken wants them again.</param>
    Task<long> PositionAsync(long past);

    /// <summary>Records in spool order. For those already judged nothing rings. Returns when their alerts are stored.</summary>
    /// <param name="facts">The records of this site.</param>
    /// <param name="next">Where the next record begins.</param>
    /// <returns>Whether all that has been judged is stored.</returns>
    /// <exception cref="InvalidOperationException">It has just woken: what it missed is to be asked of it first.</exception>
    Task<bool> FeedAsync(IReadOnlyList<SpoolFact> facts, long next);

    /// <summary>The clock has moved on and the spool has nothing more.</summary>
    /// <param name="nowMs">Unix ms.</param>
    /// <param name="listeningForMs">For how long the control room has been listening; null = it has no connection to the broker now.</param>
    /// <inheritdoc cref="FeedAsync" path="/returns"/>
    /// <inheritdoc cref="FeedAsync" path="/exception"/>
    Task<bool> TickAsync(long nowMs, long? listeningForMs);

    /// <summary>A person's act on an alert of the site; stored when it returns.</summary>
    Task<ActResult> ActAsync(string alert, AlertAct act);

    /// <summary>A person's act on what is held back at the site; stored when it returns.</summary>
    Task<ActResult> ShelveAsync(ShelfAct act);
}
