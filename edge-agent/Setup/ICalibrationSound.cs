using Solutions.Edge.Agent.Sound;

namespace Solutions.Edge.Agent.Setup;

/// <summary>What a calibration listens to, a second at a time.</summary>
internal interface ICalibrationSound : IDisposable
{
    string Name { get; }

    int SampleRate { get; }

    /// <summary>Fills a second, in pascal. False = there is no more.</summary>
    /// <exception cref="AudioSourceException">There is no sound to be had.</exception>
    bool Read(Span<float> second);
}
