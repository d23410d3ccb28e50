using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Devices.Calibrations;

/// <summary>A check of a device's microphone by a calibrator, as it was delivered. Rows are only ever added.</summary>
internal sealed class CalibrationRow
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

/// <summary>The table of calibrations.</summary>
internal sealed class CalibrationsModel : IModelPart
{
    public void Configure(ModelBuilder model) => model.Entity<CalibrationRow>().ToTable("calibrations").HasKey(c => new { c.Device, c.Id });
}
