using System.Security.Cryptography.X509Certificates;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices.Authority;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

/// <summary>Which device shows a certificate, or why none does.</summary>
/// <param name="Device">The device, or <see cref="DeviceAuthority.ControlRoom"/>; null = none that is believed.</param>
/// <param name="Refusal">A sentence; null = it is believed.</param>
internal readonly record struct Verdict(string? Device, string? Refusal)
{
    public static Verdict No(string refusal) => new(null, refusal);
}

/// <summary>Judges certificates of clients, for HTTPS and MQTT alike.</summary>
internal sealed class DeviceJudge(DeviceAuthority authority, DeviceStanding standing, TimeProvider time)
{
    /// <param name="certificate">What the client shows.</param>
    /// <param name="renews">True: it asks for new certificates, which it may for 90 days after the old one expired.</param>
    public Verdict Judge(X509Certificate2? certificate, bool renews = false)
    {
        if (certificate is null)
            return Verdict.No("no certificate was shown; enrol the device");
        if (!authority.Vouches(certificate))
            return Verdict.No("the certificate is not of this control room; enrol the device here");
        if (certificate.RawDataMemory.Span.SequenceEqual(authority.Client.RawDataMemory.Span))
            return new(DeviceAuthority.ControlRoom, null);
        if (standing.Find(certificate.SerialNumber) is not { } issued)
            return Verdict.No("the certificate is not known here; enrol the device anew");
        if (issued.Revoked is { } reason)
            return Verdict.No($"the certificate of device '{issued.Device}' was revoked ({reason}); enrol the device anew");
        var now = time.GetUtcNow();
        if (now >= issued.Expires + (renews ? DeviceKey.RenewableFor : TimeSpan.Zero))
            return Verdict.No($"the certificate of device '{issued.Device}' expired at {issued.Expires.UtcDateTime:u}; "
                + (renews ? "that is over 90 days ago: enrol the device anew" : "the device renews it by itself"));
        if (standing.HoldOf(issued.Device) is { } held)
            return Verdict.No($"device '{issued.Device}' is not believed ({held}); an engineer has to decide");
        return new(issued.Device, null);
    }
}
