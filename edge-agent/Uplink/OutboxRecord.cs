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

    /// <summary>When it was first and last handed to the broker (monotonic).</summary>
    public long FirstSent { get; private set; }

    /// <inheritdoc cref="FirstSent"/>
    public long Sent { get; private set; }

    /// <summary>How often it was.</summary>
    public int Sends { get; private set; }

    public int Cost => Utf8.Length + Overhead;

    /// <summary>How often it was found missing while others, sent well after it, had arrived.</summary>
    public int Missed { get; private set; }

    /// <summary>Found missing twice: perhaps it does not read, and takes along what travels with it.</summary>
    public bool IsSuspect => Missed >= 2;

    /// <summary>It has not arrived.</summary>
    public void Miss() => Missed++;

    /// <summary>It is handed to the broker.</summary>
    public void HandOver(long now) => (FirstSent, Sent, Sends) = (Sends == 0 ? now : FirstSent, now, Sends + 1);
}
