using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults;

/// <summary>InfluxDB hangs or refuses for a while, and the control room is killed meanwhile. No alarm may wait for it.</summary>
internal sealed class StoreFault(Cut cut, double seconds) : Fault
{
    private const double AnHour = 3600;

    public override string Name => cut == Cut.Swallows ? "reading store that takes connections and never answers" : seconds < AnHour ? "reading store away"
        : "reading store away for an hour";

    public override string? Obstacle => InfluxDb.IsInstalled ? null : InfluxDb.Absent;

    public override int Rounds(int kills) => seconds < AnHour ? OneIn(kills, 20) : kills / 100;

    public override async Task PrepareAsync(Rig rig) => rig.Store = await OutsideStore.StartAsync(rig);

    public override async Task StrikeAsync(Rig rig, Random random)
    {
        var store = rig.Store!;
        store.Line.Turn(cut);
        await Rig.WaitAsync(seconds / 2);
        await rig.OutageAsync(async () =>
        {
            await rig.Room.KillAsync();
            rig.Room.Start();
            await rig.RecoverAsync();
        });
        await Rig.WaitAsync(seconds / 2);
        store.Line.Turn(Cut.None);
        var before = await store.PositionAsync();
        await Eventually.IsTrueAsync("records in the store", async () => await store.PositionAsync() > before, seconds: 120);
    }
}
