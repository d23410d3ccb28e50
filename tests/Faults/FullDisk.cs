namespace Solutions.Edge.Faults;

/// <summary>The disk of the control room, or the agents' card, is full to the last byte for a while.</summary>
internal sealed class FullDisk(bool room) : Fault
{
    public override string Name => room ? "full disk of the control room" : "full card of the agents, their line cut";

    public override string? Obstacle => Disk.Obstacle;

    public override int Rounds(int kills) => OneIn(kills, 20);

    public override Task PrepareAsync(Rig rig)
    {
        Disk.MountMemory(rig.DiskFolder, room ? 128 : 2);
        var folder = Path.Combine(rig.DiskFolder, "used");
        (rig.Data, rig.State) = room ? (folder, rig.State) : (rig.Data, folder);
        return Task.CompletedTask;
    }

    public override Task StrikeAsync(Rig rig, Random random) => rig.OutageAsync(async () =>
    {
        if (!room)
            rig.AgentLine.Turn(Cut.Resets);
        var filler = Disk.Fill(rig.DiskFolder);
        // An agent's backlog takes telemetry after 30 s.
        await Rig.WaitAsync(5 + (room ? 10 : 30) * random.NextDouble());
        File.Delete(filler);
        rig.AgentLine.Turn(Cut.None);
    });
}
