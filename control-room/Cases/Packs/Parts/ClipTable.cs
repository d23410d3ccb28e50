using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Sessions;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Parts;

/// <summary>
/// The sound clips of the case: which there are, the digests that their device stated of the sealed bytes, and of those whose sound is in the pack its exhibit
/// mark, digest and scale. Pure.
/// </summary>
internal static class ClipTable
{
    private static readonly string[] Heads =
    [
        "clip", "session", "device", "asked", "by", "why", "from", "seconds", "sealedBytes", "state", "sha256OfBlocks", "mark", "sound", "sha256OfSound",
        "fullScaleDb", "enhancement", "whyDisclosed",
    ];

    public static PackPart Of(PackFacts facts) => PackTables.Table("clips.csv", Heads, facts.Clips.Select(c => (string[])
    [
        c.Id, c.Says.Session, c.Says.Device, PackWords.Utc(c.Asked.At), facts.For.Text(PackField.Hands, c.Asked.By), c.Says.Why,
        c.From is { } from ? PackWords.Utc(from) : "", c.Seconds?.ToString("R", CultureInfo.InvariantCulture) ?? "",
        c.Bytes.ToString(CultureInfo.InvariantCulture), ClipWords.State(c), string.Join(' ', c.Sha256), .. Sound(facts, c),
    ]));

    private static string[] Sound(PackFacts facts, ClipFacts clip) =>
        facts.Sound.FirstOrDefault(s => s.Clip.Id == clip.Id) is { } sound
            ? [PackExhibits.MarkOf(facts, sound), sound.Name, sound.Sha256, sound.FullScaleDb.ToString("0.00", CultureInfo.InvariantCulture),
                PackSound.Enhancement, sound.Reason]
            : ["", "", "", "", "", ""];
}
