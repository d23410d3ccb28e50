namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>GATE-LEFT-OPEN: open for 5 min by day or 2 min in closed hours; up one level at 30 min.</summary>
internal sealed class GateLeftOpenRule : Rule
{
    public override string Code => AlertCodes.GateLeftOpen;

    public override IEnumerable<string> Sources(SiteHistory site) => site.Devices.Where(d => d.Device.Gate is not null).Select(d => d.Device.Id);

    public override int LooksBackSeconds(RuleParameters parameters) => 0;

    public override Finding At(SiteHistory site, string source, long second, double? frozenLimitDb) =>
        OpenSeconds(site, source, second) is not { } open ? new(Condition.Clear)
            : new(open >= Limit(site, second) ? Condition.Met : Condition.Below);

    public override Statement Describe(SiteHistory site, string source, long second, double? limitDb)
    {
        var open = OpenSeconds(site, source, second) ?? 0;
        return new(open >= site.Parameters.LeftOpenRaisedSeconds ? 2 : 3,
            $"{site[source].Device.Name}: still open {open / 60} min", site[source].Gate.OpenSinceMs ?? second * 1000, [source]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastGateRecord;

    public override int SilentAfterSeconds(RuleParameters parameters) => parameters.SilentGateSeconds;

    public override string Quiet(SiteHistory site, string source, long fromSecond, long second) => $"open for {second - fromSecond} s";

    private static int Limit(SiteHistory site, long second) =>
        site.IsClosedHours(second) ? site.Parameters.LeftOpenClosedSeconds : site.Parameters.LeftOpenDaySeconds;

    private static long? OpenSeconds(SiteHistory site, string source, long second) =>
        site[source].Gate.OpenSinceMs is { } since ? second - since / 1000 : null;
}
