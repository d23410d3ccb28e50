using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>
/// LOITER-GATE: in an alley's closed hours somebody is at the shut gate for 3 of 10 min; more urgent on the third night of seven. A person coming
/// through opens the gate.
/// </summary>
internal sealed class LoiterGateRule : Rule
{
    public const string Id = "LOITER-GATE";

    private const int WindowSeconds = 600;

    /// <summary>The part of the time it takes from which a trigger that came to nothing is explained.</summary>
    private const double CandidatePart = 0.5;

    public override string Code => Id;

    public override string Title => "After-hours loitering at gate";

    public override CodeFacts Facts => new([3, 2], [Responder.Cctv, Responder.Patrol],
        [nameof(RuleParameters.LoiterSeconds), nameof(RuleParameters.LoiterNights), nameof(RuleParameters.LoiterOfNights)])
    {
        Heading = NsirHeading.Trespass,
    };

    public override TimeSpan Remembers(RuleParameters parameters) => TimeSpan.FromDays(parameters.LoiterOfNights + 1);

    public override void Happened(SiteHistory site, Source source, long second) => site.LoiterNights.Add(source, second);

    public override string Version => "2";

    public override IEnumerable<Source> Sources(SiteHistory site) => site.Site.Type == SiteType.ALLEY
        ? site.Zones(z => z == ZoneKind.Gate).Where(s => site.GatesOf(site.Zone(s).Device).Any()) : [];

    public override int LooksBackSeconds(RuleParameters parameters) => WindowSeconds;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        if (!site.IsClosedHours(second))
            return new(Condition.Clear);
        var present = Present(site, source, second).Seconds;
        return new(present >= site.Parameters.LoiterSeconds ? Condition.Met
            : present >= CandidatePart * site.Parameters.LoiterSeconds ? Condition.Candidate
            : Condition.Clear);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var (device, zone) = site.Zone(source);
        var nights = site.LoiterNights.Until(source, second);
        var (present, since) = Present(site, source, second);
        var again = nights > 1 ? $"; on {nights} of the last {site.Parameters.LoiterOfNights} nights" : "";
        return new(nights >= site.Parameters.LoiterNights ? 2 : 3,
            FormattableString.Invariant($"{device.Device.Name}, {zone.Id}: somebody there for {present / 60:0.0} of 10 min, the gate shut") + again,
            (since ?? second) * 1000, [device.Device.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastMovement;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) =>
        $"{site.Zone(source).Zone.Id}: somebody at the shut gate for under {site.Parameters.LoiterSeconds} of {WindowSeconds} s";

    /// <summary>Seconds of the window, of closed hours and with every gate there shut, in which somebody was there; and the first of them.</summary>
    private static (double Seconds, long? Since) Present(SiteHistory site, Source source, long second)
    {
        var (device, zone) = site.Zone(source);
        var gates = site.GatesOf(device).Select(g => g.Gate).ToList();
        var (sum, since) = (0.0, (long?)null);
        for (var s = second - WindowSeconds + 1; s <= second; s++)
            if (device.Presence(zone.Id, s) is > 0 and var share && gates.TrueForAll(g => g.WasShut(s)) && site.IsClosedHours(s))
                (sum, since) = (sum + share, since ?? s);
        return (sum, since);
    }
}
