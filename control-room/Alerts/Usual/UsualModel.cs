using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts.Usual;

/// <summary>One hour of the week of what is usual at a site.</summary>
internal sealed class BaselineRow
{
    public required string Site { get; init; }

    public int HourOfWeek { get; init; }

    public required HourBaseline Values { get; set; }

    /// <summary>True: a copy, by an earlier version, of what the catalogue gives; it is not read.</summary>
    public bool Seeded { get; set; }

    /// <inheritdoc cref="LearntFrom.Minutes"/>
    public int SoundMinutes { get; init; }

    public int SoundDays { get; init; }

    /// <inheritdoc cref="LearntFrom.IsOfOtherDays"/>
    public bool SoundOfOtherDays { get; init; }

    public int MotionMinutes { get; init; }

    public int MotionDays { get; init; }

    public bool MotionOfOtherDays { get; init; }

    public LearntFrom Sound => new(SoundMinutes, SoundDays, SoundOfOtherDays);

    public LearntFrom Motion => new(MotionMinutes, MotionDays, MotionOfOtherDays);

    public static BaselineRow Of(string site, UsualHour hour) => new()
    {
        Site = site,
        HourOfWeek = hour.HourOfWeek,
        Values = hour.Values,
        SoundMinutes = hour.Sound.Minutes,
        SoundDays = hour.Sound.Days,
        SoundOfOtherDays = hour.Sound.IsOfOtherDays,
        MotionMinutes = hour.Motion.Minutes,
        MotionDays = hour.Motion.Days,
        MotionOfOtherDays = hour.Motion.IsOfOtherDays,
    };
}

/// <summary>What one hour of one date was like: it is read from the readings once.</summary>
internal sealed class UsualHourRow
{
    public required string Site { get; init; }

    /// <summary>Unix ms.</summary>
    public long FromMs { get; init; }

    public required HourDigest Digest { get; init; }
}

/// <summary>When a site was learnt last.</summary>
internal sealed class SiteLearning
{
    public required string Site { get; init; }

    /// <summary>Unix ms.</summary>
    public long LearntMs { get; set; }

    /// <summary>Minutes of sound of the last 28 days that teach.</summary>
    public int SoundMinutes { get; set; }
}

/// <summary>A person had what was learnt of a site forgotten. Never changed.</summary>
internal sealed class BaselineReset
{
    public long Number { get; init; }

    public required string Site { get; init; }

    /// <summary>From here on it is learnt anew, Unix ms.</summary>
    public long AtMs { get; init; }

    public required string Author { get; init; }

    public required string Reason { get; init; }
}

/// <summary>The tables of what is usual.</summary>
internal sealed class UsualModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<BaselineRow>(baseline =>
        {
            baseline.ToTable("baselines").HasKey(b => new { b.Site, b.HourOfWeek });
            baseline.OwnsOne(b => b.Values);
            baseline.Ignore(b => b.Sound);
            baseline.Ignore(b => b.Motion);
        });
        model.Entity<UsualHourRow>(hour =>
        {
            hour.ToTable("usual_hours").HasKey(h => new { h.Site, h.FromMs });
            hour.Property(h => h.Digest).HasConversion(digest => JsonSerializer.Serialize(digest, JsonSerializerOptions.Default),
                text => JsonSerializer.Deserialize<HourDigest>(text, JsonSerializerOptions.Default)!,
                new ValueComparer<HourDigest>((a, b) => ReferenceEquals(a, b), d => d.From.GetHashCode(), d => d));
        });
        model.Entity<SiteLearning>().ToTable("site_learning").HasKey(l => l.Site);
        model.Entity<BaselineReset>(reset =>
        {
            reset.ToTable("baseline_resets").HasKey(r => r.Number);
            reset.Property(r => r.Number).ValueGeneratedOnAdd();
            reset.HasIndex(r => r.Site);
        });
    }
}
