using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>IMPULSE-GLASS: a bang, said to sound like glass by its share over 4 kHz; more urgent shortly after raised voices.</summary>
internal sealed class ImpulseGlassRule : Rule
{
    public const string Id = "IMPULSE-GLASS";

    public override string Code => Id;

    public override string Title => "Bang / glass-like sound";

    public override CodeFacts Facts => new([3, 2], [Responder.Cctv],
        [nameof(RuleParameters.ImpulseRiseDb), nameof(RuleParameters.GlassShare), nameof(RuleParameters.ImpulseVoicesSeconds)])
    {
        Heading = NsirHeading.RowdyOrInconsiderate,
    };

    public override string FoldsUnder => DisorderRule.Id;

    public override bool IsOutdoorNoise => true;

    /// <summary>In an alley a gate that shuts is a bang.</summary>
    public override IEnumerable<Source> Sources(SiteHistory site) => site.Site.Type is SiteType.TOWN or SiteType.STREET ? WithSound(site) : [];

    /// <summary>A bang that is known late changes its own second.</summary>
    public override int LooksBackSeconds(RuleParameters parameters) => 1;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb) =>
        new(site[source].Impulses[second] is null ? Condition.Clear : Condition.Met);

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var (rise, high) = site[source].Impulses[second]!.Value;
        var isGlass = high >= site.Parameters.GlassShare;
        var voices = SecondsSinceVoices(site, second);
        return new(voices is null ? 3 : 2,
            FormattableString.Invariant($"{(isGlass ? "a sound like breaking glass" : "a bang")}, +{rise:0} dB within 0.05 s")
                + (high is { } share ? FormattableString.Invariant($", {share:0 %} of it over 4 kHz") : "")
                + (voices is { } ago ? $"; raised voices {(ago < 60 ? $"{ago} s" : $"{ago / 60} min")} before" : ""),
            second * 1000, [source.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastSound;

    /// <summary>It has no candidates: a bang rings or is none.</summary>
    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) => "no bang";

    private static long? SecondsSinceVoices(SiteHistory site, long second)
    {
        for (var s = second; s > second - site.Parameters.ImpulseVoicesSeconds; s--)
            if (site.Devices.Any(d => d.Device.Sound is not null && NoiseCrowdRule.IsTrue(site, d, s)))
                return second - s;
        return null;
    }
}
