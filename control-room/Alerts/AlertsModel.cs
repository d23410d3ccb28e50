using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>How far a site's grain had read the spool when its alerts were last stored.</summary>
internal sealed class SitePosition
{
    public required string Site { get; init; }

    /// <summary>The spool's <see cref="Spool.RecordSpool.Id"/>; null = written before positions had it, when the store lay beside its spool.</summary>
    public string? Spool { get; set; }

    public long Position { get; set; }
}

/// <summary>The tables of the alerts slice.</summary>
internal sealed class AlertsModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<Alert>(alert =>
        {
            alert.ToTable("alerts").HasKey(a => a.Id);
            alert.Ignore(a => a.SilentSinceMs);
            alert.Property(a => a.Source).HasConversion(source => source.ToString(), text => Source.Parse(text));
            alert.Property(a => a.State).HasConversion<string>();
            alert.Property(a => a.Verdict).HasConversion<string>();
            alert.Property(a => a.Cause).HasConversion<string>();
            alert.Property(a => a.Devices).HasConversion(
                devices => JsonSerializer.Serialize(devices, JsonSerializerOptions.Default),
                text => JsonSerializer.Deserialize<List<string>>(text, JsonSerializerOptions.Default)!,
                new ValueComparer<List<string>>((a, b) => a!.SequenceEqual(b!), a => a.Count, a => a.ToList()));
            alert.HasIndex(a => new { a.Site, a.LastMs });
            alert.HasIndex(a => a.SinceMs);
            alert.HasIndex(a => a.Visit);
        });
        model.Entity<AlertTransition>(transition =>
        {
            transition.ToTable("alert_transitions").HasKey(t => t.Number);
            transition.Property(t => t.Number).ValueGeneratedOnAdd();
            transition.Property(t => t.Event).HasConversion<string>();
            transition.Property(t => t.State).HasConversion<string>();
            transition.HasIndex(t => t.Alert);
        });
        model.Entity<SitePosition>().ToTable("site_positions").HasKey(p => p.Site);
        model.Entity<SiteQuiet>().ToTable("site_quiet").HasKey(q => q.Site);
        model.Entity<JudgedBoot>().ToTable("judged_boots").HasKey(b => new { b.Site, b.Device, b.Boot });
    }
}
