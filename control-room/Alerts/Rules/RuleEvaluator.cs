using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>
/// All rules of one site. Pure: takes records and the time, gives alert changes and the reasons of what stayed quiet.
/// The same records with the same arrival times give the same changes.
/// </summary>
internal sealed class RuleEvaluator
{
    /// <summary>A second is judged this long after its end: decision 0010.</summary>
    public const int WindowClosesAfterSeconds = 3;

    /// <summary>The longest time between an opening and the records that show how it came about.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(1);

    /// <summary>What a camera on a clock that is not believed reports is no older than its machine, give or take.</summary>
    private static readonly TimeSpan SetWithin = TimeSpan.FromHours(1);

    private readonly IReadOnlyList<Rule> rules;
    private (Rule Rule, string Source, Watch Watch)[] judgements = [];
    private readonly List<QuietEntry> quiet = [];
    private readonly List<RuleFault> faults = [];
    private readonly HashSet<Alert> silence = [];
    private readonly BootClocks clocks = new();

    /// <summary>While it takes records that were judged before, the alerts they make: no alert rings, the journal has those made then.</summary>
    private AlertLifecycle? rehearsed;

    private long judged = long.MinValue;

    /// <summary>The record that it took last.</summary>
    private (string Device, UpRecord Record)? latest;

    /// <summary>Of every device, the seconds that changed after they were judged.</summary>
    private readonly Dictionary<string, Span> late = [];

    /// <param name="site">The site.</param>
    /// <param name="baseline">What is usual there.</param>
    /// <param name="parameters">The rules' own.</param>
    /// <param name="rules">Those to judge by; null = all.</param>
    public RuleEvaluator(SiteEntry site, SiteBaseline baseline, RuleParameters parameters, IReadOnlyList<Rule>? rules = null)
    {
        History = new(site, baseline, parameters);
        Lifecycle = NewLifecycle();
        this.rules = rules ?? AlertCodes.All;
        FollowSources();
    }

    public SiteHistory History { get; }

    /// <summary>The time to which it was last advanced: what happened before it is late by so much.</summary>
    public DateTimeOffset Now { get; private set; }

    public AlertLifecycle Lifecycle { get; }

    private AlertLifecycle Current => rehearsed ?? Lifecycle;

    public IReadOnlyList<QuietEntry> TakeQuiet()
    {
        var taken = quiet.ToArray();
        quiet.Clear();
        return taken;
    }

    /// <summary>Where rules failed since it was asked last.</summary>
    public IReadOnlyList<RuleFault> TakeFaults()
    {
        var taken = faults.ToArray();
        faults.Clear();
        return taken;
    }

    /// <summary>The open alerts whose sensor has fallen silent since they were taken last, or reports again.</summary>
    public IReadOnlyList<Alert> TakeSilence()
    {
        var taken = silence.ToArray();
        silence.Clear();
        return taken;
    }

    /// <summary>Takes what the journal states was open, before the records since then: what a camera found may be older than they are.</summary>
    /// <param name="journal">Its alerts.</param>
    /// <param name="now">The time.</param>
    public void Recall(IEnumerable<Alert> journal, DateTimeOffset now)
    {
        foreach (var alert in journal.Where(a => a is { IsOpen: true, UntilMs: null }))
            AlertCodes.Find(alert.Code)?.Recall(History, alert, now.ToUnixTimeMilliseconds());
    }

    /// <summary>The site is as this says from now on: what is remembered of it goes on.</summary>
    /// <param name="site">The site.</param>
    /// <param name="baseline">What is usual there.</param>
    /// <param name="parameters">The rules' own.</param>
    /// <param name="now">The time.</param>
    public void Follow(SiteEntry site, SiteBaseline baseline, RuleParameters parameters, DateTimeOffset now)
    {
        var hasOtherLines = parameters != History.Parameters || site.Baseline != History.Site.Baseline;
        History.Follow(site, baseline, parameters);
        Lifecycle.Follow(HasCamera, parameters);
        rehearsed?.Follow(HasCamera, parameters);
        FollowSources();
        // A line that was taken by other figures is taken anew; an open alert keeps its own.
        foreach (var (_, _, watch) in judgements.Where(_ => hasOtherLines))
            watch.FrozenLimitDb = null;
        foreach (var device in late.Keys.Where(d => History.Find(d) is null).ToList())
            late.Remove(device);
        ReturnUnjudged(now);
    }

    /// <summary>Alerts of what is at the site no more return to normal: nothing would ever say that they are over.</summary>
    public void ReturnUnjudged(DateTimeOffset now)
    {
        foreach (var alert in Lifecycle.Alerts.Where(a => a.IsOpen && rules.Any(r => r.Code == a.Code)
            && !judgements.Any(j => j.Rule.Code == a.Code && j.Source == a.Source)).ToList())
            Lifecycle.Returned(alert, now.ToUnixTimeMilliseconds(), $"{alert.Source} is judged at this site no more");
    }

    /// <summary>What it takes from now on was judged before: nothing rings.</summary>
    public void BeginRecall() => rehearsed = NewLifecycle();

    /// <summary>
    /// What was judged before has been taken. An opening that only all of it together shows to have been forced rings now:
    /// it was not known when the parts were judged.
    /// </summary>
    /// <param name="from">Of when the first of it was.</param>
    /// <param name="now">For how late an opening is.</param>
    public void EndRecall(DateTimeOffset from, DateTimeOffset now)
    {
        rehearsed = null;
        // Of the first ones it is not known what went before.
        var certain = (from + LookBack).ToUnixTimeMilliseconds();
        foreach (var device in History.Devices.Where(d => d.Device.Gate is not null))
        {
            foreach (var (record, opening) in device.Gate.NotRung.Where(o => o.Opening.AtMs >= certain
                && IsForced(o.Opening, device.Device.Gate!.Lock)).ToList())
                Ring(device, record, opening, now);
        }
    }

    /// <summary>Takes one record of a device of this site.</summary>
    /// <param name="device">The device.</param>
    /// <param name="record">Its record, which it has not been fed before.</param>
    /// <param name="arrival">When the record came.</param>
    public void Feed(string device, UpRecord record, DateTimeOffset arrival)
    {
        if (History.Find(device) is not { } history)
            return;
        latest = (device, record);
        history.LastArrivalMs = Math.Max(history.LastArrivalMs ?? 0, arrival.ToUnixTimeMilliseconds());
        // What has no time of its own stands where it arrived, and takes no part in what needs two devices' times; unless it came as it happened,
        // neither does what is of single seconds or moments: a backlog that arrives within a second is of no one second.
        var time = clocks.Of(device, record, arrival);
        var at = time.At;
        // A backlog that it brought with it.
        if (at.ToUnixTimeMilliseconds() < history.SinceMs)
            return;
        var second = at.ToUnixTimeSeconds();
        history.NoteRecord(second, record);
        if (record is MotionRecord { Occupied: not null })
        {
            history.Camera.Sees(record, time);
            history.Things.Sees(record, time);
        }
        switch (record)
        {
            case NoiseRecord { LAeq: { } } noise:
                history.Add(second, noise, time.IsOwn);
                break;
            case MotionRecord { Occupied: { } occupied } motion when time.IsSure:
                history.Add(second, motion, occupied, time.IsOwn);
                break;
            case SoundRecord { Kind: SoundRecord.Shout } shout when time.IsSure && shout.Rise >= History.Parameters.ShoutRiseDb
                && shout.Duration is >= 0.3 and <= 3:
                second = at.AddSeconds(shout.Duration).ToUnixTimeSeconds();
                history.Add(new Burst(second, shout.Rise, shout.Level, time.IsOwn));
                break;
            case SoundRecord { Kind: SoundRecord.Impulse } bang when time.IsOwn && bang.Rise >= History.Parameters.ImpulseRiseDb:
                history.Impulses[second] = new(bang.Rise, bang.HighShare);
                break;
            case GateRecord gate:
                FeedGate(history, gate, time);
                return;
            case CameraRecord { Thing: not null } thing:
                history.Things.Add(thing, time, at - Lasted(thing, time));
                return;
            case CameraRecord camera:
                history.Camera.Add(camera, time, at - Lasted(camera, time));
                return;
            default:
                return;
        }
        history.Newest = Math.Max(history.Newest, second);
        if (second <= judged)
            late[device] = late.TryGetValue(device, out var span) ? span.With(second) : new(second, second);
    }

    /// <summary>Judges every second that closed up to <paramref name="to"/>, and again those that late records changed.</summary>
    public void AdvanceTo(DateTimeOffset to)
    {
        // What an earlier version could not read comes with the arrival it had then: it is late.
        if (to < Now)
            return;
        var isSameSecond = to.ToUnixTimeSeconds() == Now.ToUnixTimeSeconds();
        Now = to;
        // Of thousands of records that come together each would have minutes judged again.
        if (isSameSecond)
            return;
        var until = to.ToUnixTimeSeconds() - WindowClosesAfterSeconds - 1;
        if (judged == long.MinValue)
            judged = until - 1;
        // After a long pause (a laptop's lid, a debugger) only what a window can still hold is worth judging.
        var oldest = until - SecondSeries<SoundSecond>.Length;
        for (judged = Math.Max(judged, oldest); judged < until;)
            Judge(++judged);
        if (late.Count > 0)
            JudgeLate(oldest);
        Current.Forget(Now.ToUnixTimeMilliseconds());
    }

    /// <summary>The clock of this machine was set: all that is remembered goes on, so many seconds later or earlier, as if it had been so from the
    /// start.</summary>
    public void ClockSet(long bySeconds)
    {
        if (judged == long.MinValue)
            return;
        var by = TimeSpan.FromSeconds(bySeconds);
        (Now, judged) = (Now + by, judged + bySeconds);
        clocks.Move(by);
        History.Move(bySeconds);
        foreach (var (_, _, watch) in judgements)
            (watch.CandidateSince, watch.ClearSince) = (watch.CandidateSince + bySeconds, watch.ClearSince + bySeconds);
        foreach (var (device, span) in late.ToList())
            late[device] = new(span.From + bySeconds, span.To + bySeconds);
    }

    private void Judge(long second)
    {
        foreach (var (rule, source, watch) in judgements)
        {
            try
            {
                Judge(rule, source, watch, second);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Failed(rule, source, e);
            }
        }
    }

    private void Judge(Rule rule, string source, Watch watch, long second)
    {
        var open = Current.Open(rule.Code, source);
        var finding = rule.At(History, source, second, open?.LimitDb ?? watch.FrozenLimitDb);
        watch.FrozenLimitDb = finding.Condition >= Condition.Candidate || open is not null ? watch.FrozenLimitDb ?? finding.LimitDb : null;
        if (finding.Condition == Condition.Met)
            Met(rule, source, second, finding, TimeSpan.Zero);
        if (open is not null)
            CountClear(rule, watch, open, finding.Condition, second);
        Explain(rule, source, watch, finding.Condition, open is not null, second);
    }

    /// <summary>A rule that fails keeps no other from being judged, nor itself at the next second.</summary>
    private void Failed(Rule rule, string source, Exception e) => faults.Add(new(rule.Code, source, latest is var (device, record)
        ? $"record {record.Seq} ({record.GetType().Name}) of boot {record.Boot} of device {device}" : "no record", e.Message));

    private void JudgeLate(long oldest)
    {
        // What ends where no record has arrived yet is judged when one has.
        var anywhere = (Span: late.Values.Aggregate((a, b) => a.With(b.From).With(b.To)), Newest: History.Devices.Max(d => d.Newest));
        foreach (var (rule, source, _) in judgements.Where(j => j.Rule.LooksBackSeconds(History.Parameters) > 0))
        {
            // A camera's zone is device/zone.
            var device = source.Split('/')[0];
            if (!rule.LooksAtAllDevices && !late.ContainsKey(device))
                continue;
            var ((from, to), newest) = rule.LooksAtAllDevices ? anywhere : (late[device], History[device].Newest);
            var last = Math.Min(Math.Min(judged, newest), to + rule.LooksBackSeconds(History.Parameters));
            for (var second = Math.Max(from, oldest); second <= last; second++)
            {
                try
                {
                    if (rule.At(History, source, second, null) is { Condition: Condition.Met } finding && !Current.Covers(rule.Code, source, second * 1000))
                        Met(rule, source, second, finding, Now - DateTimeOffset.FromUnixTimeSeconds(second + WindowClosesAfterSeconds));
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    Failed(rule, source, e);
                }
            }
        }
        late.Clear();
    }

    private void Met(Rule rule, string source, long second, Finding finding, TimeSpan lateness)
    {
        rule.Happened(History, source, second);
        Current.Met(rule, source, Say(rule.Describe(History, source, second, finding.LimitDb)), second * 1000, finding.LimitDb, again: false, lateness);
    }

    private void FeedGate(DeviceHistory device, GateRecord gate, RecordTime time)
    {
        var happened = device.Gate.Add(gate, time, History.Parameters);
        if (rehearsed is not null || device.Device.Gate is not { Lock: var lockType })
            return;
        var source = device.Device.Id;
        foreach (var (record, change, atMs, opening, toldAs) in happened)
        {
            if (change == GateChange.Opened && IsForced(opening, lockType) && !IsForced(toldAs, lockType))
                Ring(device, record, opening!, Now);
            else if (change == GateChange.Closed && opening is not null && toldAs is null && Current.Open(GateForcedRule.Id, source) is not { UntilMs: null })
                quiet.Add(new(History.Site.Id, DateTimeOffset.FromUnixTimeMilliseconds(atMs), GateForcedRule.Id,
                    GateForcedRule.Only.Quiet(History, source, opening.AtMs / 1000, atMs / 1000)));
        }
    }

    private void Ring(DeviceHistory device, (string Boot, long Seq) record, GateOpening opening, DateTimeOffset now)
    {
        var source = device.Device.Id;
        Current.Met(GateForcedRule.Only, source, Say(GateForcedRule.DescribeOpening(History, source, opening)), opening.AtMs, null, again: true,
            now - DateTimeOffset.FromUnixTimeMilliseconds(opening.AtMs));
        device.Gate.HasRung(record);
    }

    private bool IsForced(GateOpening? opening, LockType lockType) => opening is not null
        && GateForcedRule.HowForced(opening, lockType, History.Parameters) is not null;

    /// <summary>It returns to normal on readings below its line: of a sensor that is silent nothing is known.</summary>
    private void CountClear(Rule rule, Watch watch, Alert open, Condition condition, long second)
    {
        var silentSince = open.UntilMs is null ? SilentSince(rule, open, second) : null;
        if (silentSince != open.SilentSinceMs)
            silence.Add(open);
        open.SilentSinceMs = silentSince;
        watch.ClearSince = condition == Condition.Clear && silentSince is null ? watch.ClearSince ?? second : null;
        if (watch.ClearSince is { } clear && second - clear >= History.Parameters.ClearSeconds)
            Current.Returned(open, clear * 1000);
    }

    /// <summary>When the sensor that has been silent longest reported last; null = all report, or are there no more.</summary>
    private long? SilentSince(Rule rule, Alert alert, long second)
    {
        long? since = null;
        foreach (var device in alert.Devices.Select(History.Find).OfType<DeviceHistory>().Where(d => rule.Reads(d.Device)))
        {
            // Before the control room started, it had reported what the alert states.
            var readingMs = rule.LastReading(device) * 1000 ?? alert.LastMs;
            if (second - readingMs / 1000 > rule.SilentAfterSeconds(History.Parameters))
                since = Math.Min(since ?? readingMs, readingMs);
        }
        return since;
    }

    /// <summary>A candidate that is over without having rung is explained.</summary>
    private void Explain(Rule rule, string source, Watch watch, Condition condition, bool wasOpen, long second)
    {
        if (condition == Condition.Met || wasOpen)
            watch.CandidateSince = null;
        else if (condition == Condition.Candidate)
            watch.CandidateSince ??= second;
        else if (watch.CandidateSince is { } since && condition != Condition.Unknown)
        {
            watch.CandidateSince = null;
            if (rehearsed is null)
                quiet.Add(new(History.Site.Id, DateTimeOffset.FromUnixTimeSeconds(second), rule.Code, rule.Quiet(History, source, since, second)));
        }
    }

    /// <summary>For how long what a camera reports has been so: by its clock, unless that was set meanwhile.</summary>
    private static TimeSpan Lasted(CameraRecord record, RecordTime time)
    {
        var lasted = record.T - record.Since;
        return lasted >= TimeSpan.Zero && lasted <= (time.IsOwn ? BootClocks.Oldest : SetWithin + TimeSpan.FromMilliseconds(record.Up)) ? lasted
            : TimeSpan.Zero;
    }

    private bool HasCamera => History.Site.Devices.Any(d => d.Camera is not null);

    private AlertLifecycle NewLifecycle() => new(History.Site.Id, HasCamera, History.Parameters);

    private void FollowSources()
    {
        var known = judgements.ToDictionary(j => (j.Rule, j.Source), j => j.Watch);
        judgements = [.. rules.SelectMany(rule => rule.Sources(History).Select(source => (rule, source, known.GetValueOrDefault((rule, source)) ?? new())))];
    }

    private Statement Say(Statement statement) => History.Site.DemoHours ? statement with { Why = statement.Why + " (demo hours)" } : statement;

    private readonly record struct Span(long From, long To)
    {
        public Span With(long second) => new(Math.Min(From, second), Math.Max(To, second));
    }

    /// <summary>What is remembered of one code and source between seconds.</summary>
    private sealed class Watch
    {
        public long? CandidateSince { get; set; }

        public long? ClearSince { get; set; }

        public double? FrozenLimitDb { get; set; }
    }
}
