using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>NOISE-NIGHT: in a home at night (23:00 to 07:00 by default), LAeq,5min at least the greater of 34 dB and the background + 10 dB.</summary>
/// <remarks>The background is frozen in the candidate's first second: one that rolls on jumps to the noise's own level.</remarks>
internal sealed class NoiseNightRule : Rule
{
    public const string Id = "NOISE-NIGHT";

    private const int FiveMinutes = 300;

    public override string Code => Id;

    public override string Title => "Loud at night in a home";

    public override CodeFacts Facts => new([3], [Responder.EnvironmentalHealth, Responder.Caseworker],
        [nameof(RuleParameters.NightPermittedDb), nameof(RuleParameters.NightExcessDb)])
    {
        Heading = NsirHeading.Noise,
        Type = NsirType.Nuisance,
    };

    public override IEnumerable<Source> Sources(SiteHistory site) => site.Site.Type == SiteType.HOME ? WithSound(site) : [];

    public override int LooksBackSeconds(RuleParameters parameters) => FiveMinutes;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        if (site.LAeq(site[source], second, FiveMinutes) is not { } level)
            return new(Condition.Unknown);
        var limit = frozenLimitDb ?? Limit(site, site.Background(site[source], second));
        if (level < limit || !site.IsNight(second))
            return new(level < limit - site.Parameters.ClearMarginDb ? Condition.Clear : Condition.Below, limit);
        return new(Condition.Met, limit);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var level = site.LAeq(site[source], second, FiveMinutes);
        var basis = site.Background(site[source], second) switch
        {
            null => "no background yet: the absolute line",
            { } background => FormattableString.Invariant($"{level - background:0.0} dB over a background of {background:0.0} dB (LA90 of 1-s levels)"),
        };
        return new(3, FormattableString.Invariant($"LAeq,5min {level:0.0} dB, line {limitDb:0.0} dB; {basis}"),
            (site[source].Sound.First(second - FiveMinutes + 1, second) ?? second) * 1000, [source.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastSound;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) => $"over the line for {second - fromSecond} s";

    private static double Limit(SiteHistory site, double? background) =>
        Math.Max(site.Parameters.NightPermittedDb, background + site.Parameters.NightExcessDb ?? double.MinValue);
}
