namespace Solutions.Edge.Acoustics;

/// <summary>What is wrong with a sample, as far as only sound shows that has not been resampled.</summary>
[Flags]
public enum SampleFault : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>No microphone delivered it: it counts in no level.</summary>
    Lost = 1,

    /// <summary>It belongs to a second that was cut off: an overload.</summary>
    CutOff = 2,
}
