namespace Solutions.Edge.ControlRoom.Access;

/// <summary>What a slice keeps of what a person did, by number. Asked for when the person wants to know; a slice that keeps such registers one.</summary>
internal interface IKeptOfPerson
{
    /// <summary>What it is, as one word of the answer.</summary>
    string Kind { get; }

    /// <param name="hand">See <see cref="Caller.Hand"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Every act of it, the first first.</returns>
    Task<IReadOnlyList<object>> ReadAsync(string hand, CancellationToken cancellationToken);
}
