using System.Diagnostics.CodeAnalysis;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Features;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>A valid second of sound: energies relative to p0², so that they can be added.</summary>
/// <param name="Energy">10^(LAeq/10).</param>
/// <param name="VoiceEnergy">The part of it in the one-third-octave bands 500 Hz to 4 kHz; null = bands not measured.</param>
/// <param name="IsTimed">By its device's clock: it can be held against another device's.</param>
internal readonly record struct SoundSecond(double Energy, double? VoiceEnergy, bool IsTimed = true);

/// <summary>A valid second of movement.</summary>
/// <inheritdoc cref="SoundSecond"/>
internal readonly record struct MovementSecond(double Occupied, double? Spread, double? Dispersal, bool IsTimed = true);

/// <summary>A shout-like burst, at the second in which it ended.</summary>
/// <inheritdoc cref="SoundSecond"/>
internal readonly record struct Burst(long Second, double Rise, double Level, bool IsTimed = true);

/// <summary>A bang.</summary>
/// <param name="Rise">By how much it rose, in dB.</param>
/// <param name="HighShare">The share of its energy over 4 kHz, 0 to 1; null = not measured.</param>
internal readonly record struct Bang(double Rise, double? HighShare);

/// <summary>What one device has stated in the last 17 minutes, by event time.</summary>
internal sealed class DeviceHistory
{
    /// <summary>One-third-octave bands of the octaves 63 Hz and 125 Hz: 50 to 80 Hz and 100 to 160 Hz.</summary>
    private const int Index50Hz = 7, Index100Hz = 10;

    private readonly List<Burst> bursts = [];
    private readonly List<long> bangs = [];
    private Dictionary<string, SecondSeries<double>> presence = [];
    private string[] roads = [];

    public DeviceHistory(DeviceEntry device)
    {
        Gate = new(Rang);
        Bass = new(this);
        Follow(device);
    }

    public DeviceEntry Device { get; private set; }

    /// <summary>Since when it has been at the site, Unix ms: what it reports of before is another place's. Null = as long as is known.</summary>
    public long? SinceMs { get; set; }

    public SecondSeries<SoundSecond> Sound { get; } = new();

    public SecondSeries<MovementSecond> Movement { get; } = new();

    /// <summary>Bangs at the second in which they sounded.</summary>
    public SecondSeries<Bang> Impulses { get; } = new();

    public QuarterHours QuarterHours { get; } = new();

    /// <summary>Of the level of the octave 63 Hz.</summary>
    public QuarterHours Quarters63 { get; } = new();

    /// <summary>Of the level of the octave 125 Hz.</summary>
    public QuarterHours Quarters125 { get; } = new();

    public SoundMinutes Minutes { get; } = new();

    public BassHistory Bass { get; }

    /// <summary>The loud moments that a rule of the site counts.</summary>
    public PeakEvents Peaks { get; } = new();

    public AlarmHistory Alarms { get; } = new();

    /// <summary>The greatest occupied % of a zone of the road.</summary>
    public SecondSeries<double> Road { get; } = new();

    public HealthHistory Health { get; } = new();

    public NightFloor Floor { get; } = new();

    public GateHistory Gate { get; }

    /// <summary>The moments of it that rang: stored, so that none rings twice.</summary>
    public HashSet<MomentKey> Rang { get; } = [];

    public CameraHistory Camera { get; } = new();

    public ThingHistory Things { get; } = new();

    public WeatherHistory Weather { get; } = new();

    /// <summary>The latest second of sound, movement or the lid that it has reported.</summary>
    public long Newest { get; set; }

    /// <summary>The latest second with a level; null = none yet.</summary>
    public long? LastSound { get; private set; }

    /// <summary>The latest second with movement.</summary>
    public long? LastMovement { get; private set; }

    /// <summary>The latest second in which the camera reported anything, be it that it has no picture.</summary>
    public long? LastCameraRecord { get; private set; }

    /// <summary>The latest second in which the gate reported its state.</summary>
    public long? LastGateRecord { get; private set; }

    /// <summary>When its last record arrived, Unix ms of the control room's clock; null = none has.</summary>
    public long? LastArrivalMs { get; set; }

    /// <summary>The device is as this says from now on; what it reported goes on.</summary>
    [MemberNotNull(nameof(Device))]
    public void Follow(DeviceEntry device)
    {
        Device = device;
        presence = device.Camera?.Zones.Where(z => z.Kind == ZoneKind.Gate)
            .ToDictionary(z => z.Id, z => presence.GetValueOrDefault(z.Id) ?? new SecondSeries<double>()) ?? [];
        roads = [.. device.Camera?.Zones.Where(z => z.Kind == ZoneKind.Road).Select(z => z.Id) ?? []];
    }

    public void Add(long second, NoiseRecord noise, bool isTimed)
    {
        if (noise.LAeq is not { } level)
            return;
        LastSound = Math.Max(LastSound ?? second, second);
        Sound[second] = new(Energy.Of(level), VoiceShare.EnergyOf(noise.Bands), isTimed);
        QuarterHours.Add(second, level);
        AddLow(second, noise, level);
    }

    public void Add(long second, MotionRecord motion, double occupied, bool isTimed)
    {
        LastMovement = Math.Max(LastMovement ?? second, second);
        Movement[second] = new(occupied, motion.Spread, motion.Dispersal, isTimed);
        foreach (var (zone, series) in presence)
            if (motion.Activity?.GetValueOrDefault(zone) is { } activity)
                series[second] = activity.Presence;
        foreach (var road in roads)
            if (motion.Zones.TryGetValue(road, out var share) && !(Road[second] >= share))
                Road[second] = share;
    }

    /// <summary>A record of the camera or of the gate came, whatever it states.</summary>
    public void NoteRecord(long second, UpRecord record)
    {
        if (record is MotionRecord or CameraRecord)
            LastCameraRecord = Math.Max(LastCameraRecord ?? second, second);
        else if (record is GateRecord)
            LastGateRecord = Math.Max(LastGateRecord ?? second, second);
    }

    /// <summary>Share of a second in which somebody was in a zone of a gate; null = not known.</summary>
    public double? Presence(string zone, long second) => presence[zone][second];

    /// <summary>Takes a level from the reading store; the live record of the same second, if it comes, replaces it.</summary>
    public void Recall(DateTimeOffset at, double? lAeq)
    {
        if (lAeq is not { } level)
            return;
        var second = at.ToUnixTimeSeconds();
        Sound[second] ??= new(Energy.Of(level), null, IsTimed: true);
        QuarterHours.Add(second, level);
    }

    /// <summary>The seconds of its bangs within the last 17 minutes; none twice.</summary>
    public IReadOnlyList<long> Bangs => bangs;

    public void NoteBang(long second)
    {
        bangs.RemoveAll(b => b < second - SecondSeries<Bang>.Length || b == second);
        bangs.Add(second);
    }

    public void Add(Burst burst)
    {
        bursts.RemoveAll(b => b.Second < burst.Second - SecondSeries<SoundSecond>.Length);
        bursts.Add(burst);
    }

    /// <summary>The median of occupied % over the <paramref name="seconds"/> up to and including <paramref name="second"/>; null with fewer than
    /// <paramref name="validShare"/> of them.</summary>
    public double? Occupied(long second, int seconds, double validShare)
    {
        var values = new List<double>(seconds);
        for (var s = second - seconds + 1; s <= second; s++)
            if (Movement[s] is { } moved)
                values.Add(moved.Occupied);
        values.Sort();
        return values.Count >= seconds * validShare ? values[values.Count / 2] : null;
    }

    /// <summary>Bursts that ended in the <paramref name="seconds"/> seconds up to and including <paramref name="second"/>.</summary>
    public IReadOnlyList<Burst> BurstsBefore(long second, int seconds) => bursts.Count == 0 ? []
        : [.. bursts.Where(b => b.Second <= second && b.Second > second - seconds)];

    /// <summary>The control room's own clock was set: what is remembered goes on as if it had always been so.</summary>
    public void Move(long bySeconds)
    {
        Sound.Move(bySeconds);
        Movement.Move(bySeconds);
        Impulses.Move(bySeconds);
        QuarterHours.Move(bySeconds);
        Quarters63.Move(bySeconds);
        Quarters125.Move(bySeconds);
        Minutes.Move(bySeconds);
        Bass.Move(bySeconds);
        Peaks.Move(bySeconds);
        Alarms.Move(bySeconds);
        Road.Move(bySeconds);
        foreach (var series in presence.Values)
            series.Move(bySeconds);
        for (var i = 0; i < bangs.Count; i++)
            bangs[i] += bySeconds;
        for (var i = 0; i < bursts.Count; i++)
            bursts[i] = bursts[i] with { Second = bursts[i].Second + bySeconds };
        var byMs = bySeconds * 1000;
        Gate.Move(byMs);
        Camera.Move(byMs);
        Things.Move(byMs);
        Weather.Move(bySeconds);
        Health.Move(byMs);
        Floor.Move(bySeconds);
        Newest += bySeconds;
        (LastSound, LastMovement) = (LastSound + bySeconds, LastMovement + bySeconds);
        (LastCameraRecord, LastGateRecord) = (LastCameraRecord + bySeconds, LastGateRecord + bySeconds);
        (LastArrivalMs, SinceMs) = (LastArrivalMs + byMs, SinceMs + byMs);
    }

    /// <summary>What is under 200 Hz, and the second's part of its minute.</summary>
    private void AddLow(long second, NoiseRecord noise, double level)
    {
        var (octave63, octave125) = (OctaveEnergy(noise.Bands, Index50Hz), OctaveEnergy(noise.Bands, Index100Hz));
        if (noise.LCeq is not { } lCeq || octave63 is not { } at63 || octave125 is not { } at125)
        {
            Minutes.Add(second, Energy.Of(level), null);
            return;
        }
        Minutes.Add(second, Energy.Of(level), (Energy.Of(lCeq), at63, at125));
        Quarters63.Add(second, Energy.LevelDb(at63));
        Quarters125.Add(second, Energy.LevelDb(at125));
    }

    private static double? OctaveEnergy(double?[]? bands, int first) => bands is not null && bands[first] is { } low && bands[first + 1] is { } middle
        && bands[first + 2] is { } high ? Energy.Of(low) + Energy.Of(middle) + Energy.Of(high) : null;
}
