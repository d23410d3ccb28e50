using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>
/// EVIDENCE-DOUBT: for a minute a device's clock has been off by more than 1 s, its records could not be stored or were lost, its disk is over 80 % full, or
/// the floor of the night that is over was 3 dB or more from the usual one.
/// </summary>
/// <remarks>
/// How full the outbox itself is no heartbeat states: the disk it lies on stands for it. A clock is also off that the control room does not believe. The
/// floor is the quietest quarter-hour of a night against the quietest hour of what is usual.
/// </remarks>
internal sealed class EvidenceDoubtRule : Rule
{
    public const string Id = "EVIDENCE-DOUBT";

    public override string Code => Id;

    public override string Title => "Calibration, clock or storage fault";

    public override CodeFacts Facts => new([4], [Responder.Engineer, Responder.EnvironmentalHealth],
        [nameof(RuleParameters.DoubtClockSeconds), nameof(RuleParameters.DoubtDiskShare), nameof(RuleParameters.DoubtFloorDb),
            nameof(RuleParameters.DoubtHeldSeconds)]);

    public override Audience Audience => Audience.Engineers;

    public override IEnumerable<Source> Sources(SiteHistory site) => site.Of(_ => true);

    public override int LooksBackSeconds(RuleParameters parameters) => 0;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        var device = site[source];
        // In the hours of a demonstration there is no night that ends.
        if (device.Device.Sound is not null && !site.Site.DemoHours && device.Floor.Look(site, device, second) is var (floor, usual))
            device.Health.NoteFloor(second, floor, usual, site.Parameters);
        if (device.Health.Doubts.Count == 0)
            return new(Condition.Clear);
        return new(Held(site, source, second).Any() ? Condition.Met : Condition.Candidate);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var doubts = Held(site, source, second).ToList();
        return new(4, $"{site[source].Device.Name}, not evidential: {string.Join("; ", doubts.Select(d => d.Words))}", doubts.Min(d => d.SinceMs),
            [source.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.Health.Last;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) =>
        $"{site[source].Device.Name}: clock or storage in doubt for under {site.Parameters.DoubtHeldSeconds} s";

    private static IEnumerable<EvidenceDoubt> Held(SiteHistory site, Source source, long second) =>
        site[source].Health.Doubts.Where(d => second - d.SinceMs / 1000 >= site.Parameters.DoubtHeldSeconds).OrderBy(d => d.Kind);
}
