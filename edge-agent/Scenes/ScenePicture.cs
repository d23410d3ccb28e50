using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>The picture of a scene, 640 x 360, and where its people are. One caller at a time.</summary>
internal sealed class ScenePicture
{
    /// <summary>Frames a second up to which every frame has its own sensor noise.</summary>
    public const int FramesPerSecond = 10;

    private readonly int seed;
    private readonly Mat backdrop;
    private readonly Func<int, IReadOnlyList<Actor>> assemble;
    private readonly bool hasGate;
    private readonly SensorNoise noise;
    private (long Repetition, IReadOnlyList<Actor> Actors) cast = (-1, []);

    private ScenePicture(int seed, Mat backdrop, Func<int, IReadOnlyList<Actor>> assemble, bool hasGate)
    {
        (this.seed, this.backdrop, this.assemble, this.hasGate) = (seed, backdrop, assemble, hasGate);
        noise = new SensorNoise(seed);
    }

    public static ScenePicture Town(int seed) => new(seed, Backdrop.Street(), TownCast.Assemble, hasGate: false);

    public static ScenePicture Alley(int seed) => new(seed, Backdrop.Alley(), AlleyCast.Assemble, hasGate: true);

    /// <summary>Draws the frame at <paramref name="seconds"/> from the scene's start into a 640 x 360 BGR picture.</summary>
    public void Draw(double seconds, Mat bgr)
    {
        backdrop.CopyTo(bgr);
        var at = seconds % Scene.Length.TotalSeconds;
        var people = Present(seconds).ToList();
        foreach (var (_, stance, figure) in people.Where(p => p.Stance.Z >= AlleyGate.Distance || !hasGate))
            figure.Draw(bgr);
        if (hasGate)
        {
            AlleyGate.Draw(bgr, AlleyGate.AngleAt(at));
            foreach (var (_, stance, figure) in people.Where(p => p.Stance.Z < AlleyGate.Distance))
                figure.Draw(bgr);
        }
        noise.AddTo(bgr, (long)Math.Round(seconds * FramesPerSecond));
    }

    /// <summary>The people in the frame at <paramref name="seconds"/>, the farthest first.</summary>
    public IReadOnlyList<SceneBox> Boxes(double seconds) =>
        [.. from p in Present(seconds) where p.Figure.Bounds is not null let b = p.Figure.Bounds!.Value select new SceneBox(p.Actor.Id, b.X, b.Y, b.Width, b.Height)];

    private IEnumerable<(Actor Actor, Stance Stance, Figure Figure)> Present(double seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        var repetition = (long)(seconds / Scene.Length.TotalSeconds);
        if (cast.Repetition != repetition)
            cast = (repetition, assemble(seed + (int)repetition));
        var at = seconds - repetition * Scene.Length.TotalSeconds;
        return from actor in cast.Actors
               let stance = actor.StanceAt(at)
               where stance is not null
               orderby stance.Value.Z descending
               select (actor, stance.Value, new Figure(actor, stance.Value));
    }
}
