using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Seals;

/// <summary>An anchor that was made.</summary>
internal sealed class AnchorRow
{
    public long Number { get; init; }

    /// <summary>Unix ms.</summary>
    public long MadeMs { get; init; }

    public long Seals { get; init; }

    public int Runs { get; init; }

    public required string Root { get; init; }

    /// <summary>Digest of the anchor before.</summary>
    public required string Previous { get; init; }
}

/// <summary>Which seals of a run of a device are in an anchor: numbers without a gap.</summary>
internal sealed class AnchoredRunRow
{
    public long Anchor { get; init; }

    /// <summary>In the anchor's tree, from 0.</summary>
    public int Place { get; init; }

    public required string Device { get; init; }

    public required string Boot { get; init; }

    /// <summary>Number of the first seal.</summary>
    public long FromSeq { get; init; }

    /// <summary>Number of the last.</summary>
    public long ToSeq { get; init; }

    /// <summary>Minute of the earliest, Unix ms.</summary>
    public long FromMs { get; init; }

    /// <summary>Minute of the latest.</summary>
    public long ToMs { get; init; }

    /// <summary>Hash in the anchor's tree.</summary>
    public required string Leaf { get; init; }
}

/// <summary>A root that vouched for a device's certificate of the seal; kept for life, because those are.</summary>
internal sealed class SealRootRow
{
    /// <summary>SHA-256 of the certificate.</summary>
    public required string Sha256 { get; init; }

    public required string Pem { get; init; }
}

/// <summary>The tables of anchors and roots. Seals themselves are rows of the reading store, as what they seal.</summary>
internal sealed class SealsModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<AnchorRow>().ToTable("seal_anchors").HasKey(a => a.Number);
        model.Entity<AnchorRow>().Property(a => a.Number).ValueGeneratedNever();
        model.Entity<AnchoredRunRow>().ToTable("seal_anchor_runs").HasKey(r => new { r.Anchor, r.Place });
        model.Entity<AnchoredRunRow>().HasIndex(r => new { r.Device, r.Boot });
        model.Entity<SealRootRow>().ToTable("seal_roots").HasKey(r => r.Sha256);
    }
}
