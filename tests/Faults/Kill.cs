using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults;

/// <summary>kill -9 of some of the processes at once; now and then once more while they start.</summary>
internal sealed class Kill(bool broker = false, bool room = false, bool agents = false) : Fault
{
    /// <summary>That share the kills.</summary>
    private const int Ways = 6;

    public override string Name => "kill -9 of " + string.Join(" and ",
        new[] { broker ? "broker" : "", room ? "control room" : "", agents ? "agents" : "" }.Where(n => n.Length > 0));

    public override string? Obstacle => broker && !Mosquitto.IsInstalled ? NoMosquitto : null;

    public override int Rounds(int kills) => OneIn(kills, Ways);

    public override Task StrikeAsync(Rig rig, Random random) => rig.OutageAsync(async () =>
    {
        await KillAsync(rig);
        await Rig.WaitAsync(3 * random.NextDouble());
        if (random.NextDouble() < 0.3)
        {
            Start(rig);
            await Rig.WaitAsync(2 * random.NextDouble());
            await KillAsync(rig);
        }
        Start(rig);
        await rig.RecoverAsync();
    });

    private async Task KillAsync(Rig rig)
    {
        if (broker)
            await rig.Broker!.KillAsync();
        if (room)
            await rig.Room.KillAsync();
        if (agents)
            await Task.WhenAll(rig.Devices.Select(d => d.KillAsync()));
    }

    private void Start(Rig rig)
    {
        if (broker)
            rig.Broker!.Start();
        if (room)
            rig.Room.Start();
        if (agents)
        {
            foreach (var device in rig.Devices)
                device.Start();
        }
    }
}
