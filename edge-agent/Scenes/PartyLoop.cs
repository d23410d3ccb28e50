namespace Solutions.Edge.Agent.Scenes;

/// <summary>Music through a party wall: drum and bass line in full, little else. A whole number of beats in the loop.</summary>
internal static class PartyLoop
{
    private const int Beats = 22;

    private static readonly double[] Notes = [49.0, 49.0, 58.3, 65.4];

    public static double[] Synthesise(Random random)
    {
        // The wall takes 12 dB per octave over 200 Hz.
        var (music, _) = NoiseLoop.Pair(random, f => 1 / (1 + Math.Pow(90 / f, 4)) / (1 + Math.Pow(f / 200, 4)));
        var rms = Math.Sqrt(music.Sum(p => p * p) / music.Length);
        var transpose = 0.95 + 0.1 * random.NextDouble();
        var samplesPerBeat = (double)NoiseLoop.Samples / Beats;
        for (var n = 0; n < music.Length; n++)
        {
            var beat = (int)(n / samplesPerBeat);
            var into = n % samplesPerBeat / SceneSound.SampleRate;
            var note = Notes[beat / 2 % Notes.Length] * transpose;
            var seconds = samplesPerBeat / SceneSound.SampleRate;
            // Every beat begins and ends at nought, so that nothing clicks.
            var bass = Math.Sin(2 * Math.PI * note * into) * Math.Sin(Math.PI * Math.Min(1, into / seconds));
            var drum = Math.Sin(2 * Math.PI * (55 * into - 6 * Math.Exp(-into / 0.03))) * Math.Exp(-into / 0.09) * Math.Min(1, into / 0.004);
            music[n] = 0.35 * music[n] / rms + 1.2 * bass + 2 * drum;
        }
        return music;
    }
}
