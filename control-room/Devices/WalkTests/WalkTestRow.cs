using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Devices.WalkTests;

/// <summary>A walk test's sheet, as it was delivered.</summary>
internal sealed class WalkTestRow
{
    public required string Device { get; init; }

    /// <summary>Unique on its device.</summary>
    public required string Id { get; init; }

    /// <summary>Unix ms, by the device's clock.</summary>
    public long AtMs { get; init; }

    /// <summary>Unix ms.</summary>
    public long ReceivedMs { get; init; }

    /// <summary>JSON.</summary>
    public required string Sheet { get; init; }
}

/// <summary>The table of walk tests.</summary>
internal sealed class WalkTestsModel : IModelPart
{
    public void Configure(ModelBuilder model) => model.Entity<WalkTestRow>().ToTable("walk_tests").HasKey(w => new { w.Device, w.Id });
}
