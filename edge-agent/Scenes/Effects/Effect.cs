using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Effects;

/// <summary>Something that befalls the whole picture for a while. Any instant can be drawn without those before.</summary>
/// <param name="kind">What it is, in a word.</param>
/// <param name="role">What a detector ought to make of it.</param>
/// <param name="start">When it begins, in seconds of the story.</param>
/// <param name="end">When it ends, in seconds of the story.</param>
internal abstract class Effect(string kind, PictureRole role, double start, double end)
{
    public double Start { get; } = start;

    public double End { get; } = end;

    /// <summary>Its entry in the truth.</summary>
    public virtual IEnumerable<PictureEvent> Events => [new(kind, role, Start, End)];

    public bool IsOn(double at) => at >= Start && at < End;

    /// <summary>The instant of the story that is seen at an instant of it.</summary>
    public virtual double Seen(double at) => at;

    /// <summary>Changes the place before anybody is drawn into it.</summary>
    public virtual void Prepare(Mat backdrop, double into)
    {
    }

    /// <summary>How far what is seen lies from its usual place, in pixels.</summary>
    public virtual Point2d Shift(double into, int seed) => default;

    /// <summary>Changes the picture.</summary>
    /// <param name="bgr">640 x 360, without the sensor's noise.</param>
    /// <param name="into">Seconds since <see cref="Start"/>.</param>
    /// <param name="seed">The repetition's.</param>
    public abstract void Apply(Mat bgr, double into, int seed);

    /// <summary>0 to 1 and back at both ends, smoothly, over some seconds.</summary>
    protected double Swell(double into, double seconds)
    {
        var part = Math.Clamp(Math.Min(into, End - Start - into) / seconds, 0, 1);
        return part * part * (3 - 2 * part);
    }

    /// <summary>For what is drawn anew in every frame.</summary>
    protected static Random Chance(int seed, double into) =>
        new(unchecked(seed * 1_299_709 + (int)Math.Round(into * ScenePicture.FramesPerSecond) * 104_729));
}
