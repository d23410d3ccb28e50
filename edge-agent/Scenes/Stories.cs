using static Solutions.Edge.Contracts.BoltState;
using static Solutions.Edge.Contracts.ContactState;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>What happens in one place in ten minutes.</summary>
/// <param name="Sound">Its sound.</param>
/// <param name="Picture">Makes what is seen, from a seed.</param>
/// <param name="Gate">What the gate does.</param>
internal sealed record Story(SoundScore? Sound, Func<int, ScenePicture>? Picture, IReadOnlyList<GateStep> Gate);

/// <summary>The stories. Times are in seconds from the start, levels in dB(A).</summary>
internal static class Stories
{
    /// <summary>A street at night: a few people walk; from 30 s a crowd gathers, shouts and scuffles; by 110 s it has gone.</summary>
    public static readonly Story Town = new(
        new SoundScore(
            [
                new(LoopKind.Street, [(0, 57)]),
                new(LoopKind.Voices, [(29, 40), (30, 54.5), (50, 65.4), (75, 65.4), (110, 48), (112, 30)]),
            ],
            [
                // Each about 19 dB over the LAeq of the 30 s before it, earlier shouts left out.
                new(ClipKind.Shout, 34.7, 0.8, 77), new(ClipKind.Shout, 36.3, 0.9, 77.5), new(ClipKind.Shout, 38.1, 0.8, 78.2),
                new(ClipKind.Shout, 46.1, 0.9, 80.7), new(ClipKind.Shout, 51.2, 0.8, 82), new(ClipKind.Shout, 57.0, 1.0, 83),
            ]),
        ScenePicture.Town, []);

    /// <summary>A bedroom: from 60 s to 420 s a party sounds through the wall; at 96 s the resident presses the night button.</summary>
    /// <remarks>With five quiet minutes of 26 dB before the start, LAeq,5min passes 35 dB at about 87 s and 36 dB at about 92 s.</remarks>
    public static readonly Story Home = new(
        new SoundScore([new(LoopKind.Room, [(0, 25)]), new(LoopKind.Party, [(59, 15), (60, 35), (75, 47), (420, 47), (424, 15)])], []),
        null, [new(96, null, null, null, null, true), new(96.6, null, null, null, null, false)]);

    /// <summary>An alley: at 74 s the gate is forced, left open, and shut at 300 s with the bolt still thrown.</summary>
    public static readonly Story Alley = new(
        new SoundScore(
            [new(LoopKind.Street, [(0, 43)])],
            [
                new(ClipKind.Clank, 74.2, 0.4, 70), new(ClipKind.Clank, 74.6, 0.4, 73), new(ClipKind.Clank, 75.0, 0.4, 62),
                new(ClipKind.Clank, 300.05, 0.5, 66),
            ]),
        ScenePicture.Alley,
        [
            new(74.2, Closed, Thrown, 1.8, null), new(74.6, Closed, Thrown, 2.4, null), new(75.0, Open, Thrown, null, null),
            new(300.0, Closed, Thrown, null, null), new(300.1, Closed, Thrown, 0.8, null),
        ]);

    /// <summary>The alley's other gate: a resident comes through with a key, twice, and locks it again.</summary>
    public static readonly Story AlleyTwin = new(
        null, null,
        [
            new(65, Closed, Withdrawn, null, null), new(66, Open, Withdrawn, null, null),
            new(88, Closed, Withdrawn, null, null), new(90, Closed, Thrown, null, null),
            new(399, Closed, Withdrawn, null, null), new(400, Open, Withdrawn, null, null),
            new(418, Closed, Withdrawn, null, null), new(420, Closed, Thrown, null, null),
        ]);
}
