using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Sites;

/// <summary>A site.</summary>
internal sealed class SiteRow
{
    public required string Id { get; init; }

    /// <summary>Its place among the others.</summary>
    public int Rank { get; set; }

    /// <summary>What is known of it, without its devices.</summary>
    public required SiteEntry Site { get; set; }

    /// <summary>Since when it is no site any more, Unix ms; null = it is one.</summary>
    public long? ClosedMs { get; set; }
}

/// <summary>A device, wherever it is.</summary>
internal sealed class DeviceRow
{
    public required string Id { get; init; }

    /// <summary>What is known of it, without its camera's zones.</summary>
    public required DeviceEntry Device { get; set; }
}

/// <summary>A device at a site: what has been is kept for good.</summary>
internal sealed class AssignmentRow
{
    public long Number { get; init; }

    public required string Device { get; init; }

    public required string Site { get; init; }

    /// <summary>Its place among the site's devices.</summary>
    public int Rank { get; set; }

    /// <summary>Unix ms; 0 = as long as is known.</summary>
    public long FromMs { get; init; }

    /// <summary>Unix ms; null = it is there now.</summary>
    public long? UntilMs { get; set; }
}

/// <summary>A zone of a device's camera.</summary>
internal sealed class ZoneRow
{
    public required string Device { get; init; }

    public required string Id { get; init; }

    /// <summary>Its place among the camera's zones.</summary>
    public int Rank { get; set; }

    public required ZoneEntry Zone { get; set; }
}

/// <summary>The catalogue as a whole: one row.</summary>
internal sealed class CatalogueRow
{
    public int Id { get; init; } = 1;

    /// <summary>Counts its changes.</summary>
    public long Version { get; set; }

    /// <summary>SHA-256 of the file that filled it, in hex; null = none did.</summary>
    public string? FilledFrom { get; set; }
}

/// <summary>The tables of the sites slice.</summary>
internal sealed class SitesModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        Json(model.Entity<SiteRow>().ToTable("sites"), s => s.Site);
        Json(model.Entity<DeviceRow>().ToTable("devices"), d => d.Device);
        var zones = model.Entity<ZoneRow>().ToTable("zones");
        zones.HasKey(z => new { z.Device, z.Id });
        Json(zones, z => z.Zone);
        model.Entity<AssignmentRow>(assignment =>
        {
            assignment.ToTable("assignments").HasKey(a => a.Number);
            assignment.Property(a => a.Number).ValueGeneratedOnAdd();
            // A device is at one place at a time.
            assignment.HasIndex(a => a.Device).IsUnique().HasFilter("\"UntilMs\" IS NULL");
        });
        model.Entity<CatalogueRow>().ToTable("catalogue").Property(c => c.Id).ValueGeneratedNever();
    }

    /// <summary>As it stands in a sites file.</summary>
    private static void Json<TRow, T>(EntityTypeBuilder<TRow> row, Expression<Func<TRow, T>> property) where TRow : class =>
        row.Property(property).HasConversion(entry => JsonSerializer.Serialize(entry, typeof(T), SitesJson.Default),
            text => (T)JsonSerializer.Deserialize(text, typeof(T), SitesJson.Default)!);
}
