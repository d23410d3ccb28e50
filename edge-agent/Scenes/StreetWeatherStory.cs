using Solutions.Edge.Agent.Scenes.Effects;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>A street by day and by night in which one nuisance comes after another, in empty stretches;
/// between them, and in half of the rain, people walk.</summary>
internal static class StreetWeatherStory
{
    private static readonly (double From, double To)[] Peopled =
        [(20, 48), (86, 106), (136, 156), (190, 214), (262, 282), (312, 332), (386, 410), (446, 466), (498, 517), (546, 566)];

    public static readonly Story Story = new(
        new SoundScore(
            [
                new(LoopKind.Street, [(0, 46)]),
                new(LoopKind.Rain, [(158, 20), (164, 52), (214, 52), (220, 20)]),
                new(LoopKind.Wind, [(228, 30), (232, 52), (252, 52), (256, 30)], Take: 1),
                new(LoopKind.Wind, [(284, 30), (288, 56), (302, 56), (306, 30)], Take: 1),
            ], []),
        seed => new(seed, Score()), []);

    public static PictureScore Score()
    {
        using var wide = RoadBackdrop.Draw();
        return new(RoadBackdrop.InView(wide), seed => new([.. StreetCast.Passers(new Random(unchecked(seed * 24_611 + 9)), 1, Peopled)], []))
        {
            HasShadows = true,
            Tree = new((230, 254)),
            Effects =
            [
                new Cloud(56, 80), new Night(360, 600), new LampFlicker(524, 540), new Headlights(470, 488), new Rain(160, 220), new Insects(416, 440),
                new Shake(286, 304), new LightStep(110, 130, 1.25),
            ],
        };
    }
}
