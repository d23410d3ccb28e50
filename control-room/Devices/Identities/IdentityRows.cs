using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

/// <summary>An enrolment code that was issued. The secret itself is not kept.</summary>
internal sealed class EnrolmentCodeRow
{
    /// <summary>SHA-256 of the secret, hex.</summary>
    public required string Digest { get; init; }

    public required string Device { get; init; }

    /// <summary>Unix ms.</summary>
    public long IssuedMs { get; init; }

    /// <summary>Unix ms.</summary>
    public long ExpiresMs { get; init; }

    /// <summary>Unix ms; null = it has not served.</summary>
    public long? UsedMs { get; set; }

    /// <summary>Unix ms; null = it was not withdrawn.</summary>
    public long? WithdrawnMs { get; set; }
}

/// <summary>A certificate that a device was given; kept for life, because what it sealed is.</summary>
internal sealed class DeviceCertificateRow
{
    /// <summary>Serial number, hex.</summary>
    public required string Serial { get; init; }

    public required string Device { get; init; }

    /// <summary>True: of the seal; false: of the device's connections.</summary>
    public bool IsSeal { get; init; }

    public required string Pem { get; init; }

    /// <summary>Unix ms.</summary>
    public long IssuedMs { get; init; }

    /// <summary>Unix ms.</summary>
    public long ExpiresMs { get; init; }

    /// <summary>Unix ms; null = it was not revoked.</summary>
    public long? RevokedMs { get; set; }

    public string? Reason { get; set; }
}

/// <summary>A device of which two at once hold the identity.</summary>
internal sealed class DeviceHoldRow
{
    public required string Device { get; init; }

    /// <summary>Unix ms.</summary>
    public long SinceMs { get; init; }

    public required string Reason { get; init; }
}

/// <summary>The tables of device identities.</summary>
internal sealed class IdentitiesModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<EnrolmentCodeRow>().ToTable("enrolment_codes").HasKey(c => c.Digest);
        model.Entity<EnrolmentCodeRow>().HasIndex(c => c.Device);
        model.Entity<DeviceCertificateRow>().ToTable("device_certificates").HasKey(c => c.Serial);
        model.Entity<DeviceCertificateRow>().HasIndex(c => c.Device);
        model.Entity<DeviceHoldRow>().ToTable("device_holds").HasKey(h => h.Device);
    }
}
