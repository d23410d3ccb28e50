using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>GATE-LEFT-OPEN: open for 5 min by day or 2 min in closed hours; up one level at 30 min. Not while bins are collected.</summary>
internal sealed class GateLeftOpenRule : Rule
{
    public const string Id = "GATE-LEFT-OPEN";

    public override string Code => Id;

    public override string Title => "Gate left open";

    public override CodeFacts Facts => new([3, 2], [Responder.StreetChampion, Responder.Patrol],
        [nameof(RuleParameters.LeftOpenDaySeconds), nameof(RuleParameters.LeftOpenClosedSeconds), nameof(RuleParameters.LeftOpenRaisedSeconds)]);

    public override string FoldsUnder => GateForcedRule.Id;

    public override ZoneKind? IsAbout => ZoneKind.Gate;

    public override string Version => "2";

    public override IEnumerable<Source> Sources(SiteHistory site) => site.Of(d => d.Gate is not null);

    public override int LooksBackSeconds(RuleParameters parameters) => 0;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        if (site[source].Gate.OpenSinceMs is not { } since)
            return new(Condition.Clear);
        // Open is not shut: an alert that rang before goes on.
        return new(!site.IsBinCollection(second) && Counted(site, since, second) >= Limit(site, second) ? Condition.Met : Condition.Below);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var since = site[source].Gate.OpenSinceMs ?? second * 1000;
        return new(Counted(site, since, second) >= site.Parameters.LeftOpenRaisedSeconds ? 2 : 3,
            $"{site[source].Device.Name}: still open {(second - since / 1000) / 60} min", since, [source.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastGateRecord;

    public override int SilentAfterSeconds(RuleParameters parameters) => parameters.SilentGateSeconds;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) => $"open for {second - fromSecond} s";

    private static int Limit(SiteHistory site, long second) =>
        site.IsClosedHours(second) ? site.Parameters.LeftOpenClosedSeconds : site.Parameters.LeftOpenDaySeconds;

    /// <summary>For how many seconds it has been open when it ought not to be.</summary>
    private static long Counted(SiteHistory site, long sinceMs, long second) => second - Math.Max(sinceMs / 1000, site.BinCollectionEnded(second) ?? 0);
}
