using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

public class SoundTakeTests
{
    [Fact]
    public void Cues_of_one_take_share_their_samples_and_others_do_not()
    {
        var bank = new SoundBank(new(
            [new(LoopKind.Street, [(0, 50)], Take: 1), new(LoopKind.Room, [(0, 50)], Take: 1), new(LoopKind.Street, [(0, 40)], Take: 1)],
            [new(ClipKind.Glass, 1, 1.6, 80, Take: 1), new(ClipKind.Glass, 5, 1.6, 90, Take: 1),
                new(ClipKind.Glass, 9, 1.6, 80), new(ClipKind.Glass, 12, 1.6, 80)]), 1);
        Assert.Same(bank.Loops[0], bank.Loops[2]);
        Assert.NotSame(bank.Loops[0], bank.Loops[1]);
        Assert.Same(bank.Clips[0], bank.Clips[1]);
        Assert.NotEqual(bank.Clips[0], bank.Clips[2]);
        Assert.NotEqual(bank.Clips[2], bank.Clips[3]);
    }
}
