namespace Solutions.Edge.Acoustics.Conformity;

/// <summary>What no standard asks and every user expects: the same sound gives the same reading, and white noise the one of its spectrum.</summary>
public static class Invariance
{
    private const int Seconds = 4;

    /// <summary>Numbers that differ when the same sound comes in blocks of another size.</summary>
    public static ConformityTable Blocks(int sampleRate)
    {
        var sound = TestSound.WhiteNoise(sampleRate, Seconds, 1);
        var expected = Numbers(sampleRate, sound, sound.Length);
        return new("Block-size invariance", "own requirement", sampleRate,
            "White noise in blocks of different sizes; counted are the numbers whose bits differ from those of one block.", "samples",
            [.. new[] { 1, 7, 64, 480, 1024, 4800, sampleRate }.Select(block => new ConformityRow("blocks", block, 0,
                Numbers(sampleRate, sound, block).Zip(expected)
                    .Count(p => BitConverter.DoubleToInt64Bits(p.First) != BitConverter.DoubleToInt64Bits(p.Second)), 0, 0))]);
    }

    /// <summary>LAeq, LCeq and LZeq of white noise against the sum of its spectrum times the design goal.</summary>
    public static ConformityTable WhiteNoise(int sampleRate)
    {
        // Silence after it, so that the filters ring out and the whole energy counts.
        var noise = TestSound.WhiteNoise(sampleRate, Seconds, 2);
        var read = TestSound.Measure(sampleRate, [.. noise, .. TestSound.Quiet(sampleRate, 1)]);
        var spectrum = new System.Numerics.Complex[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)noise.Length * 2)];
        for (var n = 0; n < noise.Length; n++)
            spectrum[n] = noise[n];
        Fourier.Forward(spectrum);
        return new("White noise", "own requirement", sampleRate,
            "Energy of 4 s of white noise against its spectrum weighted by the design goal of Annex E, exactly.", "",
            [Row(FrequencyWeighting.A, s => s.LAeq), Row(FrequencyWeighting.C, s => s.LCeq), Row(FrequencyWeighting.Z, s => s.LZeq)]);

        ConformityRow Row(FrequencyWeighting weighting, Func<SecondLevels, double?> level)
        {
            var sum = 0d;
            for (var k = 1; k < spectrum.Length / 2; k++)
            {
                var weighted = spectrum[k] * WeightingGoal.Response(weighting, (double)k * sampleRate / spectrum.Length);
                sum += 2 * (weighted.Real * weighted.Real + weighted.Imaginary * weighted.Imaginary);
            }
            var goal = Energy.PressureLevelDb(sum / spectrum.Length / sampleRate);
            return new($"L{weighting}E", 0, goal, Energy.SumDb(read.Select(s => level(s) ?? double.NegativeInfinity)) ?? double.NaN, -0.03, 0.03);
        }
    }

    private static List<double> Numbers(int sampleRate, ReadOnlySpan<float> sound, int block)
    {
        var meter = new SoundLevelMeter(sampleRate);
        var numbers = new List<double>();
        for (; !sound.IsEmpty; sound = sound[sampleRate..])
        {
            for (var second = sound[..sampleRate]; !second.IsEmpty; second = second[Math.Min(block, second.Length)..])
                meter.Add(second[..Math.Min(block, second.Length)]);
            var s = meter.EndSecond();
            numbers.AddRange([s.LAeq ?? 0, s.LCeq ?? 0, s.LZeq ?? 0, s.LAFmax ?? 0, s.LAFmin ?? 0, s.LASmax ?? 0, s.LCpeak ?? 0]);
            numbers.AddRange(s.Bands.Select(b => b ?? 0));
            numbers.AddRange(s.Steps.LafDb);
            numbers.AddRange(s.Steps.AEnergy);
        }
        return numbers;
    }
}
