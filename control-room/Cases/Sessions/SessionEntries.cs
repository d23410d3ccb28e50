using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Cases.Sessions;

/// <summary>On what the recording of sound at a home rests.</summary>
internal enum LawfulBasis
{
    /// <summary>A letter said that monitoring may be used.</summary>
    Overt,

    /// <summary>An officer assessed it as not surveillance: asked for by button or officer, no louder than the unaided ear in that room.</summary>
    AssessedNotSurveillance,
}

/// <summary>An evidence session: until it expires the microphones of a home may keep the last sound and deliver clips.</summary>
/// <param name="Session">Its id.</param>
/// <param name="Site">The home.</param>
/// <param name="Authoriser">The person that authorised it, by name and office.</param>
/// <param name="Basis">On what it rests.</param>
/// <param name="Dated">The date of the letter, or of the assessment.</param>
/// <param name="Policy">Of an assessment, the policy's reference; empty = it is overt.</param>
/// <param name="Officer">Of an assessment, the officer that made it; empty = it is overt.</param>
/// <param name="Expires">When it ends by itself.</param>
internal sealed record SessionEntered(
    string Session, string Site, string Authoriser, LawfulBasis Basis, DateOnly Dated, string Policy, string Officer, DateTimeOffset Expires) : EntryBody
{
    /// <summary>The basis in words.</summary>
    public string Rests => Basis == LawfulBasis.Overt ? $"overt: the letter of {Day(Dated)} said that monitoring may be used"
        : $"assessed as not surveillance by {Officer} on {Day(Dated)}, policy {Policy}";

    public override string Words => string.Create(CultureInfo.InvariantCulture,
        $"Evidence session {Session} until {Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC, authorised by {Authoriser}; {Rests}");

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}

/// <summary>A session was ended before it expired.</summary>
internal sealed record SessionEnded(string Session, string Why) : EntryBody
{
    public override string Words => $"Evidence session {Session} ended: {Why}";
}

/// <summary>A sound clip was asked of a device. It belongs to the case as long as this entry is not struck.</summary>
/// <param name="Clip">Its id.</param>
/// <param name="Session">The session in which it was.</param>
/// <param name="Site">The home.</param>
/// <param name="Device">The device.</param>
/// <param name="Why">For what.</param>
internal sealed record ClipAsked(string Clip, string Session, string Site, string Device, string Why) : EntryBody
{
    public override string Words => $"Sound clip {Clip} asked for: {Why}";
}

/// <summary>A copy of a clip's sound went out in a pack.</summary>
/// <param name="Clip">Its id.</param>
/// <param name="Sha256">SHA-256 of the sound as it stands there, in lower-case hexadecimal.</param>
/// <param name="Pack">The pack's file.</param>
/// <param name="For">For whom the pack is, in words.</param>
/// <param name="Mark">Its mark as an exhibit.</param>
/// <param name="Why">Why, in the officer's words.</param>
internal sealed record ClipDisclosed(string Clip, string Sha256, string Pack, string For, string Mark, string Why) : EntryBody
{
    public override string Words => $"A copy of the sound of clip {Clip}, SHA-256 {Sha256}, disclosed in pack {Pack} {For} as exhibit {Mark}: {Why}";
}

/// <summary>A copy of a destroyed clip's sound that is out.</summary>
/// <param name="Pack">In which pack.</param>
/// <param name="For">For whom.</param>
/// <param name="At">Since when.</param>
internal sealed record DisclosedCopy(string Pack, string For, DateTimeOffset At)
{
    public string Words => string.Create(CultureInfo.InvariantCulture, $"pack {Pack} {For} on {At.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
}

/// <summary>The certificate that a clip is destroyed: first its key, then its bytes.</summary>
/// <param name="Clip">Its id.</param>
/// <param name="Sha256">SHA-256 of its sealed bytes, in lower-case hexadecimal; of none = there were none.</param>
/// <param name="Bytes">How many there were.</param>
/// <param name="Rule">By which rule.</param>
/// <param name="Disclosed">Copies of its sound that went out before; null = none did.</param>
internal sealed record ClipDestroyed(string Clip, string Sha256, long Bytes, string Rule, IReadOnlyList<DisclosedCopy>? Disclosed = null) : EntryBody
{
    public override string Words => string.Create(CultureInfo.InvariantCulture,
        $"Sound clip {Clip} destroyed, its key first and then its {Bytes} sealed bytes with the SHA-256 {Sha256}: {Rule}") + Copies;

    /// <summary>What of its sound is out of reach; empty = nothing.</summary>
    public string Copies => Disclosed is { Count: > 0 } ? $". A copy of its sound was disclosed in {string.Join(", in ", Disclosed.Select(d => d.Words))}; "
        + "what is kept here of that is erased with it" : "";
}
