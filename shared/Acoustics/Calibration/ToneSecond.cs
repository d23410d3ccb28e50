namespace Solutions.Edge.Acoustics.Calibration;

/// <summary>A second of a microphone's signal while a calibrator sits on it. Levels in dB re 20 µPa by the sensitivity that holds so far.</summary>
public sealed record ToneSecond
{
    /// <summary>Unweighted equivalent level of the 1 kHz one-third-octave band: the level of the tone without what is around it.</summary>
    public required double ToneDb { get; init; }

    /// <summary>Unweighted equivalent level of everything, LZeq.</summary>
    public required double TotalDb { get; init; }

    /// <summary>Frequency of the strongest component in Hz.</summary>
    public required double Hertz { get; init; }

    /// <summary>Greatest LAF; at 1 kHz A weighting changes nothing.</summary>
    public required double FastMaxDb { get; init; }

    /// <summary>Least LAF.</summary>
    public required double FastMinDb { get; init; }

    /// <summary>Level of the mean energy of LAF.</summary>
    public required double FastMeanDb { get; init; }

    /// <summary>True: the converter was at its end (<see cref="SecondLevels.Overload"/>).</summary>
    public bool Overload { get; init; }
}
