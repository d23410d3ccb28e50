using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>Which spool positions are of: a store on another machine outlives a data folder, and two control rooms may share it.</summary>
internal static class SpoolIdentity
{
    /// <summary>The id kept in a spool's folder, made the first time. One that was lost or torn is made anew: the store then takes the spool from its
    /// beginning.</summary>
    public static string Of(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "id");
        if (File.Exists(file) && File.ReadAllText(file) is var kept && Ids.IsBoot(kept))
            return kept;
        var made = Ids.New();
        File.WriteAllText(file, made);
        return made;
    }
}
