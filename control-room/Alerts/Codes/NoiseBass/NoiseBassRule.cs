using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>
/// NOISE-BASS: in 10 of 15 whole minutes LCeq - LAeq is at least 15 dB and the octave 63 Hz or 125 Hz at least 10 dB over its background. Not at a venue,
/// whose music has a limit of its own (LICENCE-LIMIT).
/// </summary>
/// <remarks>
/// The background of an octave is the lowest L90 of 1-s levels of the four quarter-hours that ended before the bass began: what is usual is not learnt by
/// bands. A difference is no level, so that without a background nothing new rings; bass that an earlier control room rang for goes on by the difference alone.
/// </remarks>
internal sealed class NoiseBassRule : Rule
{
    public const string Id = "NOISE-BASS";

    /// <summary>The part of the minutes it takes from which a trigger that came to nothing is explained: a lorry has one or two.</summary>
    private const double CandidatePart = 0.5;

    public override string Code => Id;

    public override string Title => "Sustained bass / music";

    public override CodeFacts Facts => new([3], [Responder.EnvironmentalHealth, Responder.Licensing],
        [nameof(RuleParameters.BassDifferenceDb), nameof(RuleParameters.BassExcessDb), nameof(RuleParameters.BassMinutes)])
    {
        Heading = NsirHeading.Noise,
        Type = NsirType.Nuisance,
    };

    public override Audience Audience => Audience.Officers;

    public override bool IsOutdoorNoise => true;

    /// <summary>Bass that rang before the control room started goes on.</summary>
    public override void Recall(SiteHistory site, Alert open, long nowMs) => site.Find(open.Source.Id)?.Bass.Recall(Math.Min(open.SinceMs, nowMs), nowMs);

    public override IEnumerable<Source> Sources(SiteHistory site) =>
        site.Site.Type is SiteType.HOME or SiteType.STREET or SiteType.TOWN ? WithSound(site) : [];

    public override int LooksBackSeconds(RuleParameters parameters) => 60 * (BassHistory.WindowMinutes + 1);

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        var window = Window(site, source, second);
        var (last, minutes) = (window[0].Bass, window.Count(m => m.Bass.IsBass));
        return new(last.CMinusA is null || (last.Background is null && minutes == 0) ? Condition.Unknown
            : minutes >= site.Parameters.BassMinutes ? Condition.Met
            : !IsNear(last, site.Parameters) ? Condition.Clear
            : minutes >= CandidatePart * site.Parameters.BassMinutes ? Condition.Candidate : Condition.Below);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var bass = Window(site, source, second).Where(m => m.Bass.IsBass).ToList();
        var loudest = bass.MaxBy(m => m.Bass.Excess ?? 0).Bass;
        var since = loudest.SinceMinute ?? bass[^1].Minute;
        var over = loudest.Loudest is var (hertz, level, background)
            ? FormattableString.Invariant($"{hertz} Hz {level:0.0} dB, {level - background:0.0} dB over its background of {background:0.0} dB (1-s L90, ")
                + $"{(second + 1) / 60 - since} min old)"
            : "no background of its bands is known any more";
        return new(3, FormattableString.Invariant($"bass in {bass.Count} of {BassHistory.WindowMinutes} min, LCeq-LAeq {loudest.CMinusA:0.0} dB, ") + over,
            since * 60_000, [source.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastSound;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) =>
        $"bass in fewer than {site.Parameters.BassMinutes} of {BassHistory.WindowMinutes} min";

    private static IReadOnlyList<(long Minute, BassMinute Bass)> Window(SiteHistory site, Source source, long second) =>
        site[source].Bass.Window(BassHistory.LastMinute(second), site.Parameters);

    /// <summary>No further under its lines than what is clear.</summary>
    private static bool IsNear(BassMinute minute, RuleParameters parameters) =>
        minute.CMinusA >= parameters.BassDifferenceDb - parameters.ClearMarginDb
        && !(minute.Excess < parameters.BassExcessDb - parameters.ClearMarginDb);
}
