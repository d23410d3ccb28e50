using System.Security.Cryptography;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Evidence;

/// <summary>A home in which an evidence session may run, with the private key of its site.</summary>
internal sealed class SoundHome : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly Place place;

    public SoundHome(TimeProvider time)
    {
        place = Place.Open(folder.Path, new CollectedLog<Place>());
        Permission = new(place, new(time, () => new(IsSet, null)), time);
        Ring = new(Permission);
    }

    public SoundPermission Permission { get; }

    public SoundRing Ring { get; }

    /// <summary>Whether the device's clock is set.</summary>
    public bool IsSet { get; set; } = true;

    /// <summary>The control room sends what holds at the home; without an expiry no session runs.</summary>
    public void Take(DateTimeOffset? expires, string session = "e-1") => place.Take(new PlaceConfiguration
    {
        Type = SiteType.HOME,
        Sound = expires is { } at ? new() { Session = session, Expires = at, Key = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()) } : null,
    }.Numbered().Write());

    public ClipWav Open(string clip, string wrapped, byte[] blocks) => ClipWav.Read(SealedSound.Open(WrappedKey.Unwrap(wrapped, key, clip), clip, blocks));

    public void Dispose()
    {
        key.Dispose();
        folder.Dispose();
    }
}
