namespace Solutions.Edge.Agent.Sound.Capture;

/// <summary>What a read of a sound card gave.</summary>
/// <param name="Frames">Read; fewer than there was room for is a short read.</param>
/// <param name="Waiting">Frames that were captured and wait to be read.</param>
/// <param name="Overrun">The card's buffer overran or the machine slept: what was captured until now is lost, and capture begins anew.</param>
internal readonly record struct PcmRead(int Frames, long Waiting, bool Overrun);

/// <summary>An open sound card that captures.</summary>
internal interface IPcm : IDisposable
{
    PcmFormat Format { get; }

    int Channels { get; }

    /// <summary>Waits for frames, at most as long as a live card ever takes.</summary>
    /// <exception cref="AudioSourceException">It gives none, or is gone.</exception>
    PcmRead Read(Span<byte> frames);
}
