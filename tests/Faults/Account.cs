using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.Faults;

/// <summary>What devices handed in, beside what the control room has: by (device, boot, stream), every number from 1 to the highest once.</summary>
/// <param name="Sent">Records that the devices numbered.</param>
/// <param name="Lost">Of these, how many are neither in the spool nor waiting on their device.</param>
/// <param name="Waiting">How many are not in the spool and wait on their device.</param>
/// <param name="Doubled">Frames in the spool beyond the first of a record.</param>
/// <param name="Stored">What the reading store says of what it has been given; null = it was not asked.</param>
/// <param name="Openings">When a gate was forced, by the devices' records, in order.</param>
/// <param name="Missing">The lost records by name, the first few.</param>
internal sealed record Account(int Sent, int Lost, int Waiting, int Doubled, StoreContents Stored, IReadOnlyList<DateTimeOffset> Openings, string Missing)
{
    private const int Named = 10;

    public static async Task<Account> OfAsync(string data, IReadOnlyList<Device> devices)
    {
        await using var spool = Spool.Open(Path.Combine(data, "spool"), TimeProvider.System, NullLogger<Spool>.Instance);
        var frames = spool.Read(0, spool.Durable).ToList();
        var spooled = frames.Select(f => (f.Device, f.Boot, f.Stream, f.Seq)).ToHashSet();
        var sent = (from device in devices
                    from run in device.HandedIn.Select(h => (h.Key.Boot, h.Key.Stream, Highest: h.Value))
                        .Concat(frames.Where(f => f.Device == device.Id).Select(f => (f.Boot, f.Stream, Highest: f.Seq))).GroupBy(r => (r.Boot, r.Stream))
                    from seq in Enumerable.Range(1, (int)run.Max(r => r.Highest))
                    select (Device: device.Id, run.Key.Boot, run.Key.Stream, Seq: (long)seq)).ToList();
        var waiting = devices.SelectMany(d => d.Waiting.Select(w => (d.Id, w.Boot, w.Stream, w.Seq))).ToHashSet();
        var missing = sent.Where(s => !spooled.Contains(s)).ToLookup(waiting.Contains);
        return new(sent.Count, missing[false].Count(), missing[true].Count(), frames.Count - spooled.Count, StoreContents.OfDuckDb(data, frames), Forced(frames),
            string.Join(", ", missing[false].Take(Named).Select(m => $"{m.Device}/{m.Boot[..4]}/{m.Stream}/{m.Seq}")));
    }

    /// <summary>Every opening, in the device's own order: its bolt is always thrown.</summary>
    private static List<DateTimeOffset> Forced(IEnumerable<SpoolRecord> frames)
    {
        var openings = new List<DateTimeOffset>();
        foreach (var device in frames.Where(f => f.Stream == Streams.Gate).DistinctBy(f => (f.Device, f.Boot, f.Seq)).GroupBy(f => f.Device))
        {
            var contact = ContactState.Open;
            foreach (var gate in device.Select(f => (GateRecord)RecordJson.Read(f.Stream, f.Payload.Span)).OrderBy(g => g.Bn).ThenBy(g => g.Seq))
            {
                if ((contact, gate.Contact) == (ContactState.Closed, ContactState.Open))
                    openings.Add(gate.T);
                contact = gate.Contact ?? contact;
            }
        }
        return [.. openings.Order()];
    }
}
