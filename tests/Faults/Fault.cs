using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults;

/// <summary>One kind of harm.</summary>
internal abstract class Fault
{
    protected const string NoMosquitto = Mosquitto.Executable
        + " is absent (Debian: apt-get install mosquitto); the embedded broker dies with the control room";

    public abstract string Name { get; }

    /// <summary>Why it cannot be tried here; null = it can.</summary>
    public virtual string? Obstacle => null;

    /// <summary>True: a device's clock does not state when something happened; its arrival does.</summary>
    public virtual bool MovesClocks => false;

    /// <summary>How often it is tried when processes are killed so many times; 0 = it takes too long for so few.</summary>
    public abstract int Rounds(int kills);

    /// <summary>Makes ready, while nothing runs yet: what the system is to find.</summary>
    public virtual Task PrepareAsync(Rig rig) => Task.CompletedTask;

    /// <summary>Does the harm, ends it, and returns when everything answers again.</summary>
    public abstract Task StrikeAsync(Rig rig, Random random);

    /// <summary>One of so many kills, and at least one.</summary>
    protected static int OneIn(int kills, int each) => (kills + each - 1) / each;
}
