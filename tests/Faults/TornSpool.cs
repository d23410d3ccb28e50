using Solutions.Edge.ControlRoom.Spool;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Faults;

/// <summary>
/// Control room and agents are killed and the spool is damaged: half a frame at its end, an end that is missing, a bit that has flipped
/// anywhere, a ledger that is gone, or of which a bit has flipped. It must be logged, and what a device still has must come again; a destroyed record
/// that its device was allowed to forget is excused, and so is the embedded store if it keeps a destroyed one twice that came again.
/// </summary>
internal sealed class TornSpool : Fault
{
    private const int MostTorn = 8000;
    private int round;

    public override string Name => "torn and rotted spool";

    public override int Rounds(int kills) => OneIn(kills, 5);

    public override Task StrikeAsync(Rig rig, Random random) => rig.OutageAsync(async () =>
    {
        await rig.Room.KillAsync();
        await Task.WhenAll(rig.Devices.Select(d => d.KillAsync()));
        var folder = Path.Combine(rig.Data, "spool");
        var before = Frames(folder);
        var isDamaged = Damage(folder, random);
        var destroyed = before.Except(Frames(folder)).ToList();
        rig.Destroyed.UnionWith(destroyed);
        rig.Excused.UnionWith(destroyed.Except(rig.Devices.SelectMany(d => d.Waiting().Select(w => (d.Id, w.Boot, w.Stream, w.Seq)))));
        rig.Room.Start();
        foreach (var device in rig.Devices)
            device.Start();
        await rig.RecoverAsync();
        if (isDamaged)
            await Eventually.IsTrueAsync("word of the damage", () => Task.FromResult(
                rig.Room.Output.Contains("is damaged", StringComparison.Ordinal) || rig.Room.Output.Contains("The disk has lost", StringComparison.Ordinal)));
    });

    private bool Damage(string folder, Random random)
    {
        var segment = Directory.GetFiles(folder, "*.spool").Order(StringComparer.Ordinal).Last();
        var ledger = LedgerFile.In(folder);
        using var file = File.Open(segment, FileMode.Open);
        switch (round++ % 5)
        {
            case 0:
                var half = new byte[random.Next(1, 300)];
                random.NextBytes(half);
                file.Seek(0, SeekOrigin.End);
                file.Write(half);
                return true;
            case 1:
                file.SetLength(Math.Max(0, file.Length - random.Next(1, MostTorn)));
                file.Dispose();
                return IsTorn(folder);
            case 2:
                Flip(file, random);
                return true;
            case 3:
                using (var received = File.Open(ledger, FileMode.Open))
                    Flip(received, random);
                return true;
            default:
                File.Delete(ledger);
                return false;
        }
    }

    /// <summary>Of what is cut off right behind a frame, and was written after the ledger, nothing is left that could show it.</summary>
    private static bool IsTorn(string folder)
    {
        var segments = SpoolSegment.OpenAll(folder).ToList();
        var scan = new SpoolScan(segments[^1], segments[^1].Start, segments[^1].End);
        _ = scan.Records().Count();
        var isTorn = scan.Position != segments[^1].End;
        segments.ForEach(s => s.Dispose());
        return isTorn;
    }

    private static void Flip(FileStream file, Random random)
    {
        file.Position = random.NextInt64(file.Length);
        var rotted = (byte)(file.ReadByte() ^ (1 << random.Next(8)));
        file.Position--;
        file.WriteByte(rotted);
    }

    private static HashSet<(string Device, string Boot, string Stream, long Seq)> Frames(string folder)
    {
        var frames = new HashSet<(string, string, string, long)>();
        foreach (var segment in SpoolSegment.OpenAll(folder))
        {
            using (segment)
                frames.UnionWith(new SpoolScan(segment, segment.Start, segment.End).Records().Select(r => (r.Device, r.Boot, r.Stream, r.Seq)));
        }
        return frames;
    }
}
