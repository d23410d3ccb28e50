using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>GATE-NOT-BOLTED: for 60 s the gate has been shut and not locked, or has stood open while its bolt reads thrown.</summary>
/// <remarks>A gate that reports neither bolt nor unlock is never found unlocked.</remarks>
internal sealed class GateNotBoltedRule : Rule
{
    public const string Id = "GATE-NOT-BOLTED";

    /// <summary>The part of the time it takes from which a trigger that came to nothing is explained: whoever walks through turns a key.</summary>
    private const double CandidatePart = 0.5;

    public override string Code => Id;

    public override string Title => "Shut but not locked, or sensors disagree";

    public override CodeFacts Facts => new([3], [Responder.Engineer], [nameof(RuleParameters.NotBoltedSeconds)]);

    public override string FoldsUnder => GateForcedRule.Id;

    public override ZoneKind? IsAbout => ZoneKind.Gate;

    public override Audience Audience => Audience.Engineers;

    public override IEnumerable<Source> Sources(SiteHistory site) => site.Of(d => d.Gate is not null);

    public override int LooksBackSeconds(RuleParameters parameters) => 0;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        if (site[source].Gate.Standing is not { } standing || How(standing, Lock(site, source)) is null)
            return new(Condition.Clear);
        var lasted = second - standing.SinceMs / 1000;
        return new(lasted >= site.Parameters.NotBoltedSeconds ? Condition.Met
            : lasted >= CandidatePart * site.Parameters.NotBoltedSeconds ? Condition.Candidate : Condition.Below);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var standing = site[source].Gate.Standing!;
        return new(3, $"{site[source].Device.Name}: {How(standing, Lock(site, source))} for {second - standing.SinceMs / 1000} s", standing.SinceMs,
            [source.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastGateRecord;

    public override int SilentAfterSeconds(RuleParameters parameters) => parameters.SilentGateSeconds;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) =>
        $"{site[source].Device.Name}: not locked for under {site.Parameters.NotBoltedSeconds} s";

    private static LockType Lock(SiteHistory site, Source source) => site[source].Device.Gate!.Lock;

    /// <summary>What is wrong; null = nothing.</summary>
    private static string? How(GateStanding standing, LockType lockType) => (standing.Contact, standing.Bolt) switch
    {
        (ContactState.Closed, BoltState.Withdrawn) => "shut, its bolt withdrawn",
        (ContactState.Open, BoltState.Thrown) => "contact and bolt disagree: open while the bolt reads thrown",
        (ContactState.Closed, _) when lockType == LockType.Electronic && standing.Unlock == true => "shut, its lock still released",
        _ => null,
    };
}
