using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Devices.Visits;

/// <summary>An engineer's visit to a device: what its records show of that time is a test, whenever they come. Instants are Unix ms.</summary>
internal sealed record Visit
{
    public long Number { get; init; }

    public required string Device { get; init; }

    /// <summary>The engineer's name.</summary>
    public required string Name { get; init; }

    public long StartedMs { get; init; }

    /// <summary>When it ends by itself.</summary>
    public long EndsMs { get; init; }

    /// <summary>By which hand it was started: a person's, or the device's own.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When it was ended before that; null = it was not.</summary>
    public long? EndedMs { get; init; }

    /// <summary>By which hand.</summary>
    public string? EndedBy { get; init; }

    public DateTimeOffset Ends => DateTimeOffset.FromUnixTimeMilliseconds(EndedMs ?? EndsMs);

    public bool Covers(long atMs) => atMs >= StartedMs && atMs < (EndedMs ?? EndsMs);

    /// <summary>The time of day at the place at which it ends.</summary>
    public string Until(string timeZone) =>
        TimeZoneInfo.ConvertTime(Ends, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).ToString("HH:mm", CultureInfo.InvariantCulture);

    public VisitAnswer Answer() => new(Device, Name, DateTimeOffset.FromUnixTimeMilliseconds(StartedMs), Ends);
}

/// <summary>The table of visits.</summary>
internal sealed class VisitsModel : IModelPart
{
    public void Configure(ModelBuilder model) => model.Entity<Visit>(visit =>
    {
        visit.ToTable("visits").HasKey(v => v.Number);
        visit.Property(v => v.Number).ValueGeneratedOnAdd();
        visit.Ignore(v => v.Ends);
        visit.HasIndex(v => v.EndsMs);
    });
}
