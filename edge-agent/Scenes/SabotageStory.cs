using OpenCvSharp;
using Solutions.Edge.Agent.Scenes.Effects;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>A camera is sabotaged in five ways, one a minute, by day for 25 s and then by night for 38 s.
/// At the start of each minute somebody passes by.</summary>
internal static class SabotageStory
{
    public static readonly Story Story = new(null, seed => new(seed, Score()), []);

    public static PictureScore Score()
    {
        using var wide = RoadBackdrop.Draw();
        var beyond = RoadBackdrop.ToTheRight(wide);
        return new(RoadBackdrop.InView(wide), Assemble)
        {
            HasShadows = true,
            Tree = new([]),
            Effects = [.. Five(20, 25, beyond), new Night(284, 600), .. Five(316, 38, Night.Of(beyond, Lens.Width))],
        };

        static Effect[] Five(double first, double lasts, Mat beyond) =>
        [
            new Covered(first, first + lasts), new Blurred(first + 60, first + 60 + lasts), new Moved(first + 120, first + 120 + lasts, beyond),
            new Frozen(first + 180, first + 180 + lasts), new Dark(first + 240, first + 240 + lasts),
        ];
    }

    private static Cast Assemble(int seed)
    {
        var random = new Random(unchecked(seed * 52_571 + 1));
        return new([.. Enumerable.Range(0, 10).Select(minute => StreetCast.Passer(minute + 1, random, 60 * minute + 1))], []);
    }
}
