using Solutions.Edge.Acoustics;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices.Visits;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>All that the rules of one site look at: its devices' last minutes, its hours and what is usual there.</summary>
internal sealed class SiteHistory
{
    /// <summary>A night is that of the day at whose noon it begins.</summary>
    private const int Noon = 12;

    private readonly Dictionary<string, DeviceHistory> devices = [];
    private TimeZoneInfo zone;

    /// <summary>The quarter-hour last asked for and its offset: zones change theirs between two.</summary>
    private (long Quarter, TimeSpan Offset)? lately;

    public SiteHistory(SiteEntry site, SiteBaseline baseline, RuleParameters parameters)
    {
        (Site, Baseline, Parameters, zone) = (site, baseline, parameters, TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone));
        LoiterNights = new(zone, parameters.LoiterOfNights);
        Openings = new(zone);
        FollowDevices();
    }

    public SiteEntry Site { get; private set; }

    public SiteBaseline Baseline { get; private set; }

    public RuleParameters Parameters { get; private set; }

    /// <summary>The Unix second since which the control room has been listening without a break; null = it has no connection to the broker now.</summary>
    public long? ListeningSince { get; set; }

    /// <summary>The visits of engineers, of every site.</summary>
    public IReadOnlyList<Visit> Visits { get; set; } = [];

    /// <summary>Empty again when the time zone changed, or how many nights count.</summary>
    public LoiterNights LoiterNights { get; private set; }

    /// <summary>Openings of gates in closed hours. Empty again when the time zone changed.</summary>
    public NightOpenings Openings { get; private set; }

    public bool HasCamera => Site.Devices.Any(d => d.Camera is not null);

    public IReadOnlyCollection<DeviceHistory> Devices => devices.Values;

    public DeviceHistory this[Source source] => devices[source.Id];

    public DeviceHistory? Find(string device) => devices.GetValueOrDefault(device);

    /// <summary>These devices as sources.</summary>
    public IEnumerable<Source> Of(Func<DeviceEntry, bool> which) => devices.Values.Where(d => which(d.Device)).Select(d => new Source(d.Device.Id));

    /// <summary>Every zone of these kinds.</summary>
    public IEnumerable<Source> Zones(Func<ZoneKind, bool> kinds) =>
        from d in devices.Values from z in d.Device.Camera?.Zones ?? [] where kinds(z.Kind) select new Source(d.Device.Id, z.Id);

    /// <summary>The zone that is a source.</summary>
    public (DeviceHistory Device, ZoneEntry Zone) Zone(Source source) =>
        this[source] is var device ? (device, device.Device.Camera!.Zones.First(z => z.Id == source.Zone)) : default;

    /// <summary>The visit that makes a test of what these devices' records show of a moment; null = none.</summary>
    /// <param name="atMs">The moment.</param>
    /// <param name="devices">Asked for only if a visit was on.</param>
    public long? VisitAt(long atMs, Func<IReadOnlyList<string>> devices) =>
        Visits.Where(v => v.Covers(atMs)).ToList() is { Count: > 0 } on && devices() is var its ? on.Find(v => its.Contains(v.Device))?.Number : null;

    /// <summary>The site is as this says from now on. What is remembered of devices that are still there goes on.</summary>
    public void Follow(SiteEntry site, SiteBaseline baseline, RuleParameters parameters)
    {
        var countsOtherNights = site.TimeZone != Site.TimeZone || parameters.LoiterOfNights != Parameters.LoiterOfNights;
        (Site, Baseline, Parameters, zone, lately) = (site, baseline, parameters, TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone), null);
        if (countsOtherNights)
            (LoiterNights, Openings) = (new(zone, parameters.LoiterOfNights), new(zone));
        FollowDevices();
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

    /// <summary>A second's LAFmax: in a home one that wakes people, in a street a loud vehicle.</summary>
    public void NotePeak(DeviceHistory device, long second, double? lAFmax)
    {
        if (lAFmax is not { } level)
            return;
        if (Site.Type == SiteType.HOME && level >= Parameters.PeakDb)
            device.Peaks.Add(second, level, () => Math.Max(Parameters.PeakDb, Background(device, second) + Parameters.PeakExcessDb ?? 0));
        else if (Site.Type == SiteType.STREET && level >= Parameters.VehiclePassDb)
            device.Peaks.Add(second, level, () => Parameters.VehiclePassDb);
    }

    /// <summary>The wind or rain for which sound of a second is not believed, by any of the site's gauges, in words; null = it is.</summary>
    public string? Weather(long second) => devices.Values.Select(d => d.Weather.Find(second, Parameters)).FirstOrDefault(w => w is not null);

    public Statement Say(Statement statement) => Site.DemoHours ? statement with { Why = statement.Why + " (demo hours)" } : statement;

    public TimeZoneInfo TimeZone => zone;

    /// <summary>0 = Monday 00:00 to 01:00 in the site's time zone.</summary>
    public int HourOfWeek(long second) => Local(second) is var local ? ((int)local.DayOfWeek + 6) % 7 * 24 + local.Hour : 0;

    public bool IsNight(long second) => Site.DemoHours || Site.Hours.Night.Contains(Minute(second));

    /// <summary>A gated alley's closed hours.</summary>
    public bool IsClosedHours(long second) => Site.DemoHours || Site.Hours.Closed.Contains(Minute(second));

    public bool IsNightTimeEconomy(long second) => Site.DemoHours || Site.Hours.NightTimeEconomy.Contains(Minute(second));

    /// <summary>Music is not licensed at the venue then; false if no hours are recorded.</summary>
    public bool IsUnlicensed(long second) => Site.Hours.Licensed is { } hours && !hours.Contains(Minute(second));

    /// <summary>The time of day at the place.</summary>
    public TimeOnly TimeOfDay(long second) => TimeOnly.FromTimeSpan(Local(second).TimeOfDay);

    /// <summary>Whether it is after the curfew for fireworks; null = it is before that of a night on which they are permitted.</summary>
    public bool? IsFireworksCurfew(long second)
    {
        var local = Local(second).DateTime.AddHours(-Noon);
        var curfew = Site.Hours.FireworksNights.Where(n => n.IsOf(DateOnly.FromDateTime(local))).Select(n => (int?)n.CurfewMinute).Max();
        return curfew is { } minute && local.TimeOfDay.TotalMinutes < minute ? null : IsNight(second);
    }

    /// <summary>Bins are collected: gates stand open.</summary>
    public bool IsBinCollection(long second) => IsBinDay(second) && Site.Hours.BinHours.Contains(Minute(second));

    /// <summary>The Unix second at which today's bin collection was over; null = there was none today, or it is not over.</summary>
    public long? BinCollectionEnded(long second) => IsBinDay(second) && Minute(second) is var minute && minute >= Site.Hours.BinHours.ToMinute
        ? second - (minute - Site.Hours.BinHours.ToMinute) * 60 - Local(second).Second : null;

    private void FollowDevices()
    {
        foreach (var gone in devices.Keys.Except(Site.Devices.Select(d => d.Id)).ToList())
            devices.Remove(gone);
        foreach (var device in Site.Devices)
        {
            if (devices.TryGetValue(device.Id, out var known))
                known.Follow(device);
            else
                devices[device.Id] = new(device);
        }
    }

    private bool IsBinDay(long second) => Site.Hours.BinDays.Contains(Local(second).DayOfWeek);

    /// <summary>Since midnight, in the site's time zone.</summary>
    private int Minute(long second) => (int)Local(second).TimeOfDay.TotalMinutes;

    private DateTimeOffset Local(long second)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(second);
        if (lately is not var (quarter, offset) || quarter != second / 900)
            lately = (second / 900, offset = zone.GetUtcOffset(at));
        return at.ToOffset(offset);
    }
}
