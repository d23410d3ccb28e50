using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Sound;

/// <summary>
/// A microphone, or what stands for one: an endless run of samples in pascal. Only the loop of
/// <see cref="SoundLevelWorker"/> calls it, one call at a time, not always on the same thread: first <see cref="Begin"/>
/// once it is ready, then <see cref="SamplesUntil"/> and <see cref="Read"/> again and again, and <see cref="Begin"/> once more after every gap.
/// </summary>
internal interface IAudioSource
{
    /// <summary>What is listened to, for a log line.</summary>
    string Name { get; }

    /// <summary>In Hz: one of <see cref="SoundLevelMeter.SampleRates"/>.</summary>
    int SampleRate { get; }

    /// <summary>The levels beyond which the microphone no longer measures.</summary>
    MeasuringRange Range { get; }

    /// <summary>False while it is still starting.</summary>
    /// <exception cref="AudioSourceException">There is no sound to be had; the sentence states why.</exception>
    bool IsReady => true;

    /// <summary>A segment begins: the next sample read is that of this instant. What was captured before is thrown away.</summary>
    /// <param name="instant">A whole UTC second.</param>
    void Begin(DateTimeOffset instant);

    /// <summary>How many samples follow until this instant, which lies in the past; null = not all of them are here yet.</summary>
    /// <param name="instant">A whole tenth of a second, one after the other.</param>
    /// <exception cref="AudioSourceException">There is no sound to be had; the sentence states why.</exception>
    int? SamplesUntil(DateTimeOffset instant) => SampleRate / SamplePace.BlocksPerSecond;

    /// <summary>Fills the whole span with the samples that follow. The caller asks for none that is not yet here.</summary>
    /// <exception cref="AudioSourceException">There is no sound to be had; the sentence states why.</exception>
    void Read(Span<float> pascal);
}
