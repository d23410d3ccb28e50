using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Evidence;

/// <summary>A still or clip that was asked of a device. Instants are Unix ms.</summary>
internal sealed class Capture
{
    public required string Id { get; init; }

    /// <summary>One of the kinds of <see cref="Contracts.EvidenceRecord"/>.</summary>
    public required string Kind { get; init; }

    public required string Device { get; init; }

    public required string Site { get; init; }

    /// <summary>The instant asked for.</summary>
    public long AtMs { get; init; }

    public required string Why { get; init; }

    /// <summary>When its last block was stored; null = not yet.</summary>
    public long? ArrivedMs { get; set; }

    /// <summary>SHA-256 of each block that is on disk, lower-case hexadecimal.</summary>
    public List<string> Sha256 { get; set; } = [];

    /// <summary>When its (first) picture was taken; null = the device has not reported it, or has none.</summary>
    public long? TakenMs { get; set; }

    /// <summary>Seconds from the first picture to the last, as the device's record states; null = none has come.</summary>
    public double? Span { get; set; }

    /// <summary>How far the device's clock could be trusted, as a word; null = its record has not come.</summary>
    public string? Clock { get; set; }

    /// <summary>Where the device has no picture, when the nearest one was taken; null = the camera gave none.</summary>
    public long? NearestMs { get; set; }

    /// <summary>Length as the device's record states; null = none has come.</summary>
    public long? SaidBytes { get; set; }

    /// <summary>The digests of the device's record.</summary>
    public List<string> SaidSha256 { get; set; } = [];

    public CaptureCheck Check { get; set; }
}

/// <summary>How far the evidence reader has read a spool.</summary>
internal sealed class EvidencePosition
{
    public required string Spool { get; init; }

    public long Position { get; set; }
}

internal sealed class EvidenceModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<Capture>(capture =>
        {
            capture.ToTable("captures").HasKey(c => c.Id);
            capture.HasIndex(c => c.AtMs);
            capture.Property(c => c.Check).HasConversion<string>();
            foreach (var digests in new[] { capture.Property(c => c.Sha256), capture.Property(c => c.SaidSha256) })
            {
                digests.HasConversion(
                    blocks => JsonSerializer.Serialize(blocks, JsonSerializerOptions.Default),
                    text => JsonSerializer.Deserialize<List<string>>(text, JsonSerializerOptions.Default)!,
                    new ValueComparer<List<string>>((a, b) => a!.SequenceEqual(b!), a => a.Count, a => a.ToList()));
            }
        });
        model.Entity<EvidencePosition>(position => position.ToTable("evidence_positions").HasKey(p => p.Spool));
    }
}

/// <summary>A still's bytes are on disk; screens may show it.</summary>
internal sealed record StillArrived(string Id);

/// <summary>A further block of a clip is on disk.</summary>
/// <param name="Id">The clip.</param>
/// <param name="Complete">True: it was the last one.</param>
internal sealed record ClipGrew(string Id, bool Complete);

/// <summary>The device's record of a still or clip has been read.</summary>
internal sealed record CaptureSaid(string Id);
