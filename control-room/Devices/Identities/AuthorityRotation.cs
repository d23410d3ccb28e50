using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices.Authority;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

/// <summary>A root of the device authority.</summary>
/// <param name="Name">As its certificates name it.</param>
/// <param name="Sha256">Of its certificate, in hex.</param>
/// <param name="Ends">Until when it is valid.</param>
/// <param name="Issues">True: devices get certificates of it from now on.</param>
/// <param name="Devices">How many devices hold a certificate of it, and none of a newer one.</param>
internal sealed record RootView(string Name, string Sha256, DateTimeOffset Ends, bool Issues, int Devices);

/// <summary>Puts a new root of the device authority in the place of the old one, and counts which devices have followed.</summary>
internal sealed class AuthorityRotation(IDbContextFactory<ControlRoomDb> databases, DeviceAuthority authority, DeviceIdentities identities, TimeProvider time)
{
    /// <summary>The roots that are believed, the newest first.</summary>
    public async Task<IReadOnlyList<RootView>> ListAsync(CancellationToken cancellationToken)
    {
        var latest = time.GetUtcNow().ToUnixTimeMilliseconds() - (long)DeviceKey.RenewableFor.TotalMilliseconds;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // What can serve no more, not even for a renewal, holds nothing up.
        var rows = await db.Set<DeviceCertificateRow>().AsNoTracking().Where(c => !c.IsSeal && c.RevokedMs == null && c.ExpiresMs > latest)
            .ToListAsync(cancellationToken);
        var issuers = rows.GroupBy(c => c.Device).Select(its => IssuerOf(its.MaxBy(c => c.IssuedMs)!)).ToList();
        return [.. authority.Believed.Select((root, n) => new RootView(
            root.Subject, root.GetCertHashString(HashAlgorithmName.SHA256), new(root.NotAfter), n == 0, issuers.Count(i => i == root.Subject)))];
    }

    /// <summary>A new root beside the present one.</summary>
    /// <returns>Why there is none, in a sentence; null = there is.</returns>
    public async Task<string?> BeginAsync(CancellationToken cancellationToken)
    {
        if (authority.Believed.Count > 1)
            return "There are two roots already; retire the old one first.";
        authority.BeginRotation();
        await identities.OpenAsync(cancellationToken);
        return null;
    }

    /// <summary>The old root is believed no more.</summary>
    /// <param name="force">Also while devices hold a certificate of it: they have to enrol anew.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why it still is, in a sentence; null = it is not.</returns>
    public async Task<string?> RetireAsync(bool force, CancellationToken cancellationToken)
    {
        if (await ListAsync(cancellationToken) is not [_, var old])
            return "There is only one root; make a new one first.";
        if (old.Devices > 0 && !force)
            return FormattableString.Invariant($"{old.Devices} devices still hold a certificate of the old root and would have to enrol anew. ")
                + "They renew it by themselves within a day of being on; force retires it all the same.";
        authority.EndRotation();
        await identities.OpenAsync(cancellationToken);
        return null;
    }

    private static string IssuerOf(DeviceCertificateRow row)
    {
        using var certificate = X509Certificate2.CreateFromPem(row.Pem);
        return certificate.Issuer;
    }
}
