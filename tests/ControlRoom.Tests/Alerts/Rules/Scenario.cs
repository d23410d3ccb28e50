using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Alerts.Answers;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>One site with a microphone, a camera and a gate, driven second by second through the real evaluator.</summary>
internal sealed partial class Scenario
{
    public const string Microphone = "mic";
    public const string Camera = "cam";
    public const string Gate = "gate";
    public const string GateZone = "ground";
    public const string RoadZone = "road";
    public const string KeepClearZone = "fire-lane";
    private readonly RuleEvaluator rules;
    private readonly Dictionary<string, (TimeSpan Off, TimeQuality Quality)> clocks = [];
    private readonly BootClocks times = new();
    private TimeSpan roomOff;
    private long seq;
    private long run = 1;

    public Scenario(SiteType type, LockType lockType = LockType.Keyed, bool demoHours = true, DateTimeOffset? start = null, string timeZone = "Europe/London")
    {
        Start = start ?? new(2026, 11, 23, 23, 30, 0, TimeSpan.Zero);
        Now = Start;
        ZoneEntry[] zones = [Zone(GateZone, ZoneKind.Gate), Zone(RoadZone, ZoneKind.Road), Zone(KeepClearZone, ZoneKind.KeepClear)];
        var site = new SiteEntry
        {
            Id = "site",
            Name = "Site",
            Type = type,
            TimeZone = timeZone,
            DemoHours = demoHours,
            Devices =
            [
                new() { Id = Microphone, Name = "Microphone", Sound = new() },
                .. type == SiteType.HOME ? Array.Empty<DeviceEntry>() :
                [
                    new() { Id = Camera, Name = "Camera", Camera = new() { Zones = zones } },
                    new() { Id = Gate, Name = "Gate", Gate = new() { Lock = lockType } },
                ],
            ],
        };
        var usual = new HourBaseline(58, 63, 25, 3.5, 5);
        rules = new(site, new SiteBaseline(Enumerable.Range(0, SiteBaseline.HoursPerWeek).ToDictionary(h => h, _ => usual)), RuleParameters.Default);
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset Now { get; private set; }

    public List<AlertChange> Changes { get; } = [];

    public List<QuietEntry> Quiet { get; } = [];

    public SiteHistory History => rules.History;

    public IEnumerable<string> Rang => Changes.Where(c => c.Transition.Rings).Select(c => c.Alert.Code);

    /// <summary>Without what waits for the morning.</summary>
    public IEnumerable<string> Called => Changes.Where(c => c.Transition is { Rings: true, Priority: < 4 }).Select(c => c.Alert.Code);

    public Alert Latest(string code) => Changes.Last(c => c.Alert.Code == code).Alert;

    /// <summary>Lets seconds pass; <paramref name="each"/> sends what happened in the second that begins at its argument.</summary>
    public Scenario Run(int seconds, Action<DateTimeOffset>? each = null)
    {
        for (var i = 0; i < seconds; i++)
        {
            var second = Now;
            Now = Now.AddSeconds(1);
            each?.Invoke(second);
            Advance();
        }
        return this;
    }

    /// <summary>Levels with bands such that <paramref name="voice"/> of the energy lies in 500 Hz to 4 kHz.</summary>
    public void Noise(DateTimeOffset t, double lAeq, double voice = 0.7, DateTimeOffset? arrival = null)
    {
        var bands = new double?[NoiseRecord.BandCount];
        Array.Fill(bands, -50);
        bands[20] = lAeq + 10 * Math.Log10(voice);
        Send(Microphone, new NoiseRecord { T = t, LAeq = lAeq, Bands = bands, N = 48000 }, arrival);
    }

    public void Minute(DateTimeOffset t, double lAeq) =>
        Send(Microphone, new NoiseMinuteRecord { T = t, LAeq = lAeq, LAFmax = lAeq, OverloadSeconds = 0, UnderRangeSeconds = 0, Capture = 100 }, null);

    public void Moved(DateTimeOffset t, double? occupied, double? spread, DateTimeOffset? arrival = null) =>
        Send(Camera, new MotionRecord { T = t, Occupied = occupied, Spread = spread }, arrival);

    /// <summary>A second of the camera with people over so much of it, of whom a share goes apart.</summary>
    public void Crowd(DateTimeOffset t, double occupied, double? dispersal = null) =>
        Send(Camera, new MotionRecord { T = t, Occupied = occupied, Dispersal = dispersal }, null);

    public void MovedWithoutClock(DateTimeOffset t, double occupied, double? spread) =>
        Send(Camera, new MotionRecord
        {
            T = DateTimeOffset.UnixEpoch,
            Up = (long)(t - Start).TotalMilliseconds,
            Tq = TimeQuality.Unset,
            Occupied = occupied,
            Spread = spread,
        }, null);

    /// <summary>Its machine started with this scenario.</summary>
    public void CameraReportsItsClock() => Send(Camera, new HeartbeatRecord { T = Now, Queue = 0, Dropped = 0, Version = "1", UpZero = Start }, null);

    public void Found(string kind, DateTimeOffset since, CameraRecord? evidence = null, DateTimeOffset? arrival = null) =>
        CameraReports(FindingState.Found, kind, since, evidence, arrival);

    public void Cleared(string kind, DateTimeOffset since, DateTimeOffset? arrival = null) => CameraReports(FindingState.Cleared, kind, since, null, arrival);

    /// <summary>Something stands in a zone, or is gone.</summary>
    public void Stands(string kind, int thing, string zone, DateTimeOffset since, FindingState state = FindingState.Found) =>
        CameraReports(state, kind, since, new() { Kind = kind, State = state, Since = since, Thing = thing, Zone = zone, Share = 4.2 }, null);

    /// <summary>A second of the camera with somebody at the gate for a share of it.</summary>
    public void AtTheGate(DateTimeOffset t, double presence) =>
        Send(Camera,
            new MotionRecord { T = t, Occupied = 1, Activity = new Dictionary<string, ZoneActivity> { [GateZone] = new() { Presence = presence } } }, null);

    /// <summary>The camera's device starts anew.</summary>
    public void RestartCamera(long? number = null) => run = number ?? run + 1;

    public void Shout(DateTimeOffset t, double rise = 17, DateTimeOffset? arrival = null) =>
        Send(Microphone, new SoundRecord { T = t, Kind = SoundRecord.Shout, Duration = 0.8, Level = 75, Rise = rise }, arrival);

    public void Sounds(SoundRecord sound) => Send(Microphone, sound, null);

    /// <summary>A record of the gate; at null it is now, its number the next, and its device does not count openings.</summary>
    public void GateIs(ContactState contact, BoltState? bolt, double? shock = null, bool? unlock = null, DateTimeOffset? at = null, int? number = null,
        int? opening = null)
    {
        seq = number - 1 ?? seq;
        Send(Gate, new GateRecord { T = at ?? Now, Contact = contact, Opening = opening, Bolt = bolt, Shock = shock, Unlock = unlock }, null);
    }

    /// <summary>A second in which the gate's gauges say so once a minute.</summary>
    public void Weather(DateTimeOffset t, double? wind, double? rain)
    {
        if (t.Second == 0)
            Send(Gate, new GateRecord { T = t, Contact = ContactState.Closed, Wind = wind, Rain = rain }, null);
    }

    public void LidIs(ContactState lid, DateTimeOffset? at = null) => Send(Gate, new GateRecord { T = at ?? Now, Enclosure = lid }, null);

    /// <summary>The site, or the figures of its rules, are others from now on.</summary>
    public Scenario Follow(Func<SiteEntry, SiteEntry> change, RuleParameters? parameters = null)
    {
        rules.Follow(change(History.Site), History.Baseline, parameters ?? History.Parameters, Now);
        Take();
        return this;
    }

    /// <summary>Goes on at this one's time in a control room that has started anew and has only its journal.</summary>
    public Scenario Restarted() => RestartedAt(Now);

    public Scenario RestartedAt(DateTimeOffset now)
    {
        var lockType = History.Site.Devices.FirstOrDefault(d => d.Gate is not null)?.Gate?.Lock ?? LockType.Keyed;
        var restarted = new Scenario(History.Site.Type, lockType: lockType, demoHours: History.Site.DemoHours, start: now)
        {
            run = run,
            seq = seq,
        };
        restarted.rules.Recall(rules.Lifecycle.Alerts, now);
        restarted.History.Find(Gate)?.Rang.UnionWith(History.Find(Gate)!.Rang);
        restarted.rules.Lifecycle.Restore(rules.Lifecycle.Alerts.Select(a => a.Copy()), Shelves.Select(s => s.Copy()));
        return restarted;
    }

    /// <summary>Stands at this one's start in a control room that has started anew, with its journal, and is about to read all of it again.</summary>
    public Scenario Waking()
    {
        var waking = new Scenario(History.Site.Type, demoHours: History.Site.DemoHours, start: Start);
        waking.rules.BeginRecall();
        waking.rules.Lifecycle.Restore(rules.Lifecycle.Alerts.Select(a => a.Copy()));
        return waking;
    }

    /// <summary>What comes from now on is new.</summary>
    public void Wakes() => rules.EndRecall(Now, Now);

    public ActResult Acknowledge(string id) => Do(id, AlertVerb.Acknowledge);
    public ActResult Undo(string id, string by = "operator") => Do(id, AlertVerb.Undo, by);

    public ActResult Do(string id, AlertVerb verb, string by = "operator") => Do(id, new AlertAct(verb, by));

    public ActResult Do(string id, AlertAct act)
    {
        var result = rules.Lifecycle.Do(id, act, Now.ToUnixTimeMilliseconds());
        Take();
        return result;
    }

    private static ZoneEntry Zone(string id, ZoneKind kind) => new() { Id = id, Kind = kind, Polygon = [[0, 0], [1, 0], [1, 1]] };

    private void CameraReports(FindingState state, string kind, DateTimeOffset since, CameraRecord? evidence, DateTimeOffset? arrival)
    {
        var record = evidence ?? new CameraRecord { Kind = kind, State = state, Since = since };
        Send(Camera, record with { T = arrival ?? Now, Kind = kind, State = state, Since = since }, arrival);
    }

    /// <summary>The device's clock is off from now on.</summary>
    public void SetClock(string device, TimeSpan off, TimeQuality quality = TimeQuality.Synced) => clocks[device] = (off, quality);

    /// <summary>The control room's own clock is set; all others go on.</summary>
    public Scenario SetRoomClock(TimeSpan by)
    {
        (Now, roomOff) = (Now + by, roomOff + by);
        rules.ClockSet((long)by.TotalSeconds);
        times.Move(by);
        return this;
    }

    public void Heartbeat(string device) => Send(device, new HeartbeatRecord { T = Now, Queue = 0, Dropped = 0, Version = "1" }, null);

    private void Send(string device, UpRecord record, DateTimeOffset? arrival)
    {
        var (off, quality) = clocks.GetValueOrDefault(device);
        var happened = record.T - roomOff;
        record = record.Tq == TimeQuality.Unset ? record
            : record with { T = happened + off, Tq = quality, Up = Math.Max(0, (long)(happened - Start).TotalMilliseconds) };
        if (record is CameraRecord camera)
            record = camera with { Since = camera.Since - roomOff + off };
        record = record with { Boot = $"{run:x32}", Bn = run, Seq = ++seq };
        rules.Feed(device, record, arrival ?? Now, times.Of(device, record, arrival ?? Now));
        Take();
    }

    private void Advance()
    {
        rules.AdvanceTo(Now);
        rules.Lifecycle.Expire(Now.ToUnixTimeMilliseconds());
        Take();
    }

    private void Take()
    {
        Changes.AddRange(rules.Lifecycle.TakeChanges());
        ShelfChanges.AddRange(rules.Lifecycle.Shelves.TakeChanges());
        Quiet.AddRange(rules.TakeQuiet());
    }
}
