using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts.Shifts;

/// <summary>One operator's time on duty, from the sound test to the hand-over that the next one accepts.</summary>
internal sealed class Shift
{
    public const int LongestNote = 1000;

    public long Number { get; init; }

    /// <summary>Role and desk, or person number; never a name.</summary>
    public required string By { get; init; }

    public long StartedMs { get; init; }

    /// <summary>True: the test tone was heard at the start.</summary>
    public bool IsSoundTested { get; init; }

    /// <summary>When it was handed over; null = it goes on.</summary>
    public long? EndedMs { get; set; }

    /// <summary>What the operator added to the sheet.</summary>
    public string? Note { get; set; }

    /// <summary>The sheet as it stood at the hand-over, as JSON; null = it goes on.</summary>
    public string? SheetJson { get; set; }

    /// <summary>The hand that accepted it; null = none has.</summary>
    public string? AcceptedBy { get; set; }

    public long? AcceptedMs { get; set; }

    /// <summary>The sheet as it stood at the hand-over; null = it goes on.</summary>
    public ShiftSheet? Sheet => SheetJson is null ? null : JsonSerializer.Deserialize<ShiftSheet>(SheetJson, JsonSerializerOptions.Web);
}

/// <summary>A function that alerts are handed on to, and whether somebody said that it is on duty.</summary>
internal sealed class DutyEntry
{
    /// <summary>Such as <c>door staff</c>.</summary>
    public required string Function { get; init; }

    /// <summary>Call sign, radio channel or telephone; no person's name.</summary>
    public required string Reach { get; set; }

    /// <summary>When it was last confirmed; null = never.</summary>
    public long? ConfirmedMs { get; set; }

    public string? ConfirmedBy { get; set; }
}

/// <summary>The tables of shifts.</summary>
internal sealed class ShiftsModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<Shift>(shift =>
        {
            shift.ToTable("shifts").HasKey(s => s.Number);
            shift.Property(s => s.Number).ValueGeneratedOnAdd();
            shift.Ignore(s => s.Sheet);
            shift.HasIndex(s => s.StartedMs);
        });
        model.Entity<DutyEntry>().ToTable("duty_roster").HasKey(d => d.Function);
    }
}
