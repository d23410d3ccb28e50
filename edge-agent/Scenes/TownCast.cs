namespace Solutions.Edge.Agent.Scenes;

/// <summary>Who is in the street, and when.</summary>
internal static class TownCast
{
    private const double ScuffleEnds = 75;
    private const double WalkingSpeed = 1.35;
    private const double StoryEnds = 600;

    public static IReadOnlyList<Actor> Assemble(int seed)
    {
        var random = new Random(unchecked(seed * 48_611 + 17));
        var actors = new List<Actor>();
        // Two streams of passers-by: mostly one, at times two in view.
        foreach (var (first, least, most) in new[] { (1.5, 3.0, 9.0), (12.0, 10.0, 30.0) })
            for (var at = first; ; at = actors[^1].Leaves + least + (most - least) * random.NextDouble())
            {
                // Nobody strolls through a fight.
                if (at is > 24 and < 95)
                    at = 95 + random.Next(8);
                var walker = PasserBy(actors.Count + 1, random, at);
                if (walker.Leaves > StoryEnds - 2)
                    break;
                actors.Add(walker);
            }
        for (var i = 0; i < 10; i++)
            actors.Add(Scuffler(actors.Count + 1, random, i));
        return actors;
    }

    private static Actor PasserBy(int id, Random random, double at)
    {
        var z = 11.5 + 4 * random.NextDouble();
        var (side, speed) = (random.Next(2) == 0 ? -1 : 1, 1.2 + 0.4 * random.NextDouble());
        return new Actor(id, random).At(at, side * Outside(z), z).WalkTo(-side * Outside(z), z + random.NextDouble() - 0.5, speed);
    }

    /// <summary>Runs in by 33 s, then round and round its own spot, opposite in phase to the next person, until all walk off.</summary>
    private static Actor Scuffler(int id, Random random, int index)
    {
        var (column, near) = (index / 2, index % 2 == 0);
        var z = near ? 6.5 + 0.3 * random.NextDouble() : 9.0 + 0.5 * random.NextDouble();
        var x = (column - 2) * (near ? 1.75 : 2.3);
        var arrives = 31.4 + 1.6 * random.NextDouble();
        var side = x == 0 ? (near ? 1 : -1) : Math.Sign(x);
        var hurry = 2.0 + 0.5 * random.NextDouble();
        var actor = new Actor(id, random).At(arrives - (Outside(z) - Math.Abs(x)) / hurry, side * Outside(z), z).At(arrives, x, z);

        var (period, phase) = (2.3 + 0.2 * column, Math.PI * (index % 2) + column);
        var leaves = ScuffleEnds + 0.7 * index + random.NextDouble();
        for (var t = arrives + 0.25; t < leaves; t += 0.25)
        {
            var turn = 2 * Math.PI * t / period + phase;
            var reach = Math.Min(1, (t - arrives) / 1.5) * (t < ScuffleEnds ? 1 : 0.4);
            actor.At(t, x + 0.8 * reach * Math.Cos(turn), z + 0.55 * reach * Math.Sin(turn), agitated: t < ScuffleEnds);
        }
        return actor.WalkTo((index % 3 == 0 ? -side : side) * Outside(z), z, WalkingSpeed + 0.3 * random.NextDouble());
    }

    private static double Outside(double z) => Lens.HalfWidth(z) + 0.7;
}
