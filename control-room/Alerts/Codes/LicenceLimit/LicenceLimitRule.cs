using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>
/// LICENCE-LIMIT: at the boundary of a venue LAeq was over the figure of its licence in two consecutive periods, or music has gone on for 10 min past the
/// licensed hour.
/// </summary>
/// <remarks>
/// Periods are cut by the clock. Music is a minute of bass as NOISE-BASS has it, held against the background of before it began, in licensed hours too. A
/// licence's figure is an LAeq: a limit by bands is not in the catalogue.
/// </remarks>
internal sealed class LicenceLimitRule : Rule
{
    public const string Id = "LICENCE-LIMIT";

    public override string Code => Id;

    public override string Title => "Over agreed venue limit";

    public override CodeFacts Facts => new([3], [Responder.Licensee, Responder.Licensing],
        [nameof(RuleParameters.LicenceMusicMinutes), nameof(RuleParameters.BassDifferenceDb), nameof(RuleParameters.BassExcessDb)])
    {
        Heading = NsirHeading.Noise,
    };

    public override Audience Audience => Audience.Officers;

    public override bool IsOutdoorNoise => true;

    public override IEnumerable<Source> Sources(SiteHistory site) =>
        site.Site.Type == SiteType.VENUE && (site.Site.Licence is not null || site.Site.Hours.Licensed is not null) ? WithSound(site) : [];

    /// <summary>Two of the longest periods.</summary>
    public override int LooksBackSeconds(RuleParameters parameters) => 2 * 3600;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        var (before, last, limit) = Periods(site, source, second);
        var music = Music(site, source, second).Count;
        if (music >= site.Parameters.LicenceMusicMinutes || (last > limit && before > limit))
            return new(Condition.Met, limit);
        if (last > limit || 2 * music >= site.Parameters.LicenceMusicMinutes)
            return new(Condition.Candidate, limit);
        return new(limit is not null && last is null && music == 0 ? Condition.Unknown
            : music > 0 || last > limit - site.Parameters.ClearMarginDb ? Condition.Below : Condition.Clear, limit);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var (before, last, limit) = Periods(site, source, second);
        var music = Music(site, source, second);
        if (music.Count < site.Parameters.LicenceMusicMinutes)
            return new(3, FormattableString.Invariant($"LAeq,{site.Site.Licence!.Minutes}min {before:0.0} and {last:0.0} dB in two consecutive periods, ")
                + FormattableString.Invariant($"the licence's figure is {limit:0.0} dB"), PeriodStart(site.Site.Licence, second, 2) * 60_000, [source.Id]);
        var until = DailyHours.Clock(site.Site.Hours.Licensed!.Value.ToMinute);
        return new(3, $"music in {music.Count} min after the licensed hour, {until}", music[^1] * 60_000, [source.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastSound;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) => site.Site.Licence is { } licence
        ? FormattableString.Invariant($"over the licence's {licence.LimitDb:0.0} dB in one period alone, or music shortly after the licensed hour")
        : "music shortly after the licensed hour";

    /// <summary>LAeq of the two periods that ended last, as far as the condition held in them, and the line; null = not known, or it did not hold.</summary>
    private static (double? Before, double? Last, double? Limit) Periods(SiteHistory site, Source source, long second)
    {
        if (site.Site.Licence is not { } licence)
            return (null, null, null);
        return (Level(2), Level(1), Level(1) is null && !licence.HoldsAt(site.TimeOfDay(second)) ? null : licence.LimitDb);

        double? Level(int ago) => PeriodStart(licence, second, ago) is var start && licence.HoldsAt(site.TimeOfDay(start * 60))
            ? site[source].Minutes.LAeq(start, licence.Minutes, site.Parameters.ValidShare) : null;
    }

    /// <summary>The first minute of the n-th last period that is over.</summary>
    private static long PeriodStart(LicenceCondition licence, long second, int ago) =>
        ((second + 1) / 60 / licence.Minutes - ago) * licence.Minutes;

    /// <summary>Minutes with music while none is licensed, the latest first.</summary>
    private static IReadOnlyList<long> Music(SiteHistory site, Source source, long second) => site.Site.Hours.Licensed is null ? []
        : [.. site[source].Bass.Window(BassHistory.LastMinute(second), site.Parameters).Where(m => m.Bass.IsBass && site.IsUnlicensed(m.Minute * 60))
            .Select(m => m.Minute)];
}
