using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>DEVICE-OFFLINE: no record for 60 s by the control room's clock, which has listened for 90 s since the device has been at the site.</summary>
internal sealed class DeviceOfflineRule : Rule
{
    public const string Id = "DEVICE-OFFLINE";

    public override string Code => Id;

    public override string Title => "Sensor not reporting";

    public override CodeFacts Facts => new([3], [Responder.Engineer], [nameof(RuleParameters.OfflineSeconds), nameof(RuleParameters.UnknownSeconds)]);

    public override string FoldsUnder => CameraBlockedRule.Id;

    public override Audience Audience => Audience.Engineers;

    public override IEnumerable<Source> Sources(SiteHistory site) => site.Of(_ => true);

    public override int LooksBackSeconds(RuleParameters parameters) => 0;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        var arrived = site[source].LastArrivalMs / 1000;
        if (second - arrived < site.Parameters.OfflineSeconds)
            return new(Condition.Clear);
        var (here, unknown) = ((site[source].SinceMs ?? 0) / 1000, site.Parameters.UnknownSeconds);
        return new(second - site.ListeningSince >= unknown && second - here >= unknown ? Condition.Met : Condition.Unknown);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var device = site[source];
        return new(3, device.LastArrivalMs is { } arrived ? $"{device.Device.Name}: no record for {second - arrived / 1000} s"
            : $"{device.Device.Name}: not heard since the control room started",
            device.LastArrivalMs ?? (site.ListeningSince ?? second) * 1000, [source.Id]);
    }

    /// <summary>That it reports again is all there is to know.</summary>
    public override long? LastReading(DeviceHistory device) => device.LastArrivalMs / 1000;

    public override int SilentAfterSeconds(RuleParameters parameters) => int.MaxValue;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) =>
        $"{site[source].Device.Name}: silent for {second - fromSecond} s";
}
