namespace Solutions.Edge.Agent.Scenes;

/// <summary>How people go about in a street with two pavements.</summary>
internal static class StreetCast
{
    /// <summary>Where they walk, in metres from the camera.</summary>
    private const double NearPavement = 8.6, FarPavement = 18.4;

    private const double Longest = 18;

    /// <summary>One after another passes along the pavements; all come and go between the times given.</summary>
    public static IEnumerable<Actor> Passers(Random random, int firstId, params IReadOnlyList<(double From, double To)> stretches)
    {
        foreach (var (from, to) in stretches)
            for (var at = from; at + Longest < to || at == from; at += 5 + 3 * random.NextDouble())
                yield return Passer(firstId++, random, at, far: at > from && random.Next(3) == 0);
    }

    /// <summary>Along a pavement, in 14 s at most along the near one.</summary>
    public static Actor Passer(int id, Random random, double at, bool far = false)
    {
        var z = far ? FarPavement + 0.6 * random.NextDouble() : NearPavement + 1.2 * random.NextDouble();
        var (side, speed) = (random.Next(2) == 0 ? -1 : 1, (far ? 1.9 : 1.3) + 0.3 * random.NextDouble());
        return new Actor(id, random).At(at, side * Outside(z), z).WalkTo(-side * Outside(z), z, speed);
    }

    /// <summary>Along the near pavement, over the road and away along the far one.</summary>
    public static Actor Crossing(int id, Random random, double at, double x)
    {
        var (side, speed) = (random.Next(2) == 0 ? -1 : 1, 1.4 + 0.2 * random.NextDouble());
        return new Actor(id, random).At(at, side * Outside(NearPavement), NearPavement).WalkTo(x, NearPavement, speed)
            .WalkTo(x + 0.5, FarPavement, speed).WalkTo(side * Outside(FarPavement), FarPavement, speed);
    }

    /// <summary>To a place on the near pavement, there from <paramref name="at"/> − 2 s to <paramref name="at"/> + 2 s, and away again.</summary>
    public static Actor Visitor(int id, Random random, double at, double x)
    {
        const double z = NearPavement - 0.4, speed = 1.4;
        var side = x < 0 ? -1 : 1;
        return new Actor(id, random).At(at - 2 - (Outside(z) - Math.Abs(x)) / speed, side * Outside(z), z).At(at - 2, x, z).At(at + 2, x, z)
            .WalkTo(-side * Outside(z), z, speed);
    }

    private static double Outside(double z) => Lens.HalfWidth(z) + 0.7;
}
