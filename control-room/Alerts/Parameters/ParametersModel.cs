using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts.Parameters;

/// <summary>One version of a site's parameters, never changed: the journal's alerts name it.</summary>
internal sealed class ParametersRow
{
    public required string Site { get; init; }

    /// <summary>From 2: 1 is the defaults.</summary>
    public int Version { get; init; }

    /// <summary>Since when it has been in force, Unix ms.</summary>
    public long AtMs { get; init; }

    /// <summary>Whose change it was.</summary>
    public required string Author { get; init; }

    public required string Reason { get; init; }

    /// <summary>All of them, in JSON.</summary>
    public required string Values { get; init; }
}

/// <summary>The table of parameters.</summary>
internal sealed class ParametersModel : IModelPart
{
    public void Configure(ModelBuilder model) => model.Entity<ParametersRow>().ToTable("site_parameters").HasKey(p => new { p.Site, p.Version });
}
