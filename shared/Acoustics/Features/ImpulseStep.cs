namespace Solutions.Edge.Acoustics.Features;

/// <summary>Ten milliseconds as the impulse detector keeps them.</summary>
/// <param name="LevelDb">A-weighted level of the 10 ms.</param>
/// <param name="LafDb">LAF at their end.</param>
/// <param name="Energy">A-weighted, as a ratio to that of 0 dB.</param>
/// <param name="Voice">The part of it in the bands 500 Hz to 4 kHz.</param>
/// <param name="High">The part of it over 4 kHz: the bands from 5 kHz up, and the upper half of the 4 kHz band.</param>
internal readonly record struct ImpulseStep(double LevelDb, double LafDb, double Energy, double Voice, double High)
{
    /// <summary>No microphone measures less: 10 ms of exact nothing must not make an infinite rise of what follows.</summary>
    private const double FloorDb = 0;

    public static ImpulseStep Of(StepTrace steps, int i)
    {
        var energy = steps.AEnergy[i];
        // Bangs are broadband: their bands are freed of what the band filters take in too much.
        return new(
            Math.Max(FloorDb, Acoustics.Energy.LevelDb(energy)),
            Math.Max(FloorDb, steps.LafDb[i]),
            energy,
            BandWeights.AEnergy(steps, i, ThirdOctave.Index500Hz, ThirdOctave.Index4kHz) / ThirdOctave.BroadbandGain,
            (BandWeights.AEnergy(steps, i, ThirdOctave.Index4kHz + 1, ThirdOctave.Count - 1)
                + BandWeights.AEnergy(steps, i, ThirdOctave.Index4kHz, ThirdOctave.Index4kHz) / 2) / ThirdOctave.BroadbandGain);
    }
}
