namespace Solutions.Edge.Acoustics.Features;

/// <summary>
/// Follows tones: a band that is tonal (<see cref="Tonality"/>) in every single second and in the mean spectrum of the last 10 s, for
/// 10 s without a pause. Reported then, once a minute while it goes on, and when it has been away for more than 5 s.
/// </summary>
/// <remarks>
/// The second's own spectrum keeps a single whistle from filling the mean for 10 s; the mean keeps single seconds of music, wind
/// or birdsong from adding up. Each harmonic that stands out is a tone of its own. It cannot distinguish what <see cref="Tonality"/> cannot, misses tones that
/// come in pulses more than a second apart or glide from band to band (see <see cref="AlarmToneDetector"/>), and takes
/// an organ's held note for a machine's.
/// </remarks>
public sealed class ToneDetector
{
    private const int MeanSeconds = 10;
    private const double ConfirmSeconds = 10, PauseSeconds = 5;

    private readonly double[]?[] spectra = new double[]?[MeanSeconds];
    private readonly double?[] meanDb = new double?[ThirdOctave.Count];
    private readonly Followed[] bands = [.. Enumerable.Range(Tonality.FirstBand, Tonality.LastBand - Tonality.FirstBand + 1).Select(i => new Followed(i))];
    private long seconds;

    /// <summary>Takes in one second.</summary>
    /// <param name="second">The second that follows the one before without a gap; one without a signal holds no tone.</param>
    /// <returns>What there is to report, lowest band first; as a rule nothing.</returns>
    public IReadOnlyList<Tone> Add(SecondLevels second)
    {
        ArgumentNullException.ThrowIfNull(second);
        spectra[seconds++ % MeanSeconds] = second.Steps.Count == 0 ? null : [.. second.Bands.Select(b => b is { } level ? Energy.Of(level) : double.NaN)];
        Average();
        List<Tone>? reported = null;
        foreach (var band in bands)
            if (band.Step(second.Bands, meanDb, seconds) is { } tone)
                (reported ??= []).Add(tone);
        return reported ?? [];
    }

    /// <summary>Forgets everything, as after a gap. Tones that went on are not reported as over.</summary>
    public void Clear()
    {
        Array.Clear(spectra);
        foreach (var band in bands)
            band.Clear();
        seconds = 0;
    }

    private void Average()
    {
        for (var i = 0; i < meanDb.Length; i++)
        {
            var (sum, count) = (0d, 0);
            foreach (var spectrum in spectra)
                if (spectrum is not null)
                    (sum, count) = (sum + spectrum[i], count + 1);
            meanDb[i] = count > 0 && double.IsFinite(sum) ? Energy.LevelDb(sum / count) : null;
        }
    }

    /// <summary>A band, and the tone that goes on in it.</summary>
    private sealed class Followed(int index)
    {
        private readonly GoingOn state = new(ConfirmSeconds, PauseSeconds);
        private double below, own, above;
        private int count;

        public Tone? Step(IReadOnlyList<double?> secondDb, IReadOnlyList<double?> meanDb, long now)
        {
            var limit = Tonality.LimitDb(index);
            var tonal = Tonality.ExcessDb(secondDb, index) >= limit && Tonality.ExcessDb(meanDb, index) >= limit;
            if (tonal)
            {
                if (!state.Lasts)
                    (below, own, above, count) = (0, 0, 0, 0);
                (below, own, above) = (below + Of(index - 1), own + Of(index), above + Of(index + 1));
                count++;
            }
            if (!state.Step(now, tonal ? (now - 1, now) : null))
                return null;
            return new Tone(TimeSpan.FromSeconds(now - state.Last), state.Last - state.Start, state.Lasts, index,
                Energy.LevelDb(own / count), Energy.LevelDb(own / Math.Max(below, above)));

            double Of(int i) => Energy.Of(secondDb[i]!.Value);
        }

        public void Clear() => state.Clear();
    }
}
