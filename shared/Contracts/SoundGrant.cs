using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>
/// An evidence session as a device knows it: until <see cref="Expires"/> its microphone may keep the last seconds of sound in memory, and deliver a clip
/// that it is asked for. Without one it keeps none.
/// </summary>
public sealed record SoundGrant
{
    /// <summary>The session's id, 1 to 64 letters, digits, - or _.</summary>
    [JsonRequired]
    public string Session { get; init; } = "";

    /// <summary>From this instant on nothing is kept or delivered.</summary>
    [JsonRequired]
    public DateTimeOffset Expires { get; init; }

    /// <summary>The site's evidence key, to which each clip's own key is wrapped: SubjectPublicKeyInfo of NIST P-256 in base64.</summary>
    [JsonRequired]
    public string Key { get; init; } = "";

    internal string? FindFault() => !Ids.IsValid(Session) ? new Fault("sound.session", Session, "an id of 1 to 64 letters, digits, - or _").ToString()
        : Expires is not { Year: >= 1970 and <= 2199 } ? new Fault("sound.expires", Expires, "an instant from 1970 to 2199").ToString()
        : !WrappedKey.IsPublic(Key) ? new Fault("sound.key", Key, "a public key of P-256 (SubjectPublicKeyInfo) in base64").ToString() : null;
}
