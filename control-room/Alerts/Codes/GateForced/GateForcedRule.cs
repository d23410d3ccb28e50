using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>GATE-FORCED: the gate opens without what its lock type calls a valid opening. Judged when the opening arrives, not at the tick.</summary>
internal sealed class GateForcedRule : Rule
{
    public const string Id = "GATE-FORCED";

    /// <summary>What an opening rings as.</summary>
    public static readonly GateForcedRule Only = new();

    public override string Code => Id;

    public override string Title => "Gate forced";

    public override ZoneKind? IsAbout => ZoneKind.Gate;

    public override TimeSpan RingsUpTo => TimeSpan.FromMinutes(15);

    public override IEnumerable<string> Sources(SiteHistory site) => site.Devices.Where(d => d.Device.Gate is not null).Select(d => d.Device.Id);

    public override int LooksBackSeconds(RuleParameters parameters) => 0;

    /// <summary>While it is open the alert stands; shut, it is on its way to normal.</summary>
    public override Finding At(SiteHistory site, string source, long second, double? frozenLimitDb) =>
        new(site[source].Gate.OpenSinceMs is null ? Condition.Clear : Condition.Below);

    /// <summary>How the latest opening was forced; null = it was valid.</summary>
    public static string? HowForced(GateOpening opening, LockType lockType, RuleParameters parameters)
    {
        // A bolt withdrawn before the shock was withdrawn by its key: the shock is a stiff gate.
        var shocked = opening.ShockMs is { } shock && !(opening.Bolt == BoltState.Withdrawn && opening.BoltWithdrawnMs < shock);
        var felt = FormattableString.Invariant($"a shock of {opening.Shock:0.0} g, {(opening.AtMs - opening.ShockMs) / 1000.0:0.0} s before it opened");
        return (lockType, opening.Bolt) switch
        {
            (LockType.Electronic, _) => opening.IsUnlocked ? null
                : $"opened with no valid unlock in the {parameters.UnlockSeconds} s before",
            (LockType.Keyed, BoltState.Thrown) when shocked => $"opened while the bolt reads thrown, after {felt}",
            (LockType.Keyed, BoltState.Thrown) => "opened while the bolt reads thrown",
            _ when shocked => opening.Bolt is null ? $"opened after {felt}; no bolt sensor tells whether a key was used" : $"opened after {felt}",
            _ => null,
        };
    }

    public override Statement Describe(SiteHistory site, string source, long second, double? limitDb) =>
        DescribeOpening(site, source, site[source].Gate.Opening!);

    /// <summary>Describes a forced opening: the latest one, or one that is known late.</summary>
    public static Statement DescribeOpening(SiteHistory site, string source, GateOpening opening)
    {
        var device = site[source];
        var noBoltSensor = device.Device.Gate!.Lock != LockType.Electronic && opening.Bolt is null;
        return new(site.IsClosedHours(opening.AtMs / 1000) && !noBoltSensor ? 1 : 2,
            $"{device.Device.Name}: {HowForced(opening, device.Device.Gate.Lock, site.Parameters)}", opening.AtMs, [source]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastGateRecord;

    public override int SilentAfterSeconds(RuleParameters parameters) => parameters.SilentGateSeconds;

    public override string Quiet(SiteHistory site, string source, long fromSecond, long second) =>
        $"{site[source].Device.Name}: valid opening {second - fromSecond} s";
}
