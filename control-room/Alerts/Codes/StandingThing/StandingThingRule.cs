using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>
/// OBJECT-LEFT and VEH-STOPPED: something has stood in a camera's zone for so long. A vehicle may stand for a minute where the way is to be
/// kept clear, and anywhere on a road for a day before somebody asks whether it is abandoned.
/// </summary>
/// <param name="code">The alert's code.</param>
/// <param name="kind">What the camera calls it.</param>
internal sealed class StandingThingRule(string code, string kind) : Rule
{
    public static readonly StandingThingRule ObjectLeft = new("OBJECT-LEFT", CameraRecord.ObjectLeft);

    public static readonly StandingThingRule VehicleStopped = new("VEH-STOPPED", CameraRecord.VehicleStopped);

    private bool IsOfVehicles => kind == CameraRecord.VehicleStopped;

    public override string Code => code;

    public override string Title => IsOfVehicles ? "Vehicle stopped in restricted zone" : "Dumped item";

    public override CodeFacts Facts => IsOfVehicles
        ? new([4], [Responder.Council], [nameof(RuleParameters.VehicleStoppedSeconds), nameof(RuleParameters.VehicleAbandonedSeconds)])
        {
            Heading = NsirHeading.VehicleAbandoned,
        }
        : new([4], [Responder.WasteTeam], [nameof(RuleParameters.ObjectLeftSeconds)]) { Heading = NsirHeading.Littering, Type = NsirType.Environmental };

    /// <summary>What stood there before the control room started goes on.</summary>
    public override void Recall(SiteHistory site, Alert open, long nowMs)
    {
        if (site.Zones(_ => true).Contains(open.Source) && site.Zone(open.Source) is var (device, zone))
            device.Things.Recall(kind, zone.Id, Math.Min(open.SinceMs, nowMs));
    }

    public override string Version => IsOfVehicles ? "2" : "1";

    public override IEnumerable<Source> Sources(SiteHistory site) => site.Zones(z => IsOfVehicles ? z is ZoneKind.Road or ZoneKind.KeepClear
        : z != ZoneKind.Ignore);

    public override int LooksBackSeconds(RuleParameters parameters) => 0;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        var (device, zone) = site.Zone(source);
        if (device.Things.Longest(kind, zone.Id) is not { } thing)
            return new(Condition.Clear);
        // A gate that stands open has a leaf that was not there before.
        if (zone.Kind == ZoneKind.Gate && site.GatesOf(device).Any(g => g.Gate.OpenSinceMs is not null))
            return new(Condition.Unknown);
        if (Lasted(thing, second) >= Limit(site, zone))
            return new(Condition.Met);
        // A vehicle that parks on a road needs no explanation.
        return new(zone.Kind == ZoneKind.Road && IsOfVehicles ? Condition.Clear : Condition.Candidate);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var (device, zone) = site.Zone(source);
        var thing = device.Things.Longest(kind, zone.Id)!;
        var lasted = Lasted(thing, second);
        var what = !IsOfVehicles ? "something has been left" : lasted < site.Parameters.VehicleAbandonedSeconds ? "a vehicle has stood"
            : "abandoned? A vehicle has stood";
        return new(4, FormattableString.Invariant($"{device.Device.Name}, {zone.Id}: {what} for {InWords(lasted)}")
            + (thing.Share is { } share ? FormattableString.Invariant($", {share:0} % of the zone") : ""), thing.SinceMs, [device.Device.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastCameraRecord;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) =>
        $"{site.Zone(source).Zone.Id}: {(IsOfVehicles ? "a vehicle stood" : "something was left")} for {second - fromSecond} s; "
            + $"it takes {Limit(site, site.Zone(source).Zone)} s";

    private int Limit(SiteHistory site, ZoneEntry zone) => !IsOfVehicles ? site.Parameters.ObjectLeftSeconds
        : zone.Kind == ZoneKind.KeepClear ? site.Parameters.VehicleStoppedSeconds : site.Parameters.VehicleAbandonedSeconds;

    private static long Lasted(StandingThing thing, long second) => second - thing.SinceMs / 1000;

    private static string InWords(long seconds) => seconds < 120 ? $"{seconds} s" : seconds < 7200 ? $"{seconds / 60} min" : $"{seconds / 3600} h";
}
