namespace Solutions.Edge.Agent.Evidence;

/// <summary>A tenth of a second of sound as it was measured, in pascal.</summary>
internal sealed record SoundBlock(DateTimeOffset From, DateTimeOffset Until, int SampleRate, double FullScaleDb, float[] Pascal);

/// <summary>
/// The last half minute of sound, in memory only and only while an evidence session runs: ten seconds before what is asked for and twenty for the command
/// to come. The microphone's loop adds.
/// </summary>
internal sealed class SoundRing(SoundPermission permission)
{
    /// <summary>5.8 MB at 48 kHz.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    private readonly Lock access = new();
    private readonly Queue<SoundBlock> blocks = [];
    private readonly List<SoundRecording> recordings = [];
    private DateTimeOffset end;

    /// <summary>How much is held.</summary>
    public TimeSpan Held
    {
        get
        {
            lock (access)
                return blocks.TryPeek(out var oldest) ? end - oldest.From : TimeSpan.Zero;
        }
    }

    /// <summary>Keeps a block, if that is allowed; else nothing is kept, and what was kept before is forgotten.</summary>
    /// <param name="from">When it begins.</param>
    /// <param name="until">When it ends: the next one begins then, or a gap lies between.</param>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="fullScaleDb">Level of a full-scale sine of the microphone, in dB.</param>
    /// <param name="pascal">Its samples; copied.</param>
    public void Add(DateTimeOffset from, DateTimeOffset until, int sampleRate, double fullScaleDb, ReadOnlySpan<float> pascal)
    {
        var grant = permission.Current;
        lock (access)
        {
            recordings.RemoveAll(r => r.Session != grant?.Session && r.Abandon());
            if (grant is null || from != end)
                Forget();
            end = until;
            if (grant is null)
                return;
            var block = new SoundBlock(from, until, sampleRate, fullScaleDb, pascal.ToArray());
            blocks.Enqueue(block);
            while (until - blocks.Peek().From > KeptFor)
                blocks.Dequeue();
            recordings.RemoveAll(r => !r.Add(block));
        }
    }

    /// <summary>Gives a recording what is here and then every further block, until it wants no more.</summary>
    /// <returns>False: no session runs, so there is nothing to record.</returns>
    public bool Record(SoundRecording recording)
    {
        lock (access)
        {
            if (permission.Current?.Session != recording.Session)
                return false;
            recordings.RemoveAll(r => r.IsOver);
            if (blocks.All(recording.Add))
                recordings.Add(recording);
            return true;
        }
    }

    /// <summary>What comes does not follow on what is here: a clip has no gap in it.</summary>
    private void Forget()
    {
        blocks.Clear();
        foreach (var recording in recordings)
            recording.End();
        recordings.Clear();
    }
}
