using OpenCvSharp;
using Solutions.Edge.Agent.Scenes.Effects;
using Solutions.Edge.Agent.Scenes.Things;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>The picture of a scene, 640 x 360, and what is to be seen in it. One caller at a time.</summary>
internal sealed class ScenePicture(int seed, PictureScore score)
{
    /// <summary>Frames a second up to which every frame has its own sensor noise.</summary>
    public const int FramesPerSecond = 10;

    private static readonly double Length = Scene.Length.TotalSeconds;

    private readonly SensorNoise noise = new(seed);
    private (long Repetition, Cast Now, Cast Before) cast = (-1, new([], []), new([], []));

    public static ScenePicture Town(int seed) => new(seed, new(Backdrop.Street(), s => new(TownCast.Assemble(s), [])));

    public static ScenePicture Alley(int seed) => new(seed, new(Backdrop.Alley(), s => new(AlleyCast.Assemble(s), [])) { HasGate = true });

    /// <summary>Draws the frame at <paramref name="seconds"/> from the scene's start into a 640 x 360 BGR picture.</summary>
    public void Draw(double seconds, Mat bgr)
    {
        seconds = Seen(seconds);
        var at = seconds % Length;
        score.Backdrop.CopyTo(bgr);
        foreach (var effect in Acting(at))
            effect.Prepare(bgr, at - effect.Start);
        foreach (var layer in Layers(seconds, at).OrderByDescending(l => l.Z))
            layer.Draw(bgr);
        foreach (var effect in Acting(at))
            effect.Apply(bgr, at - effect.Start, Seed((long)(seconds / Length)));
        noise.AddTo(bgr, (long)Math.Round(seconds * FramesPerSecond));
    }

    /// <summary>
    /// The people in the frame at <paramref name="seconds"/>, the farthest first, as far as they are inside the picture, also where others
    /// stand before them and however little of them can be seen.
    /// </summary>
    public IReadOnlyList<SceneBox> Boxes(double seconds) =>
        [.. from p in People(Seen(seconds)) let box = Box(p.Actor.Id, p.Figure.Bounds, Seen(seconds)) where box is not null select box];

    /// <summary>What else comes and goes, likewise; what is carried has a box beside its bearer's.</summary>
    public IReadOnlyList<SceneThing> Things(double seconds) =>
        [.. from p in Present(Seen(seconds))
            let box = Box(p.Thing.Id, p.Thing.Shape.Bounds(p.Place), Seen(seconds))
            where box is not null
            select new SceneThing(p.Thing.Kind, box)];

    /// <summary>What begins in a repetition, the earliest first.</summary>
    public IReadOnlyList<PictureEvent> Events(long repetition) =>
    [
        .. score.Effects.SelectMany(e => e.Events).Concat(score.Tree?.Events ?? [])
            .Concat(score.Assemble(Seed(repetition)).Things.Select(t => t.Occurrence).OfType<PictureEvent>()).OrderBy(e => e.Start),
    ];

    private IEnumerable<(double Z, Action<Mat> Draw)> Layers(double seconds, double at)
    {
        foreach (var (_, stance, figure) in People(seconds))
            yield return (stance.Z, bgr => DrawPerson(bgr, stance, figure));
        foreach (var (thing, place) in Present(seconds))
            yield return (place.Z + thing.Shape.Depth / 2, bgr => thing.Shape.Draw(bgr, place));
        if (score.HasGate)
            yield return (AlleyGate.Distance, bgr => AlleyGate.Draw(bgr, AlleyGate.AngleAt(at)));
        if (score.Tree is { } tree)
            yield return (Tree.Distance, bgr => tree.Draw(bgr, at));
    }

    private void DrawPerson(Mat bgr, Stance stance, Figure figure)
    {
        if (score.HasShadows)
            SoftLight.Shine(bgr, Lens.Project(stance.X, 0, stance.Z), 0.28 * Lens.PixelsPerMetre(stance.Z), 0.08 * Lens.PixelsPerMetre(stance.Z), -0.6);
        figure.Draw(bgr);
    }

    private IEnumerable<(Actor Actor, Stance Stance, Figure Figure)> People(double seconds) =>
        from p in Playing(seconds, c => c.Actors)
        let stance = p.Part.StanceAt(p.At)
        where stance is not null
        orderby stance.Value.Z descending
        select (p.Part, stance.Value, new Figure(p.Part, stance.Value));

    private IEnumerable<(Thing Thing, Placing Place)> Present(double seconds) =>
        from p in Playing(seconds, c => c.Things)
        let place = p.Part.At(p.At)
        where place is not null
        select (p.Part, place.Value);

    /// <summary>This repetition's, and those that have stayed from the one before.</summary>
    private IEnumerable<(T Part, double At)> Playing<T>(double seconds, Func<Cast, IReadOnlyList<T>> of)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        var repetition = (long)(seconds / Length);
        if (cast.Repetition != repetition)
            cast = (repetition, score.Assemble(Seed(repetition)), repetition == 0 ? new([], []) : Staying(score.Assemble(Seed(repetition - 1))));
        var at = seconds - repetition * Length;
        return of(cast.Now).Select(w => (w, at)).Concat(of(cast.Before).Select(w => (w, at + Length)));
    }

    private IEnumerable<Effect> Acting(double at) => score.Effects.Where(e => e.IsOn(at));

    /// <summary>Where the camera shows it, which may shake or have been moved; null = nowhere.</summary>
    private SceneBox? Box(int id, Rect? bounds, double seconds)
    {
        if (bounds is not { } b)
            return null;
        var at = seconds % Length;
        foreach (var effect in Acting(at))
            b.Location += effect.Shift(at - effect.Start, Seed((long)(seconds / Length))).ToPoint();
        b &= new Rect(0, 0, Lens.Width, Lens.Height);
        return b is { Width: > 0, Height: > 0 } ? new(id, b.X, b.Y, b.Width, b.Height) : null;
    }

    private static Cast Staying(Cast before) => new([.. before.Actors.Where(a => a.Leaves > Length)], [.. before.Things.Where(t => t.Gone > Length)]);

    private int Seed(long repetition) => seed + (int)repetition;

    /// <summary>The instant that a frame shows: another one if the stream is frozen.</summary>
    private double Seen(double seconds)
    {
        var at = seconds % Length;
        return seconds + score.Effects.Sum(e => e.Seen(at) - at);
    }
}
