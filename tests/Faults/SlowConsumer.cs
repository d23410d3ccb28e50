using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults;

/// <summary>Records are not taken: the control room stands still for up to 20 s, its connections open; and now and then a stranger listens to
/// everything and reads none of it.</summary>
internal sealed class SlowConsumer : Fault
{
    public override string Name => "control room that stands still, listener that does not read";

    public override int Rounds(int kills) => OneIn(kills, 10);

    public override async Task StrikeAsync(Rig rig, Random random)
    {
        using var deaf = random.NextDouble() < 0.5 ? await DeafListener.ConnectAsync(rig.BrokerPort) : null;
        if (deaf is not null)
            await DeafListener.FloodAsync(rig.BrokerPort);
        await rig.OutageAsync(async () =>
        {
            rig.Room.Pause();
            await Rig.WaitAsync(20 * random.NextDouble());
            rig.Room.Resume();
        });
        await rig.WorkAsync();
    }
}
