namespace Solutions.Edge.Agent.Scenes;

/// <summary>The people in the street, and when.</summary>
internal static class TownCast
{
    private const double ScuffleEnds = 75;
    private const int Scufflers = 9;
    private const double WalkingSpeed = 1.35;
    private const double StoryEnds = 600;
    private const double TurnSeconds = 2.4;

    /// <summary>Steps of it round a circle never fall together.</summary>
    private const double GoldenSection = 0.381966;

    /// <summary>How far apart scufflers stand to the eye: a ninth of the picture's width each.</summary>
    private const double ApartMetresPerMetre = 0.168;

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
        for (var i = 0; i < Scufflers; i++)
            actors.Add(Scuffler(actors.Count + 1, random, i));
        return actors;
    }

    private static Actor PasserBy(int id, Random random, double at)
    {
        var z = 11.5 + 4 * random.NextDouble();
        var (side, speed) = (random.Next(2) == 0 ? -1 : 1, 1.2 + 0.4 * random.NextDouble());
        return new Actor(id, random).At(at, side * Outside(z), z).WalkTo(-side * Outside(z), z + random.NextDouble() - 0.5, speed);
    }

    /// <summary>
    /// Runs in by 33 s, then round and round its own spot until all walk off. Nobody hides anybody, and the directions at any instant
    /// are spread evenly over the circle: what a detector sees is a scuffle, neither one blob nor a march.
    /// </summary>
    private static Actor Scuffler(int id, Random random, int index)
    {
        var near = index % 2 == 1;
        var z = near ? 6.5 + 0.3 * random.NextDouble() : 14.2 + 0.5 * random.NextDouble();
        var x = (index - Scufflers / 2) * ApartMetresPerMetre * z;
        var arrives = 31.4 + 1.6 * random.NextDouble();
        var side = x < 0 ? -1 : 1;
        var hurry = 2.0 + 0.5 * random.NextDouble();
        var actor = new Actor(id, random).At(arrives - (Outside(z) - Math.Abs(x)) / hurry, side * Outside(z), z).At(arrives, x, z);

        var phase = 2 * Math.PI * GoldenSection * index;
        var leaves = ScuffleEnds + 0.7 * index + random.NextDouble();
        for (var t = arrives + 0.25; t < leaves; t += 0.25)
        {
            var turn = 2 * Math.PI * t / TurnSeconds + phase;
            var reach = Math.Min(1, (t - arrives) / 1.5) * (t < ScuffleEnds ? 1 : 0.4);
            actor.At(t, x + 0.6 * reach * Math.Cos(turn), z + 0.5 * reach * Math.Sin(turn), agitated: t < ScuffleEnds);
        }
        return actor.WalkTo((index % 3 == 0 ? -side : side) * Outside(z), z, WalkingSpeed + 0.3 * random.NextDouble());
    }

    private static double Outside(double z) => Lens.HalfWidth(z) + 0.7;
}
