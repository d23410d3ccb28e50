using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Devices.Examinations;

/// <summary>The last examination of a device that was asked for, and the last report that came. Instants are Unix ms.</summary>
internal sealed class Examination
{
    public required string Device { get; init; }

    /// <summary>Id of the command that asked for it.</summary>
    public required string Asked { get; set; }

    public long AskedMs { get; set; }

    /// <summary>When the report arrived; null = none has.</summary>
    public long? ReportedMs { get; set; }

    /// <summary>The report in JSON, of this examination or the one before; null = none has come.</summary>
    public string? Report { get; set; }

    /// <summary>True: the report that was asked for last is not here.</summary>
    public bool IsAwaited => ReportedMs is not { } came || came < AskedMs;

    public ExaminationReport? Read() => Report is null ? null : JsonSerializer.Deserialize(Report, ContractsJson.Default.ExaminationReport);
}

/// <summary>The table of examinations.</summary>
internal sealed class ExaminationsModel : IModelPart
{
    public void Configure(ModelBuilder model) => model.Entity<Examination>().ToTable("examinations").HasKey(e => e.Device);
}
