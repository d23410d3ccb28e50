using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Rules;

/// <summary>What makes one code ring and what ends it, as its sensor reports it second by second.</summary>
/// <param name="Code">The alert's code.</param>
/// <param name="Type">Where it rings.</param>
/// <param name="Sensor">The device whose readings make it.</param>
/// <param name="Seconds">How long it takes.</param>
/// <param name="Each">What the sensor reports in the n-th second of it.</param>
/// <param name="CalmEach">What it reports in a second in which nothing is the matter.</param>
internal sealed record RuleScene(string Code, SiteType Type, string Sensor, int Seconds, Action<Scenario, DateTimeOffset, int> Each, Action<Scenario,
    DateTimeOffset> CalmEach)
{
    /// <summary>What the sensor reports at the moment in which it is over.</summary>
    public Action<Scenario> End { get; init; } = _ => { };

    /// <summary>What is particular to its site.</summary>
    public Action<Scenario> Prepare { get; init; } = _ => { };

    /// <summary>Its site after a calm minute.</summary>
    public Scenario Begin()
    {
        var site = new Scenario(Type);
        Prepare(site);
        // Its other devices are silent, which is no matter here.
        site.History.ListeningSince = Code == "DEVICE-OFFLINE" ? site.Start.ToUnixTimeSeconds() - 600 : null;
        return site.Run(60, Calm(site));
    }

    public Action<DateTimeOffset> Calm(Scenario site) => t => CalmEach(site, t);

    /// <summary>From its first second on.</summary>
    public Action<DateTimeOffset> Happens(Scenario site)
    {
        var second = 0;
        return t => Each(site, t, second++);
    }
}

internal static class RuleScenes
{
    /// <summary>Every code but DEVICE-OFFLINE, which silence itself makes ring.</summary>
    public static IReadOnlyList<RuleScene> All { get; } =
    [
        new("NOISE-NIGHT", SiteType.HOME, Scenario.Microphone, 320, (site, t, _) => site.Noise(t, 48), (site, t) => site.Noise(t, 26)),
        new("NOISE-CROWD", SiteType.TOWN, Scenario.Microphone, 200, (site, t, _) => site.Noise(t, 75), (site, t) => site.Noise(t, 50)),
        new("NOISE-SHOUT", SiteType.STREET, Scenario.Microphone, 20, (site, t, n) => Shouts(site, t, n), (site, t) => site.Noise(t, 50)),
        new("CROWD-BUILD", SiteType.TOWN, Scenario.Camera, 320, (site, t, _) => site.Crowd(t, 6), (site, t) => site.Crowd(t, 1)),
        new("CROWD-SCATTER", SiteType.TOWN, Scenario.Camera, 130, (site, t, n) => site.Crowd(t, n < 80 ? 8 : n < 84 ? 9 : 1, n is >= 80 and < 84 ? 0.6 : null),
            (site, t) => site.Crowd(t, 1)),
        new("DISORDER", SiteType.TOWN, Scenario.Camera, 40, (site, t, n) =>
        {
            Shouts(site, t, n);
            site.Moved(t, 8, 0.8);
        }, (site, t) =>
        {
            site.Noise(t, 50);
            site.Moved(t, 1, null);
        }),
        new("GATE-FORCED", SiteType.ALLEY, Scenario.Gate, 10, (site, t, n) => Opens(site, t, n, BoltState.Thrown), Shut) { End = Closes },
        new("GATE-LEFT-OPEN", SiteType.ALLEY, Scenario.Gate, 140, (site, t, n) => Opens(site, t, n, BoltState.Withdrawn), Shut) { End = Closes },
        new("ENCLOSURE-OPEN", SiteType.ALLEY, Scenario.Gate, 10, (site, t, n) => LidOff(site, t, n), LidOn) { End = site => site.LidIs(ContactState.Closed) },
        new("CAMERA-BLOCKED", SiteType.TOWN, Scenario.Camera, 30, (site, t, n) => Finds(site, t, n, s => s.Found(CameraRecord.Covered, t)), (site, t) =>
            site.Moved(t, 1, null))
        {
            End = site => site.Cleared(CameraRecord.Covered, site.Now.AddSeconds(-60)),
        },
        new("OBJECT-LEFT", SiteType.TOWN, Scenario.Camera, 640, (site, t, n) =>
            Finds(site, t, n, s => s.Stands(CameraRecord.ObjectLeft, 1, Scenario.GateZone, t)), (site, t) => site.Moved(t, 1, null))
        {
            End = site => site.Stands(CameraRecord.ObjectLeft, 1, Scenario.GateZone, site.Now, FindingState.Cleared),
        },
        new("VEH-STOPPED", SiteType.TOWN, Scenario.Camera, 80, (site, t, n) =>
            Finds(site, t, n, s => s.Stands(CameraRecord.VehicleStopped, 2, Scenario.KeepClearZone, t)), (site, t) => site.Moved(t, 1, null))
        {
            End = site => site.Stands(CameraRecord.VehicleStopped, 2, Scenario.KeepClearZone, site.Now, FindingState.Cleared),
        },
        new("LOITER-GATE", SiteType.ALLEY, Scenario.Camera, 200, (site, t, _) => site.AtTheGate(t, 1), (site, t) =>
        {
            Shut(site, t);
            site.AtTheGate(t, 0);
        }),
        .. NuisanceScenes.All,
    ];

    public static RuleScene Of(string code) => All.Single(s => s.Code == code);

    private static void Shouts(Scenario site, DateTimeOffset t, int second)
    {
        site.Noise(t, 57);
        if (second % 4 == 0 && second < 12)
            site.Shout(t);
    }

    /// <summary>Reported when it happens and then once a minute.</summary>
    public static void Opens(Scenario site, DateTimeOffset t, int second, BoltState bolt)
    {
        if (second % 60 == 0)
            site.GateIs(ContactState.Open, bolt, at: t);
    }

    public static void Shut(Scenario site, DateTimeOffset t)
    {
        if (t.ToUnixTimeSeconds() % 60 == 0)
            site.GateIs(ContactState.Closed, BoltState.Thrown, at: t);
    }

    public static void Closes(Scenario site) => site.GateIs(ContactState.Closed, BoltState.Thrown);

    private static void LidOff(Scenario site, DateTimeOffset t, int second)
    {
        if (second % 60 == 0)
            site.LidIs(ContactState.Open, t);
    }

    private static void LidOn(Scenario site, DateTimeOffset t)
    {
        if (t.ToUnixTimeSeconds() % 60 == 0)
            site.LidIs(ContactState.Closed, t);
    }

    private static void Finds(Scenario site, DateTimeOffset t, int second, Action<Scenario> finds)
    {
        site.Moved(t, 1, null);
        if (second == 2)
            finds(site);
    }
}
