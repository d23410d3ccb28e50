using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices.Authority;
using Solutions.Edge.ControlRoom.Devices.Identities;

namespace Solutions.Edge.ControlRoom.Seals;

/// <summary>The keys by which devices sign, those that expired or were revoked too, and the roots that vouch or vouched for them.</summary>
/// <param name="databases">Where the certificates are.</param>
/// <param name="authority">What vouches now.</param>
/// <param name="isDemonstration">True: a key that a seal itself states is taken, and shown to be of no enrolled device.</param>
internal sealed class SealKeyRing(IDbContextFactory<ControlRoomDb> databases, DeviceAuthority authority, bool isDemonstration)
{
    /// <summary>The runs of a demonstration's own rows begin so.</summary>
    private static readonly string Seeded = new('0', 24);

    /// <summary>Whether a run is a demonstration's own.</summary>
    public static bool IsSeeded(string boot) => boot.StartsWith(Seeded, StringComparison.Ordinal);

    /// <summary>The keys of a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="stated">Seals that may state a key of their own.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public async Task<IReadOnlyList<SealKey>> OfAsync(string device, IEnumerable<SealRecord> stated, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var issued = await db.Set<DeviceCertificateRow>().AsNoTracking().Where(c => c.Device == device && c.IsSeal).OrderBy(c => c.IssuedMs)
            .ToListAsync(cancellationToken);
        List<SealKey> keys = [.. issued.Select(c => SealKey.Of(device, c.Pem,
            c.RevokedMs is { } revoked ? DateTimeOffset.FromUnixTimeMilliseconds(revoked) : null))];
        if (isDemonstration)
        {
            keys.AddRange(stated.Where(s => s.PublicKey is not null).DistinctBy(s => s.PublicKey).Select(s => SealKey.Of(device, s.PublicKey!,
                IsSeeded(s.Boot) ? SealKeyKind.Seeded : SealKeyKind.NotEnrolled)));
        }
        return [.. keys.DistinctBy(k => k.Id)];
    }

    /// <summary>Every root that vouches or vouched for a device, PEM.</summary>
    public async Task<string> AuthoritiesAsync(CancellationToken cancellationToken)
    {
        await KeepRootsAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return string.Join('\n', await db.Set<SealRootRow>().AsNoTracking().OrderBy(r => r.Sha256).Select(r => r.Pem).ToListAsync(cancellationToken));
    }

    /// <summary>A root that is retired is gone from the authority, and what it vouched for is not.</summary>
    public async Task KeepRootsAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var known = await db.Set<SealRootRow>().AsNoTracking().Select(r => r.Sha256).ToListAsync(cancellationToken);
        foreach (X509Certificate2 root in authority.Believed)
        {
            var sha256 = root.GetCertHashString(HashAlgorithmName.SHA256);
            if (!known.Contains(sha256))
                db.Add(new SealRootRow { Sha256 = sha256, Pem = root.ExportCertificatePem() });
        }
        await db.SaveChangesAsync(cancellationToken);
    }
}
