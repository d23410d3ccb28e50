using System.Text.Json;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Faults;

/// <summary>
/// The file system under the control room's data, or under the agents' cards, is shut down at once without its journal being flushed; the
/// processes are killed, the disk is mounted again. With the agents' power goes their tmpfs: what was in it for less than decision 19
/// promises is excused.
/// </summary>
internal sealed class PowerCut(bool room) : Fault
{
    private const int AlertPromiseSeconds = 3, PromiseSeconds = 31;

    public override string Name => room ? "power cut of the control room" : "power cut of the agents";

    public override string? Obstacle => Disk.Obstacle;

    public override int Rounds(int kills) => OneIn(kills, 10);

    public override Task PrepareAsync(Rig rig)
    {
        Disk.MountImage(rig.DiskFolder, room ? 256 : 32);
        var folder = Path.Combine(rig.DiskFolder, "used");
        (rig.Data, rig.State) = room ? (folder, rig.State) : (rig.Data, folder);
        return Task.CompletedTask;
    }

    public override Task StrikeAsync(Rig rig, Random random) => rig.OutageAsync(async () =>
    {
        // Half of the time nothing could be delivered for a while: then the card matters.
        if (!room && random.NextDouble() < 0.5)
        {
            rig.AgentLine.Turn(Cut.Resets);
            await Rig.WaitAsync(10 * random.NextDouble());
        }
        var boots = rig.Devices.ToDictionary(d => d.Id, d => d.BootNumber);
        Disk.CutPower(rig.DiskFolder);
        var at = TimeProvider.System.GetUtcNow();
        if (room)
            await rig.Room.KillAsync();
        else
            await Task.WhenAll(rig.Devices.Select(d => d.KillAsync()));
        Disk.Unmount(rig.DiskFolder);
        Disk.MountImageAgain(rig.DiskFolder);
        rig.AgentLine.Turn(Cut.None);
        if (room)
            rig.Room.Start();
        else
        {
            foreach (var device in rig.Devices)
            {
                if (device.BootNumber < boots[device.Id])
                    throw new InvalidOperationException(
                        $"the boot number of {device.Id} went back from {boots[device.Id]} to {device.BootNumber}: two boots would have the same");
                rig.Excused.UnionWith(device.LoseJournal().Where(r => at - HandedIn(r) < Promise(r.Stream)).Select(r => (device.Id, r.Boot, r.Stream, r.Seq)));
                device.Start();
            }
        }
        await rig.RecoverAsync();
    });

    private static TimeSpan Promise(string stream) => TimeSpan.FromSeconds(stream is Streams.Gate or Streams.Sound or Streams.Camera or Streams.Evidence
        ? AlertPromiseSeconds : PromiseSeconds);

    /// <summary>A measured interval is handed in at its end, and a minute's seal ten seconds after its minute.</summary>
    private static DateTimeOffset HandedIn(OutboxRecord record) => JsonSerializer.Deserialize<JsonElement>(record.Utf8).GetProperty("t").GetDateTimeOffset()
        + TimeSpan.FromSeconds(record.Stream switch { Streams.Noise => 1, Streams.NoiseMinute => 60, Streams.Seal => 70, _ => 0 });
}
