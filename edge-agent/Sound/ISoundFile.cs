using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Sound;

/// <summary>One channel of a file of sound, read from its first sample to its last by one thread.</summary>
internal interface ISoundFile : IDisposable
{
    /// <summary>Samples a second of what is read, in Hz.</summary>
    int SampleRate { get; }

    /// <summary>Sentences on how the file is read: what is wrong with it, or what its figures are worth.</summary>
    IReadOnlyList<string> Remarks { get; }

    /// <summary>Of resampled sound: what was found at its own rate in the samples read last, one for each. Else empty: the meter looks for itself.</summary>
    ReadOnlySpan<SampleFault> Faults => [];

    /// <summary>Reads the samples that follow.</summary>
    /// <param name="samples">Filled from its start.</param>
    /// <param name="fullScale">What full scale reads as: 1, or the microphone's pascal.</param>
    /// <returns>How many; fewer than asked for only at the end, 0 after it.</returns>
    /// <exception cref="AudioSourceException">The file has become shorter, is damaged there, or the disk fails.</exception>
    int Read(Span<float> samples, double fullScale = 1);
}
