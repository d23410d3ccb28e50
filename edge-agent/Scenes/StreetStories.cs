using static Solutions.Edge.Agent.Scenes.ClipKind;
using static Solutions.Edge.Agent.Scenes.LoopKind;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>Stories of streets with sound and no picture. Times are in seconds from the start, levels in dB(A).</summary>
internal static class StreetStories
{
    /// <summary>A street with a club in it: its door is open for three minutes, for half a minute, and for nearly three; people stand before it.</summary>
    public static readonly Story NightMusic = SoundOnly(
        [
            new(Street, [(0, 50)]),
            new(BassMusic, [(58, 20), (60, 70), (90, 72), (240, 72), (242, 20)], Take: 1),
            new(BassMusic, [(299, 20), (300, 68), (330, 68), (331, 20)], Take: 1),
            new(BassMusic, [(398, 20), (400, 75), (560, 75), (562, 20)], Take: 1),
            new(Voices, [(90, 30), (100, 56), (220, 58), (250, 30)]), new(Voices, [(420, 30), (430, 60), (560, 60), (580, 30)]),
        ],
        [new(Shout, 150.4, 0.9, 80), new(Shout, 505.7, 0.8, 82)]);

    /// <summary>
    /// A bell box rings for four minutes, another for a minute and a half; between them a car's alarm goes off twice, 30 s each. A lorry
    /// that reverses at the start and in between is a decoy.
    /// </summary>
    public static readonly Story StreetAlarms = SoundOnly(
        [
            new(Street, [(0, 52)]),
            new(ReversingBeeper, [(20, 64), (45, 68)], Take: 1), new(ReversingBeeper, [(340, 69), (352, 65)], Take: 1),
            new(SweptAlarm, [(90, 78), (330, 78)]),
            new(CarAlarm, [(365, 74), (395, 74)], Take: 1), new(CarAlarm, [(430, 74), (460, 74)], Take: 1),
            new(TwoToneAlarm, [(490, 72), (580, 72)]),
        ],
        []);

    /// <summary>A town at closing time: four panes break and five bangers go off amid voices; six doors and a clank are decoys.</summary>
    public static readonly Story TownGlass = SoundOnly(
        [new(Street, [(0, 56)]), new(Voices, [(5, 40), (15, 58), (300, 62), (560, 58), (590, 40)])],
        [
            new(DoorSlam, 30.2, 0.7, 70, Take: 1), new(Glass, 62.0, 1.6, 88), new(DoorSlam, 75.5, 0.7, 66, Take: 2), new(DoorSlam, 76.9, 0.7, 72, Take: 1),
            new(Bang, 120.3, 1.5, 90, Take: 1), new(Glass, 181.5, 1.6, 84, Take: 1), new(Glass, 182.9, 1.6, 80, Take: 2),
            new(DoorSlam, 210.0, 0.7, 71, Take: 2), new(Shout, 236.4, 0.9, 80),
            new(Bang, 260.1, 1.5, 86, Take: 2), new(Bang, 261.9, 1.5, 88, Take: 1), new(Bang, 266.2, 1.5, 85, Take: 2),
            new(Clank, 310.6, 0.4, 74), new(DoorSlam, 340.8, 0.7, 73, Take: 1), new(Glass, 422.2, 1.6, 86, Take: 1),
            new(Shout, 424.9, 0.8, 82), new(Bang, 480.7, 1.5, 92, Take: 2), new(DoorSlam, 520.4, 0.7, 68, Take: 2),
        ]);

    /// <summary>A street at night: cars pass, two motorcycles accelerate away, and someone revs a loud exhaust, three times.</summary>
    public static readonly Story StreetVehicles = SoundOnly(
        [new(Street, [(0, 48)])],
        [
            new(CarPass, 12, 10, 70, Take: 1), new(CarPass, 38, 10, 68, Take: 2), new(CarPass, 44, 10, 72, Take: 3), new(CarPass, 80, 10, 71, Take: 1),
            new(Revving, 105, 6, 88, Take: 1), new(MotorbikePass, 140, 10, 86, Take: 1), new(CarPass, 165, 10, 69, Take: 2), new(CarPass, 202, 10, 74, Take: 3),
            new(MotorbikePass, 236, 10, 90, Take: 2), new(CarPass, 270, 10, 70, Take: 1), new(Revving, 300, 6, 91, Take: 2), new(Revving, 308, 6, 90, Take: 1),
            new(CarPass, 345, 10, 72, Take: 2), new(CarPass, 349, 10, 68, Take: 3),
            new(CarPass, 390, 10, 70, Take: 1), new(MotorbikePass, 425, 10, 84, Take: 1),
            new(CarPass, 460, 10, 71, Take: 2), new(CarPass, 505, 10, 69, Take: 3),
            new(MotorbikePass, 540, 10, 88, Take: 2), new(CarPass, 570, 10, 70, Take: 1),
        ]);

    /// <summary>A quiet street: wind rises to 12 m/s and falls, rain to 30 mm/h, and in the middle of both someone shouts.</summary>
    public static readonly Story Weather = SoundOnly(
        [
            new(Street, [(0, 42)]),
            WindLoop.Cue((40, 1), (60, 3), (150, 6), (240, 12), (330, 9), (420, 4), (460, 1)),
            RainLoop.Cue((200, 0.1), (210, 1), (280, 10), (340, 30), (400, 12), (500, 2), (530, 0.1)),
        ],
        [new(Shout, 350.3, 0.9, 82)]);

    private static Story SoundOnly(IReadOnlyList<LoopCue> loops, IReadOnlyList<ClipCue> clips) => new(new SoundScore(loops, clips), null, []);
}
