using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>ENCLOSURE-OPEN: the lid of a gate's sensor box is off. However short that was, and also where it is first known of afterwards.</summary>
internal sealed class EnclosureOpenRule : Rule
{
    public const string Id = "ENCLOSURE-OPEN";

    public override string Code => Id;

    public override string Title => "Sensor box opened";

    public override CodeFacts Facts => new([2, 1], [Responder.Engineer, Responder.Patrol], []);

    public override ZoneKind? IsAbout => ZoneKind.Gate;

    public override TimeSpan RingsUpTo => TimeSpan.FromMinutes(15);

    public override IEnumerable<Source> Sources(SiteHistory site) => site.Of(d => d.Gate is not null);

    public override int LooksBackSeconds(RuleParameters parameters) => 1;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb) =>
        new(site[source].Gate.LidOffSince(second) is null ? Condition.Clear : Condition.Met);

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb) => new(
        site.IsClosedHours(second) ? 1 : 2, $"{site[source].Device.Name}: the lid of its sensor box is off",
        site[source].Gate.LidOffSince(second) ?? second * 1000, [source.Id]);

    public override long? LastReading(DeviceHistory device) => device.LastGateRecord;

    public override int SilentAfterSeconds(RuleParameters parameters) => parameters.SilentGateSeconds;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) => $"lid off for {second - fromSecond} s";
}
