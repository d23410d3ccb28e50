using System.Globalization;
using System.Security.Cryptography;
using Solutions.Edge.ControlRoom.Cases.Sessions;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Facts;

/// <summary>The sound of a clip that an officer chose for a pack. Its bytes are in memory only: overwrite them once the pack is written.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Reason">Why it is disclosed, in the officer's words.</param>
/// <param name="Wav">The file as the device made it.</param>
/// <param name="FullScaleDb">Level of 0 dBFS, as the file states it.</param>
internal sealed record PackSound(ClipFacts Clip, string Reason, byte[] Wav, double FullScaleDb)
{
    public const string Enhancement = "no enhancement was applied";

    /// <summary>Of the part.</summary>
    public string Name => $"clips/{Clip.Id}.wav";

    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Wav));

    /// <summary>As an exhibit.</summary>
    public string Words => $"the sound of {PackWords.Utc(Clip.From ?? Clip.Asked.At)} at {Clip.Says.Device}, {Name}, "
        + string.Create(CultureInfo.InvariantCulture, $"0 dBFS = {FullScaleDb:0.00} dB re 20 µPa, {Enhancement}, SHA-256 {Sha256}");
}
