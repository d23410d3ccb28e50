namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// A club with its door open, as it sounds across the street: a kick drum of 50 to 63 Hz on every beat, a rolling bass line of 40 to 125 Hz
/// between the beats, and what walls and distance leave of claps, chords and cymbals. The bass comes in full, so that
/// LCeq − LAeq is over 15 dB, as outdoors before clubs. A whole number of bars in the loop, 132 beats a minute.
/// </summary>
internal static class BassMusicLoop
{
    private const int Beats = 24;
    private const int NotesPerBeat = 4;

    private static readonly double[] Intervals = [1, 1.5, 2, 1.189];

    public static double[] Synthesise(Random random)
    {
        var (clap, cymbal) = NoiseLoop.Pair(random, f => 1 / (1 + Math.Pow(500 / f, 4)) / (1 + Math.Pow(f / 3500, 4)));
        var clapGain = 0.065 / Rms(clap);
        var cymbalGain = 0.045 / Rms(cymbal);
        var kick = 50 + 13 * random.NextDouble();
        // The tune keeps to 41 to 125 Hz: twice the highest root is 123 Hz.
        var root = 41.2 * Math.Pow(2, random.Next(8) / 12.0);
        var line = Enumerable.Range(0, 4 * NotesPerBeat).Select(_ => root * Intervals[random.Next(Intervals.Length)]).ToArray();

        var music = new double[NoiseLoop.Samples];
        var beatSeconds = NoiseLoop.Seconds / Beats;
        for (var n = 0; n < music.Length; n++)
        {
            var t = (double)n / SceneSound.SampleRate;
            var beat = (int)(t / beatSeconds);
            var into = t - beat * beatSeconds;
            var offBeat = into - beatSeconds / 2;
            music[n] = Kick(kick, into, beatSeconds) + Bass(line, beat, into, beatSeconds)
                + (beat % 2 == 1 ? clapGain * clap[n] * Hit(into, 0.09) : 0)
                + (offBeat > 0 ? cymbalGain * cymbal[n] * Hit(offBeat, 0.05) + Chord(root, beat, offBeat) * (1 - into / beatSeconds) : 0);
        }
        return music;
    }

    /// <summary>A falling pitch, as of an 808: from three times the drum's note down to it within 20 ms or so.</summary>
    private static double Kick(double hertz, double into, double beatSeconds) =>
        Math.Sin(2 * Math.PI * hertz * (into + 2 * 0.02 * (1 - Math.Exp(-into / 0.02)))) * Hit(into, 0.17) * (1 - into / beatSeconds);

    /// <summary>Silent under the drum, then three notes of four harmonics; each begins and ends at nought.</summary>
    private static double Bass(double[] line, int beat, double into, double beatSeconds)
    {
        var noteSeconds = beatSeconds / NotesPerBeat;
        var note = (int)(into / noteSeconds);
        if (note is 0 or >= NotesPerBeat)
            return 0;
        var t = into - note * noteSeconds;
        var turn = 2 * Math.PI * line[(beat % 4 * NotesPerBeat + note) % line.Length] * t;
        var wave = Math.Sin(turn) + 0.3 * Math.Sin(2 * turn) + 0.1 * Math.Sin(3 * turn) + 0.03 * Math.Sin(4 * turn);
        return 0.6 * wave * Math.Min(1, t / 0.008) * Math.Min(1, (noteSeconds - t) / 0.02);
    }

    /// <summary>A minor chord three octaves over the bass.</summary>
    private static double Chord(double root, int beat, double t) => beat % 4 == 3 ? 0
        : 0.025 * Hit(t, 0.11) * (Math.Sin(2 * Math.PI * root * 8 * t) + Math.Sin(2 * Math.PI * root * 9.514 * t) + Math.Sin(2 * Math.PI * root * 11.99 * t));

    private static double Hit(double seconds, double decay) => Math.Exp(-seconds / decay) * Math.Min(1, seconds / 0.003);

    private static double Rms(double[] samples) => Math.Sqrt(samples.Sum(p => p * p) / samples.Length);
}
