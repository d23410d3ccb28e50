using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>The sound of a scene in pascal at 48 kHz. One caller at a time.</summary>
internal sealed class SceneSound
{
    public const int SampleRate = SoundLevelMeter.SampleRate;

    /// <summary>Gains change along straight lines between points on this grid of the story, so that samples do not depend on the order of reading.</summary>
    private const int Grid = 480;

    private const int CrossfadeSamples = 2 * SampleRate;

    private static readonly long StorySamples = (long)(Scene.Length.TotalSeconds * SampleRate);

    private readonly SoundScore score;
    private readonly int seed;
    private readonly Dictionary<long, Task<SoundBank>> banks = [];

    public SceneSound(SoundScore score, int seed)
    {
        (this.score, this.seed, Events) = (score, seed, SoundEvent.Of(score));
        // Waited for: a microphone that stalls in its first second would begin with a gap.
        Prepare(0).Wait();
    }

    /// <summary>What begins and ends in one repetition, the earliest first; the same in every one.</summary>
    public IReadOnlyList<SoundEvent> Events { get; }

    /// <summary>Writes the samples from <paramref name="firstSample"/> on, counted from the scene's start; any place, any length.</summary>
    public void Render(long firstSample, Span<float> pascal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstSample);
        pascal.Clear();
        while (!pascal.IsEmpty)
        {
            var (repetition, at) = Math.DivRem(firstSample, StorySamples);
            // Cut on the grid: a cell has one pair of gains.
            var cell = pascal[..(int)Math.Min(pascal.Length, Grid - at % Grid)];
            RenderCell(repetition, at, cell);
            pascal = pascal[cell.Length..];
            firstSample += cell.Length;
        }
    }

    private void RenderCell(long repetition, long at, Span<float> cell)
    {
        var bank = Prepare(repetition).Result;
        // Ahead of time and elsewhere: synthesis takes longer than a microphone may stall.
        if (at > StorySamples / 2)
            Prepare(repetition + 1);
        if (repetition > 0 && at < CrossfadeSamples)
        {
            AddLoops(bank, at, cell, t => Math.Sqrt(t / CrossfadeSamples));
            AddLoops(Prepare(repetition - 1).Result, at + StorySamples, cell, t => Math.Sqrt(Math.Max(0, 1 - (t - StorySamples) / CrossfadeSamples)));
        }
        else
        {
            AddLoops(bank, at, cell, _ => 1);
            banks.Remove(repetition - 1);
        }
        for (var i = 0; i < score.Clips.Count; i++)
            AddClip(score.Clips[i], bank.Clips[i], at, cell);
    }

    private void AddLoops(SoundBank bank, long at, Span<float> cell, Func<double, double> fade)
    {
        var from = at - at % Grid;
        for (var i = 0; i < score.Loops.Count; i++)
        {
            var (cue, loop) = (score.Loops[i], bank.Loops[i]);
            var (start, end) = (GainAt(from), GainAt(from + Grid));
            if (start == 0 && end == 0)
                continue;
            var mask = loop.Length - 1;
            for (var n = 0; n < cell.Length; n++)
                cell[n] += (float)((start + (end - start) * (at + n - from) / Grid) * loop[(at + n) & mask]);

            double GainAt(long sample) => fade(sample) * cue.GainAt((double)sample / SampleRate);
        }
    }

    private static void AddClip(ClipCue cue, float[] clip, long at, Span<float> cell)
    {
        var start = (long)Math.Round(cue.At * SampleRate);
        var gain = Math.Pow(10, cue.LAFmax / 20);
        for (var n = (int)Math.Clamp(start - at, 0, cell.Length); n < cell.Length && at + n - start < clip.Length; n++)
            cell[n] += (float)(gain * clip[at + n - start]);
    }

    private Task<SoundBank> Prepare(long repetition) => banks.TryGetValue(repetition, out var bank) ? bank : banks[repetition] = Begin((int)repetition);

    /// <summary>Apart from <see cref="Prepare"/>, which is called for every cell: what a lambda captures is allocated.</summary>
    private Task<SoundBank> Begin(int repetition) => Task.Run(() => new SoundBank(score, seed + repetition));
}
