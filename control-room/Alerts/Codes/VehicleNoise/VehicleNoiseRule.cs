using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>VEH-NOISE: in a street at least three passes within 15 min with LAFmax of 85 dB or more, while something moved on the road.</summary>
/// <remarks>Any camera of the site may see it, within 3 s of the sound. A pass is over after 5 s below its line.</remarks>
internal sealed class VehicleNoiseRule : Rule
{
    public const string Id = "VEH-NOISE";

    /// <summary>A vehicle is heard before and after it is seen.</summary>
    private const int SeenWithinSeconds = 3;

    /// <summary>After so long without one they are over.</summary>
    private const int OverAfterSeconds = 300;

    public override string Code => Id;

    public override string Title => "Revving / loud passes";

    public override CodeFacts Facts => new([3], [Responder.Police],
        [nameof(RuleParameters.VehiclePassDb), nameof(RuleParameters.VehiclePasses), nameof(RuleParameters.VehicleWindowSeconds)])
    {
        Heading = NsirHeading.VehicleNuisance,
    };

    public override ZoneKind? IsAbout => ZoneKind.Road;

    public override bool IsOutdoorNoise => true;

    public override bool LooksAtAllDevices => true;

    public override IEnumerable<Source> Sources(SiteHistory site) =>
        site.Site.Type == SiteType.STREET && site.Zones(z => z == ZoneKind.Road).Any() ? WithSound(site) : [];

    public override int LooksBackSeconds(RuleParameters parameters) => parameters.VehicleWindowSeconds;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        var all = Passes(site, source, second);
        var passes = all.Count > 0 && all[^1].To > second - OverAfterSeconds ? all.Count : 0;
        return new(passes >= site.Parameters.VehiclePasses ? Condition.Met : passes > 0 ? Condition.Candidate : Condition.Clear);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var passes = Passes(site, source, second);
        return new(3, FormattableString.Invariant($"{passes.Count} loud passes within {(passes[^1].To - passes[0].From) / 60 + 1} min, LAFmax ")
            + FormattableString.Invariant($"{passes.Max(p => p.Level):0.0} dB, line {passes[0].LineDb:0.0} dB, each with movement on the road"),
            passes[0].From * 1000, [source.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastSound;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second)
    {
        var most = site[source].Peaks.Before(second, (int)(second - fromSecond) + site.Parameters.VehicleWindowSeconds)
            .Count(p => IsSeen(site, p));
        return $"{most} loud passes; it takes {site.Parameters.VehiclePasses} within {site.Parameters.VehicleWindowSeconds / 60} min";
    }

    private static IReadOnlyList<PeakEvent> Passes(SiteHistory site, Source source, long second) =>
        site[source].Peaks.Before(second, site.Parameters.VehicleWindowSeconds) is { Count: > 0 } loud ? [.. loud.Where(p => IsSeen(site, p))] : [];

    private static bool IsSeen(SiteHistory site, PeakEvent pass)
    {
        for (var second = pass.From - SeenWithinSeconds; second <= pass.To + SeenWithinSeconds; second++)
            if (site.Devices.Any(d => d.Road[second] > 0))
                return true;
        return false;
    }
}
