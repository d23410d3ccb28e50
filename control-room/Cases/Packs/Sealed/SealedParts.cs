using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Sealed;

/// <summary>The parts by which rows are held against what their devices sealed, without the control room. Pure.</summary>
internal static class SealedParts
{
    public const string KeysName = "seal-keys.ndjson", AuthoritiesName = "seal-authorities.pem", AnchorsName = "anchors.ndjson";

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    public static IEnumerable<PackPart> Of(PackFacts facts)
    {
        var nights = facts.Nights.Select(n => Of(n, facts.For.Has(PackField.Seconds))).ToList();
        yield return PackPart.Of(SealedNights.FileName, SealedNights.Write(nights));
        foreach (var (night, of) in facts.Nights.Zip(nights))
            yield return Seals(night, of.Seals);
        yield return PackPart.Of(KeysName, string.Concat(facts.Nights.SelectMany(n => n.Seals.Keys).DistinctBy(k => (k.Device, k.Id))
            .Select(k => JsonSerializer.Serialize(k, ContractsJson.Default.SealKey) + "\n")));
        yield return PackPart.Of(AuthoritiesName, facts.Nights.Select(n => n.Seals.Authorities).FirstOrDefault("").TrimEnd('\n') + "\n");
        yield return PackPart.Of(AnchorsName, string.Concat(facts.Held.Select(h => JsonSerializer.Serialize(h, Form) + "\n")));
    }

    /// <summary>A line of <see cref="AnchorsName"/>.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ControlRoom.Seals.HeldRun ReadHeld(string line) => JsonSerializer.Deserialize<ControlRoom.Seals.HeldRun>(line, Form) is { } held
        && held is { Anchor: not null, Device: not null, Boot: not null, Digests: not null, Path: not null } && Ids.IsValid(held.Device)
        && Ids.IsBoot(held.Boot)
        ? held : throw new JsonException("it is no run of seals");

    internal static SealedNight Of(PackNight night, bool withSeconds)
    {
        string[] streams = withSeconds ? [Streams.Noise, Streams.NoiseMinute] : [Streams.NoiseMinute];
        return new(night.Folder, night.Place.Device, night.SealedFrom, night.SealedTo, night.Runs, streams,
            night.KeptSince.Where(k => streams.Contains(k.Key) && k.Value > night.SealedFrom).ToDictionary(), [.. Absent(night, streams)]);
    }

    /// <summary>The device's seals of the night, as it sent them.</summary>
    private static PackPart Seals(PackNight night, string name) => new(name, async (to, stopping) =>
    {
        foreach (var seal in night.Seals.Seals)
            await to.WriteAsync(ReadingLine.Write(new(night.Place.Device, seal)), stopping);
    });

    /// <summary>What its seals hold and never came: a device that was full, or a line that was down for too long.</summary>
    private static IEnumerable<AbsentRows> Absent(PackNight night, string[] streams)
    {
        var there = night.Seconds.Select(s => (Streams.Noise, s.Boot, s.Seq))
            .Concat(night.Minutes.Select(m => (Streams.NoiseMinute, m.Boot, m.Seq))).ToHashSet();
        var runs = night.Seals.Seals.Select(s => s.Boot).ToHashSet();
        foreach (var run in night.Runs.Concat(night.Minutes.Select(m => m.Boot)).Distinct().Where(r => !runs.Contains(r)))
            yield return new(AbsentRows.Run, run, 1, 0);
        var last = new Dictionary<bool, SealRecord>();
        foreach (var seal in night.Seals.Seals)
        {
            foreach (var (stream, rows) in seal.Streams.Where(s => streams.Contains(s.Key)).OrderBy(s => s.Key, StringComparer.Ordinal))
            {
                for (var seq = rows.From; seq < rows.End; seq++)
                {
                    var first = seq;
                    while (seq < rows.End && !there.Contains((stream, seal.Boot, seq)))
                        seq++;
                    if (seq > first)
                        yield return new(stream, seal.Boot, first, seq - first);
                }
            }
            var isSeeded = ControlRoom.Seals.SealKeyRing.IsSeeded(seal.Boot);
            if (last.TryGetValue(isSeeded, out var before) && before.Boot == seal.Boot && seal.Seq > before.Seq + 1)
                yield return new(Streams.Seal, seal.Boot, before.Seq + 1, seal.Seq - before.Seq - 1);
            else if (before is not null && before.Boot != seal.Boot && seal.Seq > 1)
                yield return new(Streams.Seal, seal.Boot, 1, seal.Seq - 1);
            else if (before is not null && before.Boot != seal.Boot && seal.Previous != SealHead.DigestOf(night.Place.Device, before))
                yield return new(AbsentRows.Chain, seal.Boot, seal.Seq, 1);
            last[isSeeded] = seal;
        }
    }
}
