using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Seals;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Sealed;

/// <summary>A row of a table of the pack, and which it is.</summary>
/// <param name="Record">What it says.</param>
/// <param name="Row">Of the table, from 1; of a file without a heading its line.</param>
internal readonly record struct NumberedRow<T>(T Record, int Row) where T : UpRecord;

/// <summary>Reads seals and rows out of a pack. What does not read is a fault that names its row.</summary>
internal sealed class SealedReader(ZipArchive zip, List<PackFault> faults)
{
    private static readonly RowLayout Minute = RowLayout.Find(Streams.NoiseMinute)!;

    public bool Has(string part) => zip.GetEntry(part) is not null;

    public string Text(string part)
    {
        using var reader = new StreamReader(new MemoryStream(Bytes(part)), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public IReadOnlyList<SealedNight>? Nights()
    {
        using var content = zip.GetEntry(SealedNights.FileName)!.Open();
        return SealedNights.Read(content);
    }

    public IReadOnlyList<SealKey> Keys() => [.. Lines(SealedParts.KeysName, line => JsonSerializer.Deserialize(line, ContractsJson.Default.SealKey)
        ?? throw new JsonException("it is no key"))];

    public IReadOnlyList<HeldRun> Held() => [.. Lines(SealedParts.AnchorsName, SealedParts.ReadHeld)];

    /// <summary>Its seals; those of another device are none of the night's.</summary>
    public IReadOnlyList<NumberedRow<SealRecord>> Seals(SealedNight night) =>
        [.. Lines(night.Seals, line => ReadingLine.Read(Encoding.UTF8.GetBytes(line)) is { Record: SealRecord seal } stored && stored.Device == night.Device
            ? seal : throw new RecordException($"it is no seal of {night.Device}")).Select((seal, i) => new NumberedRow<SealRecord>(seal, i + 1))];

    public IReadOnlyList<NumberedRow<NoiseMinuteRecord>> Minutes(SealedNight night) =>
        Rows(night.Minutes, RowCsv.Header(Minute), line => (NoiseMinuteRecord)RowCsv.Read(Minute, line));

    public IReadOnlyList<NumberedRow<NoiseRecord>> Seconds(SealedNight night)
    {
        var bands = new BandsByNumber(Bytes(night.Bands));
        if (bands.Fault is { } fault)
            faults.Add(new(night.Bands, $"{night.Bands} {fault}."));
        var rows = Rows(night.Seconds, SecondRow.Heads, line => bands.Of(line, night.Runs));
        if (bands.Left > 0)
            faults.Add(new(night.Bands, FormattableString.Invariant($"{night.Bands} has bands of {bands.Left} seconds that {night.Seconds} has not.")));
        return rows;
    }

    private List<NumberedRow<T>> Rows<T>(string part, string heads, Func<string, T> read) where T : UpRecord
    {
        var rows = new List<NumberedRow<T>>();
        if (zip.GetEntry(part) is not { } entry)
        {
            faults.Add(new(part, $"{part} is missing: {SealedNights.FileName} states its rows."));
            return rows;
        }
        using var reader = new StreamReader(new MemoryStream(Bytes(entry)), Encoding.UTF8);
        if (reader.ReadLine() is var head && head != heads)
        {
            faults.Add(new(part, $"The heading of {part} is not '{heads}'."));
            return rows;
        }
        for (var row = 1; reader.ReadLine() is { } line; row++)
        {
            try
            {
                rows.Add(new(read(line), row));
            }
            catch (RecordException e)
            {
                faults.Add(new(part, FormattableString.Invariant($"{part}, row {row} (line {row + 1}) does not read: {e.Message}.")));
            }
        }
        return rows;
    }

    private List<T> Lines<T>(string part, Func<string, T> read)
    {
        var (line, found) = (0, new List<T>());
        foreach (var text in Text(part).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            line++;
            try
            {
                found.Add(read(text));
            }
            catch (Exception e) when (e is RecordException or JsonException)
            {
                faults.Add(new(part, FormattableString.Invariant($"{part}, line {line} does not read: {e.Message}.")));
            }
        }
        return found;
    }

    private byte[] Bytes(string part) => zip.GetEntry(part) is { } entry ? Bytes(entry) : [];

    /// <summary>One at a time: nights are looked at side by side.</summary>
    private byte[] Bytes(ZipArchiveEntry entry)
    {
        lock (zip)
        {
            using var content = entry.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            return copy.ToArray();
        }
    }
}
