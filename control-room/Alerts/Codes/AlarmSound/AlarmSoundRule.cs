using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>ALARM-SOUND: a modulated tone of 1 kHz to 4 kHz has gone on for 20 min, and LAeq,1min is at least 10 dB over the background of before.</summary>
/// <remarks>
/// The tone is found by the device. Sound alone does not tell a car's alarm, of which 10 min are enough, from a building's: a site beside a car park sets so.
/// With no background known the time alone counts.
/// </remarks>
internal sealed class AlarmSoundRule : Rule
{
    public const string Id = "ALARM-SOUND";

    private const int Minute = 60;

    public override string Code => Id;

    public override string Title => "Intruder/car alarm going on";

    public override CodeFacts Facts => new([3], [Responder.EnvironmentalHealth, Responder.KeyHolder],
        [nameof(RuleParameters.AlarmSoundSeconds), nameof(RuleParameters.AlarmExcessDb)])
    {
        Heading = NsirHeading.Noise,
    };

    public override Audience Audience => Audience.Officers;

    public override bool IsOutdoorNoise => true;

    public override IEnumerable<Source> Sources(SiteHistory site) => WithSound(site);

    public override int LooksBackSeconds(RuleParameters parameters) => parameters.AlarmSoundSeconds;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        if (site[source].Alarms.At(second) is not { } alarm)
            return new(Condition.Clear);
        var (level, lasted) = (site.LAeq(site[source], second, Minute), second - alarm.From);
        var limit = frozenLimitDb ?? site.Background(site[source], alarm.From) + site.Parameters.AlarmExcessDb;
        if (level is null)
            return new(Condition.Unknown);
        // A candidate from its first second, so that the line is that of before.
        return new(level < limit - site.Parameters.ClearMarginDb ? Condition.Clear : level < limit ? Condition.Below
            : lasted >= site.Parameters.AlarmSoundSeconds ? Condition.Met : Condition.Candidate, limit);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var (alarm, level) = (site[source].Alarms.At(second)!, site.LAeq(site[source], second, Minute));
        var tone = alarm.Hertz is { } hertz ? FormattableString.Invariant($" from {hertz:0} Hz") : "";
        var rate = alarm.Modulation is { } modulation ? FormattableString.Invariant($", {modulation:0.0} times a second") : "";
        var over = limitDb is { } limit ? FormattableString.Invariant($"{level - limit + site.Parameters.AlarmExcessDb:0.0} dB over a background of ")
            + FormattableString.Invariant($"{limit - site.Parameters.AlarmExcessDb:0.0} dB, taken before it began") : "no background yet";
        return new(3, $"an alarm{tone}{rate} for {(second - alarm.From) / 60} min, LAeq,1min {Db(level ?? 0)}; {over}", alarm.From * 1000, [source.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastSound;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) =>
        $"an alarm for {second - fromSecond} s; it takes {site.Parameters.AlarmSoundSeconds} s";
}
