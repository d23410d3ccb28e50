using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>OBJECT-LEFT and VEH-STOPPED: something has stood in a camera's zone for so long.</summary>
/// <param name="code">The alert's code.</param>
/// <param name="kind">What the camera calls it.</param>
/// <param name="seconds">For how long.</param>
internal sealed class StandingThingRule(string code, string kind, Func<RuleParameters, int> seconds) : Rule
{
    public static readonly StandingThingRule ObjectLeft = new(AlertCodes.ObjectLeft, CameraRecord.ObjectLeft, p => p.ObjectLeftSeconds);

    public static readonly StandingThingRule VehicleStopped = new(AlertCodes.VehicleStopped, CameraRecord.VehicleStopped, p => p.VehicleStoppedSeconds);

    /// <summary>What a camera calls that which rings as this code; null = another rule's.</summary>
    public static string? KindOf(string code) => code switch
    {
        AlertCodes.ObjectLeft => CameraRecord.ObjectLeft,
        AlertCodes.VehicleStopped => CameraRecord.VehicleStopped,
        _ => null,
    };

    public override string Code => code;

    public override bool JudgesThePast => false;

    public override IEnumerable<string> Sources(SiteHistory site) => site.ZoneSources(z => kind == CameraRecord.VehicleStopped ? z == ZoneKind.Road : z != ZoneKind.Ignore);

    public override Finding At(SiteHistory site, string source, long second, double? frozenLimitDb)
    {
        var (device, zone) = site.Zone(source);
        if (device.Things.Longest(kind, zone.Id) is not { } thing)
            return new(Stand.Clear);
        // A gate that stands open has a leaf that was not there before.
        if (zone.Kind == ZoneKind.Gate && site.GatesOf(device).Any(g => g.Gate.OpenSinceMs is not null))
            return new(Stand.Unknown);
        return new(Seconds(thing, second) >= seconds(site.Parameters) ? Stand.Met : Stand.Candidate);
    }

    public override Statement State(SiteHistory site, string source, long second, double? limitDb)
    {
        var (device, zone) = site.Zone(source);
        var thing = device.Things.Longest(kind, zone.Id)!;
        var lasted = Seconds(thing, second) is var s && s < 120 ? $"{s} s" : $"{s / 60} min";
        return new(4, FormattableString.Invariant($"{device.Device.Name}, {zone.Id}: {(kind == CameraRecord.VehicleStopped ? "a vehicle has stood" : "something has been left")} for {lasted}")
            + (thing.Share is { } share ? FormattableString.Invariant($", {share:0} % of the zone") : ""), thing.SinceMs, [device.Device.Id]);
    }

    public override string Quiet(SiteHistory site, string source, long fromSecond, long second) =>
        $"{site.Zone(source).Zone.Id}: {(kind == CameraRecord.VehicleStopped ? "a vehicle stood" : "something was left")} for {second - fromSecond} s; it takes {seconds(site.Parameters)} s";

    private static long Seconds(StandingThing thing, long second) => second - thing.SinceMs / 1000;
}
