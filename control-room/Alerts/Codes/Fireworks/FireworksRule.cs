using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>
/// FIREWORKS: at least three bangs within 10 min, each at two of the site's sensors; more urgent at night, which is after the curfew. On a night on which they
/// are permitted nothing before its own curfew.
/// </summary>
/// <remarks>
/// A bang is a rise of 20 dB within 50 ms at one microphone. A glass-like bang is not broadband and is not counted; a bang at one microphone only was close to
/// it and is not counted either.
/// </remarks>
internal sealed class FireworksRule : Rule
{
    public const string Id = "FIREWORKS";

    /// <summary>Sound takes 1 s for 340 m, and a bang may lie on the border of two seconds.</summary>
    private const int SameBangSeconds = 2;

    public override string Code => Id;

    public override string Title => "Firework-like series";

    public override CodeFacts Facts => new([4, 3], [Responder.Police, Responder.Council],
        [nameof(RuleParameters.FireworksBangs), nameof(RuleParameters.FireworksWindowSeconds), nameof(RuleParameters.ImpulseRiseDb),
            nameof(RuleParameters.GlassShare)])
    {
        Heading = NsirHeading.Fireworks,
        Type = NsirType.Nuisance,
    };

    public override bool IsOutdoorNoise => true;

    public override bool LooksAtAllDevices => true;

    public override IEnumerable<Source> Sources(SiteHistory site) =>
        site.Site.Type != SiteType.HOME && site.Devices.Count(d => d.Device.Sound is not null) > 1 ? [new(site.Site.Id)] : [];

    public override int LooksBackSeconds(RuleParameters parameters) => parameters.FireworksWindowSeconds;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        var bangs = Bangs(site, second).Count;
        return new(bangs == 0 ? Condition.Clear
            : bangs >= site.Parameters.FireworksBangs && site.IsFireworksCurfew(second) is not null ? Condition.Met : Condition.Candidate);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var bangs = Bangs(site, second);
        var isCurfew = site.IsFireworksCurfew(second) == true;
        return new(isCurfew ? 3 : 4, $"{bangs.Count} bangs within {(bangs[^1].Second - bangs[0].Second) / 60 + 1} min, each at {Sensors(bangs)}"
            + (isCurfew ? "; after the curfew" : "; before the curfew"), bangs[0].Second * 1000, [.. bangs.SelectMany(b => b.Devices).Distinct()]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastSound;

    public override bool Reads(DeviceEntry device) => device.Sound is not null;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) =>
        Enumerable.Range(0, (int)(second - fromSecond) + 1).Max(i => Bangs(site, fromSecond + i).Count) is var most && most >= site.Parameters.FireworksBangs
            ? $"{most} bangs, on a night on which fireworks are permitted, before its curfew"
            : $"{most} of the {site.Parameters.FireworksBangs} bangs it takes within {site.Parameters.FireworksWindowSeconds / 60} min";

    private static string Sensors(List<(long Second, IReadOnlyList<string> Devices)> bangs) =>
        (bangs.Min(b => b.Devices.Count), bangs.Max(b => b.Devices.Count)) is var (least, most) && least == most ? $"{least} sensors"
            : $"{least} to {most} sensors";

    /// <summary>The bangs of the window that two or more sensors heard, in order.</summary>
    private static List<(long Second, IReadOnlyList<string> Devices)> Bangs(SiteHistory site, long second)
    {
        if (site.Devices.All(d => d.Bangs.Count == 0))
            return [];
        var found = new List<(long Second, IReadOnlyList<string> Devices)>();
        var heard = (from device in site.Devices
                     from at in device.Bangs
                     where at <= second && at > second - site.Parameters.FireworksWindowSeconds
                         && !(device.Impulses[at]?.HighShare >= site.Parameters.GlassShare)
                     orderby at
                     select (At: at, device.Device.Id)).ToList();
        for (var i = 0; i < heard.Count;)
        {
            var same = heard.Skip(i).TakeWhile(h => h.At - heard[i].At < SameBangSeconds).ToList();
            if (same.Select(h => h.Id).Distinct().ToList() is { Count: > 1 } devices)
                found.Add((heard[i].At, devices));
            i += same.Count;
        }
        return found;
    }
}
