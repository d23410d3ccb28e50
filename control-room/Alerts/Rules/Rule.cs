using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>A rule's condition at one second.</summary>
internal enum Condition
{
    /// <summary>Not known: too few valid seconds. Neither rings nor clears.</summary>
    Unknown,

    /// <summary>Below the trigger less the margin: counts towards returning to normal.</summary>
    Clear,

    /// <summary>Below the trigger, not yet clear.</summary>
    Below,

    /// <summary>The condition is true and has not been held long enough.</summary>
    Candidate,

    /// <summary>The rule is met.</summary>
    Met,
}

/// <summary>What a rule finds for one source at one second.</summary>
/// <param name="Condition">Whether it is met, and how far from it.</param>
/// <param name="LimitDb">The rule's line in dB; null = it has none.</param>
internal readonly record struct Finding(Condition Condition, double? LimitDb = null);

/// <summary>What an alert states when it rings.</summary>
/// <param name="Priority">1 to 4.</param>
/// <param name="Why">One line.</param>
/// <param name="SinceMs">Start of the condition.</param>
/// <param name="Devices">Devices whose records made it.</param>
internal sealed record Statement(int Priority, string Why, long SinceMs, IReadOnlyList<string> Devices);

/// <summary>A rule that failed at one second of a source: its condition there is not known.</summary>
/// <param name="Code">The rule's.</param>
/// <param name="Source">What it looked at.</param>
/// <param name="After">The last record before it failed, by name.</param>
/// <param name="Reason">What went wrong.</param>
internal sealed record RuleFault(string Code, Source Source, string After, string Reason);

/// <summary>For whom an alert is, at a place that is no home.</summary>
internal enum Audience
{
    /// <summary>CCTV operators.</summary>
    Operators,

    /// <summary>Engineers: nothing happened at the place, a sensor needs a hand.</summary>
    Engineers,

    /// <summary>Officers of environmental health, licensing and community safety: it waits for their desk.</summary>
    Officers,
}

/// <summary>
/// One alert code, and all that is particular to it. A pure function of the site's history: the same second gives the same finding whenever it is asked,
/// so late records are judged by asking again.
/// </summary>
internal abstract class Rule
{
    public abstract string Code { get; }

    /// <summary>What people call it.</summary>
    public abstract string Title { get; }

    /// <summary>Stored with every alert; raised when the rule's meaning changes.</summary>
    public virtual string Version => "1";

    /// <summary>The code that its alerts feed or follow, under which they fold if that is as urgent; null = none.</summary>
    public virtual string? FoldsUnder => null;

    /// <summary>What kind of zone an alert is about that rang for a whole device; null = none more than another.</summary>
    public virtual ZoneKind? IsAbout => null;

    public virtual Audience Audience => Audience.Operators;

    /// <summary>Priorities, responders, heading and figures of the code.</summary>
    public abstract CodeFacts Facts { get; }

    /// <summary>True: in wind and rain its sound is not believed, and it is P4.</summary>
    public virtual bool IsOutdoorNoise => false;

    /// <summary>True: a still and a clip are asked of the site's camera. A resident is not filmed for coming home late.</summary>
    public virtual bool TakesPicture => true;

    /// <summary>How late a fact may be and still ring; what is older enters the journal as found later, silently.</summary>
    public virtual TimeSpan RingsUpTo => TimeSpan.FromSeconds(60);

    /// <summary>How far back its earlier alerts count for what it finds; zero = they do not.</summary>
    public virtual TimeSpan Remembers(RuleParameters parameters) => TimeSpan.Zero;

    /// <summary>True: its finding on a source may change with records of the site's other devices.</summary>
    public virtual bool LooksAtAllDevices => false;

    /// <summary>What can ring on its own: device ids, zones of cameras, or the site's id.</summary>
    public abstract IEnumerable<Source> Sources(SiteHistory site);

    /// <summary>How many seconds before the one judged it looks at: a late record changes its findings of so many after it.
    /// 0 = none of the past, late records change nothing.</summary>
    public abstract int LooksBackSeconds(RuleParameters parameters);

    /// <param name="site">The site.</param>
    /// <param name="source">One of <see cref="Sources"/>.</param>
    /// <param name="second">The Unix second judged; nothing later is looked at.</param>
    /// <param name="frozenLimitDb">The line as it was in the candidate's first second; null = no candidate yet.</param>
    public abstract Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb);

    public abstract Statement Describe(SiteHistory site, Source source, long second, double? limitDb);

    /// <summary>The Unix second of a device's last reading that shows whether the condition still holds; null = there has been none.</summary>
    public abstract long? LastReading(DeviceHistory device);

    /// <summary>After so many seconds without such a reading nothing is known: then it is not over, whatever was so last.</summary>
    public virtual int SilentAfterSeconds(RuleParameters parameters) => parameters.SilentSeconds;

    /// <summary>Whether such readings come from this device.</summary>
    public virtual bool Reads(DeviceEntry device) => true;

    /// <summary>It was met now, or, as the journal states, before the control room started.</summary>
    public virtual void Happened(SiteHistory site, Source source, long second)
    {
    }

    /// <summary>The journal states that an alert of it is open: what its records showed before the control room started goes on.</summary>
    public virtual void Recall(SiteHistory site, Alert open, long nowMs)
    {
    }

    /// <summary>Why a candidate that is over did not ring.</summary>
    public abstract string Quiet(SiteHistory site, Source source, long fromSecond, long second);

    protected static IEnumerable<Source> WithSound(SiteHistory site) => site.Of(d => d.Sound is not null);

    /// <summary>Cameras where crowds gather; in a gated alley one person fills the picture.</summary>
    protected static IEnumerable<Source> WithCrowds(SiteHistory site) =>
        site.Site.Type is SiteType.TOWN or SiteType.STREET or SiteType.VENUE ? site.Of(d => d.Camera is not null) : [];

    protected static string Db(double level) => FormattableString.Invariant($"{level:0.0} dB");
}
