namespace Solutions.Edge.Faults;

/// <summary>One kind of harm.</summary>
internal abstract class Fault
{
    public abstract string Name { get; }

    /// <summary>Why it cannot be tried here; null = it can.</summary>
    public virtual string? Obstacle => null;

    /// <summary>How often it is tried when processes are killed so many times.</summary>
    public abstract int Rounds(int kills);

    /// <summary>Makes ready, while nothing runs yet: what the system is to find.</summary>
    public virtual Task PrepareAsync(Rig rig) => Task.CompletedTask;

    /// <summary>Does the harm, ends it, and returns when everything answers again.</summary>
    public abstract Task StrikeAsync(Rig rig, Random random);

    /// <summary>Takes away what was made ready, when nothing runs any more.</summary>
    public virtual Task ClearAsync(Rig rig) => Task.CompletedTask;
}
