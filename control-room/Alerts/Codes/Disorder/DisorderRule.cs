using System.Globalization;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>
/// DISORDER: raised voices or shouts, and movement in the top 1 % that goes in all directions, within 30 s of each other,
/// held 15 s. Never from one kind of sensor.
/// </summary>
/// <remarks>
/// At every second of the 15: some microphone's sound condition was true within the last 30 s, and some camera saw such
/// movement within the last 5 s. The 5 s bridge what a tracker loses; a single second of movement never holds 15 s.
/// Rain and wind are loud at a microphone and move before a camera, so that then only shouts count: raised voices are a level.
/// </remarks>
internal sealed class DisorderRule : Rule
{
    public const string Id = "DISORDER";

    public override string Code => Id;

    public override string Title => "Likely disorder: two kinds of sensor agree";

    public override CodeFacts Facts => new([1], [Responder.Cctv, Responder.Police, Responder.DoorStaff],
        [nameof(RuleParameters.DisorderWithinSeconds), nameof(RuleParameters.DisorderHeldSeconds), nameof(RuleParameters.DisorderSpread),
            nameof(RuleParameters.MotionBridgeSeconds), nameof(RuleParameters.ShoutBursts), nameof(RuleParameters.ShoutWindowSeconds),
            nameof(RuleParameters.CrowdExcessDb), nameof(RuleParameters.CrowdVoiceShare)])
    {
        Heading = NsirHeading.RowdyOrInconsiderate,
    };

    public override TimeSpan RingsUpTo => TimeSpan.FromMinutes(15);

    public override bool LooksAtAllDevices => true;

    public override IEnumerable<Source> Sources(SiteHistory site) =>
        site.Devices.Any(d => d.Device.Sound is not null) && site.Devices.Any(d => d.Device.Camera is not null)
        && site.Site.Type is SiteType.TOWN or SiteType.STREET ? [new(site.Site.Id)] : [];

    public override int LooksBackSeconds(RuleParameters parameters) =>
        parameters.DisorderHeldSeconds + parameters.DisorderWithinSeconds + NoiseCrowdRule.Minute;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        if (MovementBefore(site, second) is null)
            return new(Condition.Clear);
        for (var s = second; s > second - site.Parameters.DisorderHeldSeconds; s--)
        {
            if (MovementBefore(site, s) is null || LoudBefore(site, s) is null)
                return new(Condition.Candidate);
        }
        return new(Condition.Met);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var (camera, moved) = MovementBefore(site, second)!.Value;
        var (microphone, sound) = LoudBefore(site, second)!.Value;
        var limit = site.Baseline.At(site.HourOfWeek(second)).OccupiedP99;
        return new(1, string.Create(CultureInfo.InvariantCulture,
            $"{sound}, and movement in the top 1 % ({moved.Occupied:0.0} %, line {limit:0.0} %) in all directions, "
                + $"{site.Parameters.DisorderHeldSeconds} s"),
            (second - site.Parameters.DisorderHeldSeconds + 1) * 1000, [.. new[] { microphone, camera }.Distinct()]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastMovement;

    public override bool Reads(DeviceEntry device) => device.Camera is not null;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second)
    {
        for (var s = fromSecond; s <= second; s++)
        {
            if (LoudBefore(site, s) is not null)
                return $"shouting or raised voices and movement together for under {site.Parameters.DisorderHeldSeconds} s";
        }
        for (var s = fromSecond; s <= second; s++)
        {
            if (site.Weather(s) is { } weather && site.Devices.Any(d => d.Device.Sound is not null && NoiseCrowdRule.IsTrue(site, d, s)))
                return $"movement in the top 1 % for {second - fromSecond} s, raised voices with it not believed: {weather}";
        }
        return $"movement in the top 1 % for {second - fromSecond} s, no raised voices with it";
    }

    private static (string Device, MovementSecond Moved)? MovementBefore(SiteHistory site, long second)
    {
        for (var s = second; s > second - site.Parameters.MotionBridgeSeconds; s--)
        {
            foreach (var device in site.Devices)
            {
                if (device.Movement[s] is { IsTimed: true } moved && moved.Occupied >= site.Baseline.At(site.HourOfWeek(s)).OccupiedP99
                    && moved.Spread >= site.Parameters.DisorderSpread)
                    return (device.Device.Id, moved);
            }
        }
        return null;
    }

    private static (string Device, string Sound)? LoudBefore(SiteHistory site, long second)
    {
        for (var s = second; s > second - site.Parameters.DisorderWithinSeconds; s--)
        {
            foreach (var device in site.Devices.Where(d => d.Device.Sound is not null))
            {
                if (device.BurstsBefore(s, site.Parameters.ShoutWindowSeconds).Count(b => b.IsTimed) >= site.Parameters.ShoutBursts)
                    return (device.Device.Id,
                        FormattableString.Invariant($"shouting, +{device.BurstsBefore(s, site.Parameters.ShoutWindowSeconds).Max(b => b.Rise):0} dB"));
                if (device.Sound[s] is { IsTimed: true } && NoiseCrowdRule.IsTrue(site, device, s) && site.Weather(s) is null)
                    return (device.Device.Id, FormattableString.Invariant($"raised voices, LAeq,1min {site.LAeq(device, s, 60):0.0} dB"));
            }
        }
        return null;
    }
}
