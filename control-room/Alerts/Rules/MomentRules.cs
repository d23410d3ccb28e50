using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>A site's rules of moments, and on what each is.</summary>
internal sealed class MomentRules(SiteHistory site)
{
    private (MomentRule Rule, Source Source)[] moments = [];

    /// <summary>The moments that rang, by device.</summary>
    public IEnumerable<(string Device, IReadOnlyCollection<MomentKey> Moments)> Rang => moments.Select(m => (m.Source.Id, m.Rule.Rang(site, m.Source)));

    /// <summary>Takes what is stored of the moments that rang.</summary>
    public void Recall(IEnumerable<(string Device, MomentKey Moment)> rang)
    {
        foreach (var (device, moment) in rang)
            foreach (var (rule, source) in moments.Where(m => m.Source.Id == device))
                rule.Recall(site, source, moment);
    }

    /// <summary>These are the site's from now on.</summary>
    public void Follow(IEnumerable<Judgement> judgements) =>
        moments = [.. from judgement in judgements where judgement.Rule is MomentRule select ((MomentRule)judgement.Rule, judgement.Source)];

    /// <inheritdoc cref="MomentRule.Shown"/>
    public IEnumerable<(Rule Rule, Source Source, Moment Moment)> Shown(string device, UpRecord record) => moments.Length == 0 ? [] :
        from m in moments where m.Source.Id == device from moment in m.Rule.Shown(site, m.Source, record) select ((Rule)m.Rule, m.Source, moment);

    /// <inheritdoc cref="MomentRule.Missed"/>
    public IEnumerable<(Rule Rule, Source Source, Moment Moment)> Missed(DateTimeOffset certainFrom) =>
        from m in moments from moment in m.Rule.Missed(site, m.Source, certainFrom.ToUnixTimeMilliseconds()) select ((Rule)m.Rule, m.Source, moment);
}
