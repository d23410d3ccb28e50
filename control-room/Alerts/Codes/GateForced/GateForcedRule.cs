using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>GATE-FORCED: the gate opens without what its lock type calls a valid opening.</summary>
internal sealed class GateForcedRule : MomentRule
{
    public const string Id = "GATE-FORCED";

    /// <summary>The longest time between an opening and the records that show how it came about.</summary>
    internal const long LookBackMs = 60_000;

    public override string Code => Id;

    public override string Title => "Gate forced";

    public override CodeFacts Facts => new([1, 2], [Responder.Cctv, Responder.Police, Responder.Engineer],
        [nameof(RuleParameters.ShockG), nameof(RuleParameters.ShockSeconds), nameof(RuleParameters.UnlockSeconds)])
    {
        Heading = NsirHeading.Trespass,
    };

    public override ZoneKind? IsAbout => ZoneKind.Gate;

    public override TimeSpan RingsUpTo => TimeSpan.FromMinutes(15);

    public override IEnumerable<Source> Sources(SiteHistory site) => site.Of(d => d.Gate is not null);

    /// <summary>While it is open the alert stands; shut, it is on its way to normal.</summary>
    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb) =>
        new(site[source].Gate.OpenSinceMs is null ? Condition.Clear : Condition.Below);

    public override IEnumerable<Moment> Shown(SiteHistory site, Source source, UpRecord record)
    {
        if (record is not GateRecord)
            yield break;
        var (device, gate) = (site[source], site[source].Gate);
        if (gate.Shown(site.Parameters) is { } opening && IsForced(site, device, opening) && device.Rang.Add(opening.Key))
            yield return new(opening.AtMs, Describe(site, device, opening));
        if (gate.Ended(site.Parameters) is { ClosedMs: { } closed } ended && !IsForced(site, device, ended))
            yield return new(closed, null, $"{device.Device.Name}: valid opening {closed / 1000 - ended.AtMs / 1000} s");
    }

    public override IEnumerable<Moment> Missed(SiteHistory site, Source source, long certainFromMs)
    {
        var device = site[source];
        // Of the first ones it is not known what went before.
        return from opening in device.Gate.Openings(site.Parameters)
               where IsForced(site, device, opening) && device.Rang.Add(opening.Key) && opening.AtMs >= certainFromMs + LookBackMs
               select new Moment(opening.AtMs, Describe(site, device, opening));
    }

    public override long? LastReading(DeviceHistory device) => device.LastGateRecord;

    public override int SilentAfterSeconds(RuleParameters parameters) => parameters.SilentGateSeconds;

    internal static bool IsForced(SiteHistory site, DeviceHistory device, GateOpening opening) =>
        HowForced(opening, device.Device.Gate!.Lock, site.Parameters) is not null;

    private static Statement Describe(SiteHistory site, DeviceHistory device, GateOpening opening)
    {
        var noBoltSensor = device.Device.Gate!.Lock != LockType.Electronic && opening.Bolt is null;
        return new(site.IsClosedHours(opening.AtMs / 1000) && !noBoltSensor ? 1 : 2,
            $"{device.Device.Name}: {HowForced(opening, device.Device.Gate.Lock, site.Parameters)}", opening.AtMs, [device.Device.Id]);
    }

    /// <summary>How an opening was forced; null = it was valid.</summary>
    private static string? HowForced(GateOpening opening, LockType lockType, RuleParameters parameters)
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
}
