namespace Solutions.Edge.Faults;

/// <summary>Several kinds of harm to one system: each once a round.</summary>
internal sealed class OneAfterTheOther(IReadOnlyList<Fault> faults) : Fault
{
    public override string Name => string.Join(", ", faults.Select(f => f.Name));

    public override int Rounds(int kills) => OneIn(kills, 10 * faults.Count);

    public override async Task PrepareAsync(Rig rig)
    {
        foreach (var fault in faults)
            await fault.PrepareAsync(rig);
    }

    public override async Task StrikeAsync(Rig rig, Random random)
    {
        foreach (var fault in faults)
        {
            await fault.StrikeAsync(rig, random);
            await rig.WorkAsync();
        }
    }
}
