using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Tests.Support;
using Solutions.Edge.Tests.Support.Camera;
using Solutions.Edge.Tests.Support.Camera.Nuisances;

namespace Solutions.Edge.Benchmarks.Camera;

/// <summary>Frames with motion of every kind of the gauntlet in every place. A case is clean if not one of its frames has a region.</summary>
internal static class GauntletBenchmark
{
    private static readonly (string Name, Dose Dose)[] Doses =
    [
        ("as usual", new()), ("weaker", new(Strength: 0.75, Seed: 1)), ("stronger", new(Strength: 1.3, Seed: 2)),
        ("slower", new(Pace: 0.7, Seed: 3)), ("faster", new(Pace: 1.5, Seed: 4)),
    ];

    public static int Run(string[] args)
    {
        if (Tree.Data is not { } data)
        {
            Console.Error.WriteLine("the recording (vtest.avi) is not beside the project; it must be in ../shared/data");
            return 2;
        }
        var (sweeps, kinds) = (args is ["sweep", ..], args.SkipWhile(a => a == "sweep").ToArray());
        if (!Gauntlet.Kinds(new()).Any(k => IsWanted(k, kinds)))
        {
            var known = string.Join("; ", Gauntlet.Kinds(new()).Select(k => k.Name));
            Console.Error.WriteLine($"no kind of the gauntlet is called {string.Join(" or ", kinds)}: they are {known}");
            return 2;
        }
        Cv2.SetNumThreads(1);
        var places = Gauntlet.Places(Path.Combine(data, "vtest.avi"));
        foreach (var (name, dose) in sweeps ? Doses : Doses[..1])
            // What does not depend on the dose runs once.
            Print($"{name} ({dose})", [.. (dose == Doses[0].Dose ? Gauntlet.Kinds(dose) : Gauntlet.Hard(dose)).Where(k => IsWanted(k, kinds))], places);
        foreach (var (_, place) in places)
            place.Dispose();
        return 0;
    }

    private static bool IsWanted(Nuisance kind, string[] kinds) =>
        kinds.Length == 0 || kinds.Any(k => kind.Name.Contains(k, StringComparison.OrdinalIgnoreCase));

    private static void Print(string dose, IReadOnlyList<Nuisance> kinds, IReadOnlyList<(string Name, Mat Place)> places)
    {
        Console.WriteLine($"{dose}: frames with motion of {Nuisance.During + Nuisance.After}");
        Console.WriteLine($"{"",-32}{string.Concat(places.Select(p => $"{p.Name,8}"))}  causes");
        var clean = 0;
        foreach (var kind in kinds)
        {
            var causes = new SortedDictionary<string, int>(StringComparer.Ordinal);
            var raised = places.Select(p => FramesWithMotion(kind, p.Place, causes)).ToList();
            clean += raised.Count(r => r == 0);
            Console.WriteLine($"{kind.Name,-32}{string.Concat(raised.Select(r => $"{r,8}"))}  {string.Join(", ", causes.Select(c => $"{c.Key} {c.Value}"))}");
        }
        Console.WriteLine($"{clean} of {kinds.Count * places.Count} clean");
    }

    private static int FramesWithMotion(Nuisance kind, Mat place, SortedDictionary<string, int> causes)
    {
        using var detector = new MotionDetector(new() { FramesPerSecond = Nuisance.FramesPerSecond });
        var (n, raised) = (0, 0);
        foreach (var frame in kind.Frames(place))
        {
            var motion = detector.Detect(frame);
            if (n++ < Nuisance.Before)
                continue;
            raised += motion.Regions.Count > 0 ? 1 : 0;
            foreach (var cause in motion.Explained)
                causes[cause] = causes.GetValueOrDefault(cause) + 1;
        }
        return raised;
    }
}
