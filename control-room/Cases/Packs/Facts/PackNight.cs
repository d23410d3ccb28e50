using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Cases.Events;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Cases.Packs.Sealed;
using Solutions.Edge.ControlRoom.Seals;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Facts;

/// <summary>A second as a pack prints it: with its key in the device's stream, so that a seal of the device can be set beside it.</summary>
internal readonly record struct PackSecond(
    DateTimeOffset T, double? LAeq, double? LCeq, double? LZeq, double? LAFmax, double? LAFmin, double? LASmax, double? LCpeak, int N, string Flags,
    TimeQuality Tq, string Boot, long Bn, long Seq, long Up, StatedTime? Stated)
{
    public static PackSecond Of(NoiseRecord r) => new(
        r.T, r.LAeq, r.LCeq, r.LZeq, r.LAFmax, r.LAFmin, r.LASmax, r.LCpeak, r.N, SecondRow.Flags(r.Flags), r.Tq, r.Boot, r.Bn, r.Seq,
        r.Up, r.Stated);
}

/// <summary>A stretch of a night in which nothing was measured.</summary>
/// <param name="From">Its first second.</param>
/// <param name="Seconds">How many.</param>
/// <param name="Why">What is known of the reason.</param>
internal sealed record PackGap(DateTimeOffset From, int Seconds, string Why);

/// <summary>What is stored of one microphone's night.</summary>
/// <param name="Place">Where and when.</param>
/// <param name="Figures">As its page shows them.</param>
/// <param name="Detail">Minutes, weather and heartbeats.</param>
/// <param name="Events">What stands out of its background.</param>
internal sealed record PackNight(NightPlace Place, NightFigures Figures, NightDetail Detail, NightEvents Events)
{
    /// <summary>Of a night that goes on: what was made in so many last minutes may still come.</summary>
    public const int Coming = 3;

    private List<PackGap>? gaps;
    private int? sealedMinutes;
    private IReadOnlyList<string>? runs;

    public required IReadOnlyList<PackSecond> Seconds { get; init; }

    /// <summary>Their one-third-octave bands, as <see cref="SecondRow.WriteBands"/> writes them.</summary>
    public ReadOnlyMemory<byte> Bands { get; init; }

    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    /// <summary>Those of the device of this night, with the keys that it ever had.</summary>
    public required DeviceSeals Seals { get; init; }

    /// <summary>By stream from when on rows are kept.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> KeptSince { get; init; } = new Dictionary<string, DateTimeOffset>();

    public IReadOnlyList<NoiseMinuteRecord> Minutes => Detail.Minutes;

    /// <summary>How many minutes the device sealed.</summary>
    public int SealedMinutes => sealedMinutes ?? Seals.Seals.Count;

    /// <summary>The device's runs of which it has seconds.</summary>
    public IReadOnlyList<string> Runs => runs ??= [.. Seconds.Select(s => s.Boot).Distinct()];

    /// <summary>Whole minutes in which it stood here, from then on …</summary>
    public DateTimeOffset SealedFrom => Later(Place.Night.From, Minute(Place.Stay.FromMs + 59_999));

    /// <summary>… until then; of a night that goes on until a while ago.</summary>
    public DateTimeOffset SealedTo => Figures.Until < Place.Night.To ? Minute(Figures.Until.AddMinutes(-Coming).ToUnixTimeMilliseconds())
        : Place.Stay.UntilMs is { } until && Minute(until) < Place.Night.To ? Minute(until) : Place.Night.To;

    public IEnumerable<HeartbeatRecord> Heartbeats => Detail.Heartbeats.Where(h => h.T >= Place.Night.From && h.T < Place.Night.To);

    /// <summary>Its parts' names begin so.</summary>
    public string Folder => $"nights/{Place.Night.Date}-{Place.Device}";

    /// <summary>Whether anything of it was made for a demonstration.</summary>
    public bool IsSeeded => Seconds.Any(s => s.Flags.Contains("seeded", StringComparison.Ordinal));

    /// <summary>How far the clock was off at most, in ms; null = no heartbeat states it.</summary>
    public double? ClockErrorMs => Heartbeats.Max(h => h.ClockErrorMs is { } ms ? Math.Abs(ms) : (double?)null);

    /// <summary>Its events in time.</summary>
    public IEnumerable<NoiseEvent> InTime => Events.Ranked.OrderBy(e => e.From);

    /// <summary>Every stretch without a level, in order.</summary>
    public IReadOnlyList<PackGap> Gaps() => gaps ??= FindGaps();

    /// <summary>All that is shown of it, without what only a pack has: a hundredth of the room.</summary>
    public PackNight Light()
    {
        _ = Gaps();
        return this with
        {
            sealedMinutes = SealedMinutes,
            Seconds = new LightSeconds(Seconds),
            Bands = default,
            Detail = new(Detail.Until, [], [], Detail.Weather,
                [.. Heartbeats.Where(h => h.ClockErrorMs is not null).OrderByDescending(h => Math.Abs(h.ClockErrorMs!.Value)).Take(1)]),
            Seals = Seals with { Seals = [] },
            Alerts = [],
        };
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Minute(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs / 60_000 * 60_000);

    private List<PackGap> FindGaps()
    {
        var (night, found) = (Place.Night, new List<PackGap>());
        var states = new byte[Math.Max(0, (int)(Figures.Until - night.From).TotalSeconds)];
        foreach (var second in Seconds)
        {
            if ((second.T - night.From).TotalSeconds is >= 0 and var at && at < states.Length)
                states[(int)at] = Math.Max(states[(int)at], (byte)(second.LAeq is null ? 1 : 2));
        }
        var reasons = GapReasons.Of(night, Figures.Until, Seconds.Select(s => s.T), Detail.Heartbeats);
        for (var i = 0; i < states.Length; i++)
        {
            var start = i;
            while (i < states.Length && states[i] == states[start] && states[i] < 2)
                i++;
            if (i == start)
                continue;
            found.Add(new(night.From.AddSeconds(start), i - start, states[start] == 1 ? "the microphone gave no signal"
                : !Place.IsThere(night.From.AddSeconds(start)) ? "the microphone was not here"
                : reasons.FirstOrDefault(r => r.From < i && r.To > start)?.Why ?? "no record came"));
            i--;
        }
        return found;
    }
}
