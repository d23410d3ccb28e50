using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Tests.Sound;

namespace Solutions.Edge.Agent.Tests.Scenes;

public class SoundLevelTests
{
    public static TheoryData<string> Loops => [.. Enum.GetNames<LoopKind>()];

    [Theory]
    [MemberData(nameof(Loops))]
    public void A_loop_has_the_LAeq_it_is_asked_for(string kind)
    {
        // Four times round is 43.7 s.
        var pascal = Solo.Play(new([new(Enum.Parse<LoopKind>(kind), [(0, 63)])], []), 4, 44 * SceneSound.SampleRate);
        Assert.Equal(63, Energy.MeanDb(SceneTruth.SecondLevels(pascal))!.Value, 0.15);
    }

    [Theory]
    [InlineData(nameof(ClipKind.Shout), 0.9)]
    [InlineData(nameof(ClipKind.Clank), 0.4)]
    [InlineData(nameof(ClipKind.Glass), 1.6)]
    [InlineData(nameof(ClipKind.Bang), 1.5)]
    [InlineData(nameof(ClipKind.DoorSlam), 0.7)]
    [InlineData(nameof(ClipKind.CarPass), 10)]
    [InlineData(nameof(ClipKind.MotorbikePass), 10)]
    [InlineData(nameof(ClipKind.Revving), 6)]
    public void A_clip_reads_the_LAFmax_it_is_asked_for(string kind, double seconds)
    {
        var pascal = Solo.Play(new([new(LoopKind.Room, [(0, 30)])], [new(Enum.Parse<ClipKind>(kind), 1.2, seconds, 88)]),
            5, (int)(seconds + 3) * SceneSound.SampleRate);
        Assert.Equal(88, Listening.Measure(pascal).Max(s => s.LAFmax)!.Value, 0.3);
    }
}
