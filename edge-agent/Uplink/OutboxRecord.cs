namespace Solutions.Edge.Agent.Uplink;

/// <summary>A record on its way.</summary>
/// <param name="Boot">The boot that numbered it.</param>
/// <param name="Stream">Which stream it is of.</param>
/// <param name="Seq">Its number in the stream since that boot.</param>
/// <param name="Utf8">Its own bytes.</param>
internal sealed record OutboxRecord(string Boot, string Stream, long Seq, byte[] Utf8)
{
    /// <summary>What a record costs beside its own bytes.</summary>
    private const int Overhead = 160;

    /// <summary>Since when it waits (monotonic).</summary>
    public long Since { get; init; }

    /// <summary>When it was last handed to the broker (monotonic).</summary>
    public long Sent { get; set; }

    public int Cost => Utf8.Length + Overhead;
}
