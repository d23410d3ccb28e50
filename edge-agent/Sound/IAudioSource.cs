using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Sound;

/// <summary>
/// A microphone, or what stands for one: an endless run of samples in pascal. Only the loop of
/// <see cref="SoundLevelWorker"/> calls it, one call at a time, not always on the same thread: first <see cref="Begin"/>,
/// then <see cref="Read"/> again and again, and <see cref="Begin"/> once more after every gap.
/// </summary>
internal interface IAudioSource
{
    /// <summary>What is listened to, for a log line.</summary>
    string Name { get; }

    /// <summary>In Hz: one of <see cref="SoundLevelMeter.SampleRates"/>.</summary>
    int SampleRate { get; }

    /// <summary>The levels beyond which the microphone no longer measures.</summary>
    MeasuringRange Range { get; }

    /// <summary>A segment begins: the next sample read is that of this instant. What was captured before is thrown away.</summary>
    /// <param name="instant">A whole UTC second.</param>
    void Begin(DateTimeOffset instant);

    /// <summary>Fills the whole span with the samples that follow. The caller asks for none that is not yet in the past.</summary>
    /// <exception cref="AudioSourceException">There is no sound to be had; the sentence states why.</exception>
    void Read(Span<float> pascal);
}
