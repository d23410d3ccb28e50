using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>The scenes of the codes that mostly wait for an officer, an engineer or a patrol, and what looks like each of them and must not ring.</summary>
internal static class NuisanceScenes
{
    /// <summary>So long that, wherever quarter-hours are cut, one whole of them lies before what happens.</summary>
    private const int Before = 1800;

    public static IReadOnlyList<RuleScene> All { get; } =
    [
        new("GATE-ATTACK", SiteType.ALLEY, Scenario.Gate, 20, (site, t, n) => Shocks(site, t, n), RuleScenes.Shut),
        new("GATE-OUT-OF-HOURS", SiteType.ALLEY, Scenario.Gate, 10, (site, t, n) => RuleScenes.Opens(site, t, n, BoltState.Withdrawn), RuleScenes.Shut)
        {
            End = RuleScenes.Closes,
        },
        new("GATE-NOT-BOLTED", SiteType.ALLEY, Scenario.Gate, 80, (site, t, n) => NotBolted(site, t, n, 60), RuleScenes.Shut) { End = RuleScenes.Closes },
        new("NOISE-BASS", SiteType.STREET, Scenario.Microphone, Before + 660, (site, t, n) => Music(site, t, n < Before ? 45 : 65), (site, t) =>
            Music(site, t, 45)),
        new("NOISE-EVENTS", SiteType.HOME, Scenario.Microphone, 120, (site, t, n) => Peaks(site, t, n, 120), (site, t) => site.Noise(t, 26)),
        new("EVIDENCE-DOUBT", SiteType.HOME, Scenario.Microphone, 90, (site, t, _) => Beats(site, t, 1_500), (site, t) => Beats(site, t, 3)),
        new("LICENCE-LIMIT", SiteType.VENUE, Scenario.Microphone, 960, (site, t, _) => site.Noise(t, 70), (site, t) => site.Noise(t, 50))
        {
            Prepare = Licensed,
        },
        new("VEH-NOISE", SiteType.STREET, Scenario.Microphone, 70, (site, t, n) => Passes(site, t, n, 8), (site, t) => Passes(site, t, 10, 0)),
        new("ALARM-SOUND", SiteType.TOWN, Scenario.Microphone, 1_300, (site, t, n) => Alarm(site, t, n, 1_300), (site, t) => site.Noise(t, 50))
        {
            End = site => site.Alarm(site.Now, 1_300, ongoing: false),
        },
        new("FIREWORKS", SiteType.TOWN, Scenario.Microphone, 100, (site, t, n) => Bangs(site, t, n, atBoth: true), Calm)
        {
            Prepare = site => site.WithOtherMicrophone(),
        },
    ];

    /// <summary>By what it must not ring for.</summary>
    public static IReadOnlyDictionary<string, RuleScene> Spared { get; } = new Dictionary<string, RuleScene>
    {
        ["a gate that is slammed three times"] = Like("GATE-ATTACK", 60, (site, t, n) =>
            site.GateIs(n % 10 == 0 ? ContactState.Open : ContactState.Closed, BoltState.Withdrawn, shock: n % 10 is 1 or 2 ? 2 : null, at: t)),
        ["a gate that is forced"] = Like("GATE-OUT-OF-HOURS", 10, (site, t, n) => RuleScenes.Opens(site, t, n, BoltState.Thrown)),
        ["a resident who locks within half a minute"] = Like("GATE-NOT-BOLTED", 120, (site, t, n) => NotBolted(site, t, n, 30)),
        ["a hum that was there before"] = Like("NOISE-BASS", Before + 900, (site, t, _) => Music(site, t, 65)),
        ["a lorry for three minutes"] = Like("NOISE-BASS", Before + 900, (site, t, n) => Music(site, t, n is >= Before and < Before + 180 ? 65 : 45)),
        ["four peaks"] = Like("NOISE-EVENTS", 120, (site, t, n) => Peaks(site, t, n, 80)),
        ["a clock that is a quarter of a second off"] = Like("EVIDENCE-DOUBT", 300, (site, t, _) => Beats(site, t, -250)),
        ["one period over the figure"] = Like("LICENCE-LIMIT", 1_200, (site, t, n) => site.Noise(t, n is > 240 and < 540 ? 70 : 50)),
        ["loud passes that no camera sees"] = Like("VEH-NOISE", 120, (site, t, n) => Passes(site, t, n, 0)),
        ["an alarm for ten minutes"] = Like("ALARM-SOUND", 1_500, (site, t, n) => Alarm(site, t, n, 600)),
        ["bangs that one sensor hears"] = Like("FIREWORKS", 100, (site, t, n) => Bangs(site, t, n, atBoth: false)),
        ["glass that breaks again and again"] = Like("FIREWORKS", 100, (site, t, n) => Bangs(site, t, n, atBoth: true, highShare: 0.6)),
    };

    private static RuleScene Like(string code, int seconds, Action<Scenario, DateTimeOffset, int> each) =>
        All.Single(s => s.Code == code) with { Seconds = seconds, Each = each };

    private static void Calm(Scenario site, DateTimeOffset t)
    {
        site.Noise(t, 50);
        site.NoiseAtOther(t, 50);
    }

    private static void Shocks(Scenario site, DateTimeOffset t, int second)
    {
        if (second is 0 or 5 or 10)
            site.GateIs(ContactState.Closed, BoltState.Thrown, shock: 2, at: t);
    }

    /// <summary>Shut, and locked so many seconds later.</summary>
    private static void NotBolted(Scenario site, DateTimeOffset t, int second, int locked)
    {
        if (second % 30 == 0)
            site.GateIs(ContactState.Closed, second >= locked && locked < 60 ? BoltState.Thrown : BoltState.Withdrawn, at: t);
    }

    private static void Music(Scenario site, DateTimeOffset t, double at63) => site.Bass(t, 50, at63 + 3, at63, 40);

    private static void Peaks(Scenario site, DateTimeOffset t, int second, int until)
    {
        if (second % 20 == 1 && second < until)
            site.Peak(t, 45, 62);
        else
            site.Noise(t, 26);
    }

    private static void Beats(Scenario site, DateTimeOffset t, double clockErrorMs)
    {
        if (t.ToUnixTimeSeconds() % 10 == 0)
            site.Beats(Scenario.Microphone, clockErrorMs);
    }

    private static void Licensed(Scenario site) => site.Follow(s => s with
    {
        Licence = new() { Text = "LAeq,5min at the boundary does not exceed 60 dB.", LimitDb = 60, Minutes = 5, From = "00:00", To = "00:00" },
    });

    private static void Passes(Scenario site, DateTimeOffset t, int second, double road)
    {
        site.OnTheRoad(t, second % 20 < 3 ? road : 0);
        site.Peak(t, 55, second % 20 == 1 ? 91 : 58);
    }

    private static void Alarm(Scenario site, DateTimeOffset t, int second, int until)
    {
        site.Noise(t, second < until ? 62 : 50);
        if (second <= until && (second % 60 == 5 || second == until))
            site.Alarm(t, second, ongoing: second < until);
    }

    private static void Bangs(Scenario site, DateTimeOffset t, int second, bool atBoth, double highShare = 0.1)
    {
        Calm(site, t);
        if (second % 30 == 0)
            site.Bang(t, atBoth, highShare);
    }
}
