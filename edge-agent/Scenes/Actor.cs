using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>Where someone is at an instant.</summary>
/// <param name="X">Metres right of the camera.</param>
/// <param name="Z">Metres away.</param>
/// <param name="Walked">Metres walked so far: the phase of the legs.</param>
/// <param name="Agitated">Arms up.</param>
internal readonly record struct Stance(double X, double Z, double Walked, bool Agitated);

/// <summary>A person of one repetition: looks, and a path through the picture.</summary>
internal sealed class Actor(int id, Random random)
{
    private static readonly Scalar[] Cloth =
    [
        new(40, 40, 190), new(170, 70, 40), new(60, 150, 60), new(30, 30, 35), new(200, 200, 205), new(60, 170, 210), new(140, 50, 130), new(120, 90, 20),
    ];

    private static readonly Scalar[] Skins = [new(150, 180, 225), new(100, 135, 190), new(60, 85, 125)];

    private readonly List<(double At, double X, double Z, double Walked, bool Agitated)> path = [];

    public int Id { get; } = id;

    public double HeightMetres { get; } = 1.6 + 0.25 * random.NextDouble();

    public Scalar Coat { get; } = Cloth[random.Next(Cloth.Length)];

    public Scalar Trousers { get; } = new(50 + random.Next(40), 40 + random.Next(30), 35 + random.Next(30));

    public Scalar Skin { get; } = Skins[random.Next(Skins.Length)];

    /// <summary>Adds a place to be at, reached in a straight line from the one before.</summary>
    public Actor At(double seconds, double x, double z, bool agitated = false)
    {
        var walked = path.Count == 0 ? 0 : path[^1].Walked + Math.Sqrt(Math.Pow(x - path[^1].X, 2) + Math.Pow(z - path[^1].Z, 2));
        path.Add((seconds, x, z, walked, agitated));
        return this;
    }

    /// <summary>Adds a place reached at a walking speed in m/s.</summary>
    public Actor WalkTo(double x, double z, double speed)
    {
        var last = path[^1];
        return At(last.At + Math.Sqrt(Math.Pow(x - last.X, 2) + Math.Pow(z - last.Z, 2)) / speed, x, z);
    }

    /// <summary>Second of the last place.</summary>
    public double Leaves => path[^1].At;

    /// <summary>Null before the first place and after the last.</summary>
    public Stance? StanceAt(double seconds)
    {
        if (path.Count == 0 || seconds < path[0].At || seconds >= path[^1].At)
            return null;
        var next = path.FindIndex(p => p.At > seconds);
        var (a, b) = (path[next - 1], path[next]);
        var part = (seconds - a.At) / (b.At - a.At);
        return new Stance(a.X + (b.X - a.X) * part, a.Z + (b.Z - a.Z) * part, a.Walked + (b.Walked - a.Walked) * part, a.Agitated);
    }
}
