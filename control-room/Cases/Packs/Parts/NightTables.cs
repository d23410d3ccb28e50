using System.Globalization;
using System.Text;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Parts;

/// <summary>What is stored of a night, as tables. Levels in dB re 20 µPa, to 0.01. Pure.</summary>
internal static class NightTables
{
    public static IEnumerable<PackPart> Of(PackNight night, bool withSeconds)
    {
        if (withSeconds)
            yield return new($"{night.Folder}-seconds.csv", (to, stopping) => SecondsAsync(night, to, stopping));
        yield return PackTables.Table($"{night.Folder}-minutes.csv",
            ["t", "LAeq", "LCeq", "LAFmax", "LCpeak", "capture", "overloadSeconds", "underRangeSeconds", "firstBin", "counts", "boot", "bn", "seq"],
            night.Minutes.Select(m => new[]
            {
                PackWords.Utc(m.T), L(m.LAeq), L(m.LCeq), L(m.LAFmax), L(m.LCpeak), m.Capture.ToString("R", CultureInfo.InvariantCulture), N(m.OverloadSeconds),
                N(m.UnderRangeSeconds), m.Histogram is { } h ? N(h.From) : "", m.Histogram is { } c ? string.Join(' ', c.Counts.Select(x => N(x))) : "",
                m.Boot, N(m.Bn), N(m.Seq),
            }));
        yield return PackTables.Table($"{night.Folder}-clock.csv", ["t", "clockErrorMs", "tq", "queue", "dropped", "version"],
            night.Heartbeats.Select(h => new[]
        {
            PackWords.Utc(h.T), R(h.ClockErrorMs), Word(h.Tq), N(h.Queue), N(h.Dropped), h.Version,
        }));
        yield return PackTables.Table($"{night.Folder}-weather.csv", ["minute", "wind", "rain"], night.Detail.Weather.Minutes.Select(w => new[]
        {
            PackWords.Utc(night.Place.Night.From.AddMinutes(w.Minute)), R(w.Wind), R(w.Rain),
        }));
    }

    /// <summary>The device's seals of the night, as it sent them.</summary>
    public static PackPart Seals(PackNight night) => new($"{night.Folder}-seals.ndjson", async (to, stopping) =>
    {
        foreach (var seal in night.Seals.Seals)
            await to.WriteAsync(ReadingLine.Write(new(night.Place.Device, seal)), stopping);
    });

    /// <summary>Without a text of its own for each cell: a night has 28,800 of these.</summary>
    private static async Task SecondsAsync(PackNight night, Stream to, CancellationToken stopping)
    {
        var text = new StringBuilder("t,LAeq,LCeq,LZeq,LAFmax,LAFmin,LASmax,LCpeak,n,flags,tq,bn,seq\n", 1 << 17);
        foreach (var s in night.Seconds)
        {
            text.Append(CultureInfo.InvariantCulture, $"{s.T.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'},{s.LAeq:0.00},{s.LCeq:0.00},{s.LZeq:0.00},");
            text.Append(CultureInfo.InvariantCulture, $"{s.LAFmax:0.00},{s.LAFmin:0.00},{s.LASmax:0.00},{s.LCpeak:0.00},");
            text.Append(CultureInfo.InvariantCulture, $"{s.N},{s.Flags},{Word(s.Tq)},{s.Bn},{s.Seq}\n");
            if (text.Length < 1 << 16)
                continue;
            await to.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), stopping);
            text.Clear();
        }
        await to.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), stopping);
    }

    private static string Word(TimeQuality quality) => quality switch
    {
        TimeQuality.Synced => "synced",
        TimeQuality.Holdover => "holdover",
        _ => "unset",
    };

    private static string L(double? level) => level?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    private static string R(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string N(long value) => value.ToString(CultureInfo.InvariantCulture);
}
