using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.Faults;

/// <summary>What devices handed in, beside what the control room has: by (device, boot, stream), every number from 1 to the highest once.</summary>
/// <param name="Sent">Records that the devices numbered.</param>
/// <param name="Lost">Of these, how many are neither in the spool nor waiting on their device.</param>
/// <param name="Excused">How many more are not, and no promise covers them.</param>
/// <param name="Waiting">How many are not in the spool and wait on their device.</param>
/// <param name="Doubled">Frames in the spool beyond the first of a record.</param>
/// <param name="Stored">The reading store beside the spool.</param>
/// <param name="Openings">When a gate was forced by its device's clock, and when that arrived; in order of the former.</param>
/// <param name="Missing">The records that are not in the spool by name, the first few.</param>
internal sealed record Account(
    int Sent, int Lost, int Excused, int Waiting, int Doubled, StoreContents Stored, IReadOnlyList<(DateTimeOffset At, DateTimeOffset Arrival)> Openings,
        string Missing)
{
    private const int Named = 10;

    public static async Task<Account> OfAsync(Rig rig)
    {
        await using var spool = RecordSpool.Open(Path.Combine(rig.Data, "spool"), TimeProvider.System, NullLogger<RecordSpool>.Instance);
        var frames = spool.Read(0, spool.Durable).ToList();
        var spooled = frames.Select(f => (f.Device, f.Boot, f.Stream, f.Seq)).ToHashSet();
        var waiting = rig.Devices.SelectMany(d => d.Waiting().Select(w => (d.Id, w.Boot, w.Stream, w.Seq))).ToHashSet();
        var sent = (from device in rig.Devices
                    from run in device.HandedIn.Select(h => (h.Key.Boot, h.Key.Stream, Highest: h.Value))
                        .Concat(frames.Where(f => f.Device == device.Id).Select(f => (f.Boot, f.Stream, Highest: f.Seq))).GroupBy(r => (r.Boot, r.Stream))
                    from seq in Enumerable.Range(1, (int)run.Max(r => r.Highest))
                    select (Device: device.Id, run.Key.Boot, run.Key.Stream, Seq: (long)seq)).ToList();
        var missing = sent.Where(s => !spooled.Contains(s)).ToList();
        var lost = missing.Where(m => !waiting.Contains(m) && !rig.Excused.Contains(m)).ToList();
        return new(sent.Count, lost.Count, missing.Count(m => !waiting.Contains(m) && rig.Excused.Contains(m)), missing.Count(waiting.Contains),
            frames.Count - spooled.Count,
            await StoreContents.OfAsync(rig, frames), Forced(frames),
                string.Join(", ", lost.Concat(missing.Where(waiting.Contains)).Take(Named).Select(m => $"{m.Device}/{m.Boot[..4]}/{m.Stream}/{m.Seq}")));
    }

    /// <summary>Every opening, in the device's own order: its bolt is always thrown.</summary>
    private static List<(DateTimeOffset At, DateTimeOffset Arrival)> Forced(IEnumerable<SpoolRecord> frames)
    {
        var openings = new List<(DateTimeOffset, DateTimeOffset)>();
        foreach (var device in frames.Where(f => f.Stream == Streams.Gate).DistinctBy(f => (f.Device, f.Boot, f.Seq)).GroupBy(f => f.Device))
        {
            var contact = ContactState.Open;
            foreach (var (gate, arrival) in device.Select(f => ((GateRecord)RecordJson.Read(f.Stream, f.Payload.Span), f.Arrival)).OrderBy(g =>
                g.Item1.Bn).ThenBy(g => g.Item1.Seq))
            {
                if ((contact, gate.Contact) == (ContactState.Closed, ContactState.Open))
                    openings.Add((gate.T, arrival));
                contact = gate.Contact ?? contact;
            }
        }
        openings.Sort();
        return openings;
    }
}
