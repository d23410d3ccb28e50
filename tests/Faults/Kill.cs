using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults;

/// <summary>kill -9 of some of the processes at once; now and then once more while they start.</summary>
internal sealed class Kill(int share, bool broker = false, bool room = false, bool agents = false) : Fault
{
    public override string Name => "kill " + string.Join(" and ", new[] { broker ? "broker" : "", room ? "control room" : "", agents ? "agents" : "" }.Where(n => n.Length > 0));

    public override string? Obstacle => broker && !Mosquitto.IsInstalled
        ? $"{Mosquitto.Executable} is absent (Debian: apt-get install mosquitto); the embedded broker dies with the control room" : null;

    public override int Rounds(int kills) => Math.Max(1, (kills + share - 1) / share);

    public override async Task StrikeAsync(Rig rig, Random random)
    {
        await KillAsync(rig);
        await Task.Delay(TimeSpan.FromSeconds(3 * random.NextDouble()), TimeProvider.System);
        if (random.NextDouble() < 0.3)
        {
            Start(rig);
            await Task.Delay(TimeSpan.FromSeconds(2 * random.NextDouble()), TimeProvider.System);
            await KillAsync(rig);
        }
        Start(rig);
        await rig.RecoverAsync();
    }

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
