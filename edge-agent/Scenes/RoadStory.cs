using OpenCvSharp;
using Solutions.Edge.Agent.Scenes.Things;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>A road by day: traffic on two lanes, a car that stands where none may, a bus that stops, people crossing, a box and a bag left behind.</summary>
internal static class RoadStory
{
    private const double NearLane = 11.7, FarLane = 14.9;

    /// <summary>A box stays longer than a story lasts, so that the next one's lies beside it for a while; a bag is taken away again.</summary>
    private const double BoxLeft = 60, BoxTaken = BoxLeft + 690, BagLeft = 372, BagTaken = 452;

    /// <summary>When vehicles pass, those that stop left out.</summary>
    private static readonly double[] Near = [31, 78, 139, 180, 318, 352, 396, 428, 486, 515, 571], Far = [38, 84, 150, 186, 222, 262, 325, 402, 436, 508, 578];

    private static readonly Drive Forbidden = new(200, 7.5, NearLane, -1, StopX: 0.5, Stays: 90);

    private static readonly Drive[] BusStops = [new(104, 7, FarLane, 1, StopX: -1.5, Stays: 20), new(462, 7, FarLane, 1, StopX: -1.5, Stays: 20)];

    private static readonly Scalar[] Paints =
        [new(172, 174, 176), new(38, 38, 42), new(44, 40, 150), new(140, 84, 40), new(206, 208, 208), new(100, 104, 106), new(70, 96, 60)];

    public static readonly Story Story = new(
        new SoundScore([new(LoopKind.Street, [(0, 50)])],
            [.. Near.Concat(Far).Order().Select((at, n) => new ClipCue(ClipKind.CarPass, at - 5, 10, 68 + n % 3, Take: n % 3))]),
        seed => new(seed, Score()), []);

    public static PictureScore Score()
    {
        using var wide = RoadBackdrop.Draw();
        return new(RoadBackdrop.InView(wide), Assemble) { HasShadows = true, Tree = new([]) };
    }

    private static Cast Assemble(int seed)
    {
        var random = new Random(unchecked(seed * 37_813 + 3));
        var odd = seed & 1;
        var actors = new List<Actor>
        {
            StreetCast.Visitor(1, random, BoxLeft, odd == 0 ? -5 : 3.5), StreetCast.Visitor(101 + odd, random, BoxTaken, odd == 0 ? -5 : 3.5),
            StreetCast.Visitor(2, random, BagLeft, -2), StreetCast.Visitor(3, random, BagTaken, -2),
            StreetCast.Crossing(4, random, 10, -3), StreetCast.Crossing(5, random, 156, 4),
            StreetCast.Crossing(6, random, 332, 3.5), StreetCast.Crossing(7, random, 408, -4),
        };
        actors.AddRange(StreetCast.Passers(random, 8, (88, 112), (114, 138), (212, 250), (290, 316), (526, 560)));
        var things = new List<Thing>
        {
            Parcel.Left(1 + odd, "box", Shapes.Box(), actors[0], BoxLeft, actors[1], BoxTaken),
            Parcel.Left(1, "bag", Shapes.Bag(), actors[2], BagLeft, actors[3], BagTaken),
        };
        things.AddRange(Near.Select(at => Driven(things.Count, random, new Drive(at, 6.5 + 2 * random.NextDouble(), NearLane, -1))));
        things.AddRange(Far.Select(at => Driven(things.Count, random, new Drive(at, 6.5 + 2 * random.NextDouble(), FarLane, 1))));
        things.Add(new(90, "car", Shapes.Car(Paints[random.Next(Paints.Length)]), Forbidden.At, Forbidden.Gone,
            new("vehicle-stopped", PictureRole.Occurrence, Forbidden.Passes, Forbidden.Passes + Forbidden.Stays)));
        things.AddRange(BusStops.Select((b, n) => new Thing(n + 1, "bus", Shapes.Bus(new Scalar(52, 48, 168)), b.At, b.Gone,
            new("bus-stop", PictureRole.Occurrence, b.Passes, b.Passes + b.Stays))));
        return new(actors, things);
    }

    private static Thing Driven(int id, Random random, Drive drive)
    {
        var (isVan, paint) = (random.Next(4) == 0, Paints[random.Next(Paints.Length)]);
        return new(id, isVan ? "van" : "car", isVan ? Shapes.Van(paint) : Shapes.Car(paint), drive.At, drive.Gone);
    }
}
