using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>GATE-OUT-OF-HOURS: a valid opening in closed hours; more urgent from the third of a night on. A forced one is GATE-FORCED.</summary>
/// <remarks>An opening that a late record shows to have been forced has been counted here too.</remarks>
internal sealed class GateOutOfHoursRule : MomentRule
{
    public const string Id = "GATE-OUT-OF-HOURS";

    public override string Code => Id;

    public override string Title => "Opened out of hours";

    public override bool TakesPicture => false;

    public override CodeFacts Facts => new([4, 3], [Responder.CommunitySafety], [nameof(RuleParameters.OutOfHoursOpenings)]);

    public override Audience Audience => Audience.Officers;

    public override ZoneKind? IsAbout => ZoneKind.Gate;

    public override TimeSpan Remembers(RuleParameters parameters) => TimeSpan.FromDays(1);

    public override void Happened(SiteHistory site, Source source, long second) => site.Openings.Add(source, second);

    public override IEnumerable<Source> Sources(SiteHistory site) => site.Of(d => d.Gate is not null);

    /// <summary>While it is open the alert stands; shut, it is on its way to normal.</summary>
    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb) =>
        new(site[source].Gate.OpenSinceMs is null ? Condition.Clear : Condition.Below);

    public override IEnumerable<Moment> Shown(SiteHistory site, Source source, UpRecord record) =>
        record is GateRecord && site[source].Gate.Shown(site.Parameters) is { } opening ? Found(site, source, [opening], 0) : [];

    public override IEnumerable<Moment> Missed(SiteHistory site, Source source, long certainFromMs) =>
        Found(site, source, site[source].Gate.Openings(site.Parameters), certainFromMs + GateForcedRule.LookBackMs);

    public override long? LastReading(DeviceHistory device) => device.LastGateRecord;

    public override int SilentAfterSeconds(RuleParameters parameters) => parameters.SilentGateSeconds;

    private static IEnumerable<Moment> Found(SiteHistory site, Source source, IEnumerable<GateOpening> openings, long fromMs)
    {
        var device = site[source];
        foreach (var opening in openings.Where(o => site.IsClosedHours(o.AtMs / 1000) && !GateForcedRule.IsForced(site, device, o)))
        {
            if (!device.Rang.Add(opening.ValidKey) || opening.AtMs < fromMs)
                continue;
            site.Openings.Add(source, opening.AtMs / 1000);
            var count = site.Openings.Until(source, opening.AtMs / 1000);
            yield return new(opening.AtMs, new(count >= site.Parameters.OutOfHoursOpenings ? 3 : 4, $"{device.Device.Name}: opened in closed hours ("
                + $"{site.Site.Hours.Closed}) by {By(device.Device.Gate!.Lock, opening)}; {count} of this night", opening.AtMs, [source.Id]));
        }
    }

    private static string By(LockType lockType, GateOpening opening) => lockType == LockType.Electronic ? "a valid unlock"
        : opening.Bolt == BoltState.Withdrawn ? "its withdrawn bolt" : "what shows no force; no bolt sensor tells more";
}
