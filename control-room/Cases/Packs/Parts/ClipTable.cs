using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Sessions;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Parts;

/// <summary>The sound clips of the case: which there are, and the digests that their device stated of the sealed bytes. Pure.</summary>
internal static class ClipTable
{
    public static PackPart Of(PackFacts facts) => PackTables.Table("clips.csv",
        ["clip", "session", "device", "asked", "by", "why", "from", "seconds", "sealedBytes", "state", "sha256OfBlocks"], facts.Clips.Select(c => new[]
        {
            c.Id, c.Says.Session, c.Says.Device, PackWords.Utc(c.Asked.At), facts.For.Text(PackField.Hands, c.Asked.By), c.Says.Why,
            c.From is { } from ? PackWords.Utc(from) : "", c.Seconds?.ToString("R", CultureInfo.InvariantCulture) ?? "",
            c.Bytes.ToString(CultureInfo.InvariantCulture), ClipWords.State(c), string.Join(' ', c.Sha256),
        }));
}
