using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Codes;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>
/// All rules of one site. Pure: takes records and the time, gives alert changes and the reasons of what stayed quiet.
/// The same records with the same arrival times give the same changes.
/// </summary>
internal sealed class RuleEvaluator
{
    /// <summary>A second is judged this long after its end: decision 0010.</summary>
    public const int WindowClosesAfterSeconds = 3;

    private readonly IReadOnlyList<Rule> rules;
    private readonly SiteRecords records;
    private Judgement[] judgements = [], ofMoments = [];
    private readonly List<QuietEntry> quiet = [];
    private readonly List<RuleFault> faults = [];
    private readonly HashSet<Alert> silence = [];

    /// <summary>While it takes records that were judged before, the alerts they make: no alert rings, the journal has those made then.</summary>
    private AlertLifecycle? rehearsed;

    private long judged = long.MinValue;

    /// <param name="site">The site.</param>
    /// <param name="baseline">What is usual there.</param>
    /// <param name="parameters">The rules' own.</param>
    /// <param name="rules">Those to judge by; null = all.</param>
    public RuleEvaluator(SiteEntry site, SiteBaseline baseline, RuleParameters parameters, IReadOnlyList<Rule>? rules = null)
    {
        History = new(site, baseline, parameters);
        records = new(History);
        Lifecycle = NewLifecycle();
        this.rules = rules ?? AlertCodes.All;
        FollowSources();
    }

    public SiteHistory History { get; }

    /// <summary>The time to which it was last advanced: what happened before it is late by so much.</summary>
    public DateTimeOffset Now { get; private set; }

    public AlertLifecycle Lifecycle { get; }

    private AlertLifecycle Current => rehearsed ?? Lifecycle;

    public IReadOnlyList<QuietEntry> TakeQuiet() => Taken(quiet);

    /// <summary>Where rules failed since it was asked last.</summary>
    public IReadOnlyList<RuleFault> TakeFaults() => Taken(faults);

    /// <summary>The open alerts whose sensor has fallen silent since they were taken last, or reports again.</summary>
    public IReadOnlyList<Alert> TakeSilence() => Taken(silence);

    /// <summary>Takes what the journal states was open, before the records since then: what a camera found may be older than they are.</summary>
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
        var hasOtherLines = parameters != History.Parameters || site.Baseline != History.Site.Baseline || baseline.Version != History.Baseline.Version;
        History.Follow(site, baseline, parameters);
        Lifecycle.Follow(History.HasCamera, parameters);
        rehearsed?.Follow(History.HasCamera, parameters);
        FollowSources();
        foreach (var judgement in judgements.Where(_ => hasOtherLines))
            judgement.ForgetLine();
        records.FollowDevices();
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

    /// <summary>What was judged before has been taken. A moment that only all of it together shows rings now: it was not known from the parts.</summary>
    /// <param name="from">Of when the first of it was.</param>
    /// <param name="now">For how late a moment is.</param>
    public void EndRecall(DateTimeOffset from, DateTimeOffset now)
    {
        rehearsed = null;
        foreach (var judgement in ofMoments)
            Happened(judgement, ((MomentRule)judgement.Rule).Missed(History, judgement.Source, from.ToUnixTimeMilliseconds()), now);
    }

    /// <summary>Takes one record of a device of this site.</summary>
    /// <param name="device">The device.</param>
    /// <param name="record">Its record, which it has not been fed before.</param>
    /// <param name="arrival">When the record came.</param>
    /// <param name="time">When it was.</param>
    public void Feed(string device, UpRecord record, DateTimeOffset arrival, RecordTime time)
    {
        if (!records.Take(device, record, arrival, time, judged) || rehearsed is not null)
            return;
        foreach (var judgement in ofMoments)
            if (judgement.Source.Id == device)
                Happened(judgement, ((MomentRule)judgement.Rule).Shown(History, judgement.Source, record), Now);
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
        judged = judged == long.MinValue ? until - 1 : judged;
        // After a long pause (a laptop's lid, a debugger) only what a window can still hold is worth judging.
        var oldest = until - SecondSeries<SoundSecond>.Length;
        for (judged = Math.Max(judged, oldest); judged < until;)
        {
            judged++;
            foreach (var judgement in judgements)
                Judge(judgement, judged, isLate: false);
        }
        if (records.AnyLate)
            JudgeLate(oldest);
        Current.Forget(Now.ToUnixTimeMilliseconds());
    }

    /// <summary>The clock of this machine was set: what is remembered goes on as if it had been so from the start.</summary>
    public void ClockSet(long bySeconds)
    {
        if (judged == long.MinValue)
            return;
        (Now, judged) = (Now.AddSeconds(bySeconds), judged + bySeconds);
        records.Move(bySeconds);
        History.Move(bySeconds);
        foreach (var judgement in judgements)
            judgement.Move(bySeconds);
    }

    /// <summary>A rule that fails keeps no other from being judged, nor itself at the next second.</summary>
    private void Judge(Judgement judgement, long second, bool isLate)
    {
        try
        {
            if (isLate)
                JudgeAgain(judgement, second);
            else
                Judge(judgement, second);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            faults.Add(new(judgement.Rule.Code, judgement.Source, records.Latest is var (device, record)
                ? $"record {record.Seq} ({record.GetType().Name}) of boot {record.Boot} of device {device}" : "no record", e.Message));
        }
    }

    private void Judge(Judgement judgement, long second)
    {
        var open = Current.Open(judgement.Rule.Code, judgement.Source);
        var finding = judgement.At(History, open, second);
        if (finding.Condition == Condition.Met)
            Met(judgement, second, finding, TimeSpan.Zero);
        // Beside one that waits there may be a test of the same.
        var all = open is null ? [] : Current.AllOpen(judgement.Rule.Code, judgement.Source);
        silence.UnionWith(all.Where(a => judgement.NoteSilence(History, a, second)));
        if (open is not null && judgement.ReturnedAt(History, open, finding.Condition, second) is { } clear)
            foreach (var alert in all)
                Current.Returned(alert, clear * 1000);
        if (judgement.Explain(History, finding.Condition, open is not null, second) is { } why && rehearsed is null)
            Explain(judgement, DateTimeOffset.FromUnixTimeSeconds(second), why);
    }

    /// <summary>What ends where no record has arrived yet is judged when one has.</summary>
    private void JudgeLate(long oldest)
    {
        foreach (var judgement in judgements)
            foreach (var second in records.LateFor(judgement, oldest, judged))
                Judge(judgement, second, isLate: true);
        records.ForgetLate();
    }

    private void JudgeAgain(Judgement judgement, long second)
    {
        if (judgement.Rule.At(History, judgement.Source, second, null) is { Condition: Condition.Met } finding
            && !Current.Covers(judgement.Rule.Code, judgement.Source, second * 1000, judgement.VisitAt(History, second, finding) is not null))
            Met(judgement, second, finding, Now - DateTimeOffset.FromUnixTimeSeconds(second + WindowClosesAfterSeconds));
    }

    private void Met(Judgement judgement, long second, Finding finding, TimeSpan lateness)
    {
        var (rule, source) = (judgement.Rule, judgement.Source);
        var visit = judgement.VisitAt(History, second, finding);
        if (visit is null)
            rule.Happened(History, source, second);
        var (statement, disbelief) = judgement.Describe(History, second, finding.LimitDb);
        if (disbelief is not null && visit is null && rehearsed is null && Current.Open(rule.Code, source) is null)
            Explain(judgement, DateTimeOffset.FromUnixTimeSeconds(second), disbelief);
        Current.Met(rule, source, History.Say(statement), second * 1000, finding.LimitDb, again: false, lateness, visit);
    }

    private void Happened(Judgement judgement, IEnumerable<Moment> moments, DateTimeOffset now)
    {
        var (rule, source) = (judgement.Rule, judgement.Source);
        foreach (var moment in moments)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(moment.AtMs);
            if (moment.Statement is { } statement)
                Current.Met(rule, source, History.Say(statement), moment.AtMs, null, again: true, now - at,
                    History.VisitAt(moment.AtMs, () => statement.Devices));
            else if (moment.Quiet is { } why && Current.Open(rule.Code, source) is not { UntilMs: null })
                Explain(judgement, at, why);
        }
    }

    private void Explain(Judgement judgement, DateTimeOffset at, string why) => quiet.Add(new(History.Site.Id, at, judgement.Rule.Code, why));

    private static T[] Taken<T>(ICollection<T> all)
    {
        T[] taken = [.. all];
        all.Clear();
        return taken;
    }

    private AlertLifecycle NewLifecycle() => new(History.Site.Id, History.HasCamera, History.Parameters, History.TimeZone);

    private void FollowSources()
    {
        var known = judgements.ToDictionary(j => (j.Rule, j.Source));
        judgements = [.. from rule in rules
                         from source in rule.Sources(History)
                         select known.GetValueOrDefault((rule, source)) ?? new Judgement(rule, source)];
        ofMoments = [.. judgements.Where(j => j.Rule is MomentRule)];
    }
}
