using System.Globalization;
using System.Text;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Packs.Sealed;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Parts;

/// <summary>What is stored of a night, as tables. Levels in dB re 20 µPa, to 0.01. Pure.</summary>
internal static class NightTables
{
    public static IEnumerable<PackPart> Of(PackNight night, bool withSeconds)
    {
        if (withSeconds)
        {
            yield return new($"{night.Folder}-seconds.csv", (to, stopping) => SecondsAsync(night, to, stopping));
            yield return new($"{night.Folder}-bands.bin", (to, stopping) => to.WriteAsync(night.Bands, stopping).AsTask());
        }
        var minute = RowLayout.Find(Streams.NoiseMinute)!;
        yield return PackPart.Of($"{night.Folder}-minutes.csv",
            string.Concat(night.Minutes.Select(m => RowCsv.Line(minute, m) + "\n").Prepend(RowCsv.Header(minute) + "\n")));
        yield return PackTables.Table($"{night.Folder}-clock.csv", ["t", "clockErrorMs", "tq", "queue", "dropped", "version"],
            night.Heartbeats.Select(h => new[]
        {
            PackWords.Utc(h.T), R(h.ClockErrorMs), SecondRow.Word(h.Tq), N(h.Queue), N(h.Dropped), h.Version,
        }));
        yield return PackTables.Table($"{night.Folder}-weather.csv", ["minute", "wind", "rain"], night.Detail.Weather.Minutes.Select(w => new[]
        {
            PackWords.Utc(night.Place.Night.From.AddMinutes(w.Minute)), R(w.Wind), R(w.Rain),
        }));
    }

    /// <summary>Without a text of its own for each cell: a night has 28,800 of these.</summary>
    private static async Task SecondsAsync(PackNight night, Stream to, CancellationToken stopping)
    {
        var text = new StringBuilder(SecondRow.Heads + "\n", 1 << 17);
        var runs = night.Runs.Index().ToDictionary(r => r.Item, r => r.Index + 1);
        foreach (var s in night.Seconds)
        {
            SecondRow.Write(text, s, runs[s.Boot]);
            if (text.Length < 1 << 16)
                continue;
            await to.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), stopping);
            text.Clear();
        }
        await to.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), stopping);
    }

    private static string R(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string N(long value) => value.ToString(CultureInfo.InvariantCulture);
}
