using Solutions.Edge.Acoustics;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>All that the rules of one site look at: its devices' last minutes, its hours and what is usual there.</summary>
internal sealed class SiteHistory
{
    private readonly Dictionary<string, DeviceHistory> devices;
    private readonly TimeZoneInfo zone;

    /// <summary>The quarter-hour last asked for and its offset: zones change theirs between two.</summary>
    private (long Quarter, TimeSpan Offset)? lately;

    public SiteHistory(SiteEntry site, SiteBaseline baseline, RuleParameters parameters)
    {
        Site = site;
        Baseline = baseline;
        Parameters = parameters;
        zone = TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone);
        LoiterNights = new(zone, parameters.LoiterOfNights);
        devices = site.Devices.ToDictionary(d => d.Id, d => new DeviceHistory(d));
    }

    public SiteEntry Site { get; }

    public SiteBaseline Baseline { get; }

    public RuleParameters Parameters { get; }

    /// <summary>The Unix second since which the control room has been listening without a break; null = it has no connection to the broker now.</summary>
    public long? ListeningSince { get; set; }

    public LoiterNights LoiterNights { get; }

    public IReadOnlyCollection<DeviceHistory> Devices => devices.Values;

    public DeviceHistory this[string device] => devices[device];

    public DeviceHistory? Find(string device) => devices.GetValueOrDefault(device);

    /// <summary>Every zone of these kinds as a source: device/zone.</summary>
    public IEnumerable<string> ZoneSources(Func<ZoneKind, bool> kinds) =>
        from d in devices.Values from z in d.Device.Camera?.Zones ?? [] where kinds(z.Kind) select $"{d.Device.Id}/{z.Id}";

    /// <summary>The zone that is a source.</summary>
    public (DeviceHistory Device, ZoneEntry Zone) Zone(string source)
    {
        var device = devices[source[..source.IndexOf('/')]];
        return (device, device.Device.Camera!.Zones.First(z => source.EndsWith("/" + z.Id, StringComparison.Ordinal)));
    }

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long bySeconds)
    {
        ListeningSince += bySeconds;
        foreach (var device in devices.Values)
            device.Move(bySeconds);
    }

    /// <summary>The gate that a device has itself, else all of the site's: its camera looks at one of them.</summary>
    public IEnumerable<DeviceHistory> GatesOf(DeviceHistory device) => device.Device.Gate is not null ? [device]
        : devices.Values.Where(d => d.Device.Gate is not null);

    /// <summary>LAeq in dB over the <paramref name="seconds"/> whole seconds up to and including <paramref name="second"/>; null with too few valid
    /// ones.</summary>
    public double? LAeq(DeviceHistory device, long second, int seconds)
    {
        var (energy, valid) = (0.0, 0);
        for (var s = second - seconds + 1; s <= second; s++)
        {
            if (device.Sound[s] is not { } sound)
                continue;
            energy += sound.Energy;
            valid++;
        }
        return valid >= seconds * Parameters.ValidShare ? Energy.LevelDb(energy / valid) : null;
    }

    /// <summary>Share of the A-weighted energy in 500 Hz to 4 kHz over the same window; null with too few seconds whose bands were measured.</summary>
    public double? VoiceShare(DeviceHistory device, long second, int seconds)
    {
        var (voice, all, valid) = (0.0, 0.0, 0);
        for (var s = second - seconds + 1; s <= second; s++)
        {
            if (device.Sound[s] is not { VoiceEnergy: { } energy } sound)
                continue;
            voice += energy;
            all += sound.Energy;
            valid++;
        }
        return valid >= seconds * Parameters.ValidShare && all > 0 ? voice / all : null;
    }

    /// <summary>
    /// The background in dB: the lower of the lowest LA90,15min of the four quarter-hours that ended before and the
    /// baseline's median LA90 of that hour of week; null when neither is known.
    /// </summary>
    public double? Background(DeviceHistory device, long second)
    {
        var recent = device.QuarterHours.LowestBefore(second, Parameters.ValidShare);
        var usual = Baseline.At(HourOfWeek(second)).LA90Median;
        return recent is { } r && usual is { } u ? Math.Min(r, u) : recent ?? usual;
    }

    /// <summary>0 = Monday 00:00 to 01:00 in the site's time zone.</summary>
    public int HourOfWeek(long second) => Local(second) is var local ? ((int)local.DayOfWeek + 6) % 7 * 24 + local.Hour : 0;

    /// <summary>23:00 to 07:00.</summary>
    public bool IsNight(long second) => Site.DemoHours || Local(second).Hour is >= 23 or < 7;

    /// <summary>A gated alley's closed hours: 22:00 to 06:00.</summary>
    public bool IsClosedHours(long second) => Site.DemoHours || Local(second).Hour is >= 22 or < 6;

    /// <summary>Hours of the night-time economy: 20:00 to 04:00.</summary>
    public bool IsNightTimeEconomy(long second) => Site.DemoHours || Local(second).Hour is >= 20 or < 4;

    private DateTimeOffset Local(long second)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(second);
        if (lately is not var (quarter, offset) || quarter != second / 900)
            lately = (second / 900, offset = zone.GetUtcOffset(at));
        return at.ToOffset(offset);
    }
}
