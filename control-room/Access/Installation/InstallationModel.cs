using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Access.Installation;

/// <summary>What was chosen for the installation as a whole: one row. Null or empty = what is usual.</summary>
internal sealed record InstallationRow
{
    public int Id { get; init; } = 1;

    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Name or address under which devices reach it.</summary>
    public string Address { get; init; } = "";

    /// <summary>Where those that find a weakness report it, a mailto: or https: address.</summary>
    public string SecurityContact { get; init; } = "";

    /// <summary>Days that readings of every second are kept.</summary>
    public int? SecondsDays { get; init; }

    /// <summary>Days that all other readings are kept.</summary>
    public int? MinutesDays { get; init; }

    /// <summary>Days that stills and clips are kept.</summary>
    public int? EvidenceDays { get; init; }
}

/// <summary>The table of the installation.</summary>
internal sealed class InstallationModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<InstallationRow>().ToTable("installation").HasKey(i => i.Id);
        model.Entity<InstallationRow>().Property(i => i.Id).ValueGeneratedNever();
    }
}
