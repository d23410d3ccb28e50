using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults;

/// <summary>The network between the agents and the broker, or the broker and the control room, swallows everything or resets every connection for up to
/// 20 s.</summary>
internal sealed class Partition(bool room) : Fault
{
    public override string Name => room ? "partition of broker and control room" : "partition of agents and broker";

    public override string? Obstacle => room && !Mosquitto.IsInstalled ? NoMosquitto : null;

    public override int Rounds(int kills) => OneIn(kills, 10);

    public override Task StrikeAsync(Rig rig, Random random) => rig.OutageAsync(async () =>
    {
        var line = room ? rig.RoomLine! : rig.AgentLine;
        line.Turn(random.NextDouble() < 0.5 ? Cut.Swallows : Cut.Resets);
        await Rig.WaitAsync(20 * random.NextDouble());
        line.Turn(Cut.None);
    });
}
