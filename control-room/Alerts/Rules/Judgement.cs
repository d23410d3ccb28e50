namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>One rule on one source, and what is remembered of the two from one second to the next.</summary>
internal sealed class Judgement(Rule rule, Source source)
{
    private long? candidateSince, clearSince;
    private double? frozenLimitDb;

    public Rule Rule => rule;

    public Source Source => source;

    /// <summary>A line that was taken by other figures is taken anew; an open alert keeps its own.</summary>
    public void ForgetLine() => frozenLimitDb = null;

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long bySeconds) => (candidateSince, clearSince) = (candidateSince + bySeconds, clearSince + bySeconds);

    /// <summary>Judges a second by the line that was taken at the first of its candidate or alert.</summary>
    public Finding At(SiteHistory site, Alert? open, long second)
    {
        var finding = rule.At(site, source, second, open?.LimitDb ?? frozenLimitDb);
        frozenLimitDb = finding.Condition >= Condition.Candidate || open is not null ? frozenLimitDb ?? finding.LimitDb : null;
        return finding;
    }

    /// <summary>What an alert states when the rule is met. Outdoor noise in wind or rain is P4, and no more than P3 at a site that learns.</summary>
    /// <returns>It; and why it is not believed, null = it is.</returns>
    public (Statement Statement, string? Disbelief) Describe(SiteHistory site, long second, double? limitDb)
    {
        var statement = rule.Describe(site, source, second, limitDb);
        return rule.IsOutdoorNoise && site.Weather(second) is { } weather
            ? (statement with { Priority = 4, Why = $"{statement.Why}; not believed: {weather}" }, $"P4, {statement.Why}; not believed: {weather}")
            : (rule.IsOutdoorNoise && statement.Priority < 3 && site.Baseline.LearningDay is { } day
                ? statement with { Priority = 3, Why = $"{statement.Why}; learning, day {day} of {SiteBaseline.LearningDays}" } : statement, null);
    }

    /// <summary>The engineer's visit that makes a test of what it found; null = none was on.</summary>
    public long? VisitAt(SiteHistory site, long second, Finding finding) =>
        site.VisitAt(second * 1000, () => rule.Describe(site, source, second, finding.LimitDb).Devices);

    /// <summary>Notes on its alert whether its sensors report.</summary>
    /// <returns>Whether that has changed.</returns>
    public bool NoteSilence(SiteHistory site, Alert open, long second)
    {
        var before = open.SilentSinceMs;
        open.SilentSinceMs = open.UntilMs is null ? SilentSince(site, open, second) : null;
        return before != open.SilentSinceMs;
    }

    /// <summary>It returns to normal on readings below its line: of a sensor that is silent nothing is known.</summary>
    /// <returns>Since which second it has been clear, when it has been for long enough.</returns>
    public long? ReturnedAt(SiteHistory site, Alert open, Condition condition, long second)
    {
        clearSince = condition == Condition.Clear && open.SilentSinceMs is null ? clearSince ?? second : null;
        return second - clearSince >= site.Parameters.ClearSeconds ? clearSince : null;
    }

    /// <summary>A candidate that is over without having rung is explained.</summary>
    /// <returns>Why it did not; null = there is nothing to explain.</returns>
    public string? Explain(SiteHistory site, Condition condition, bool wasOpen, long second)
    {
        if (condition == Condition.Met || wasOpen)
            candidateSince = null;
        else if (condition == Condition.Candidate)
            candidateSince ??= second;
        else if (candidateSince is { } since && condition != Condition.Unknown)
        {
            candidateSince = null;
            return rule.Quiet(site, source, since, second);
        }
        return null;
    }

    /// <summary>When the sensor that has been silent longest reported last; null = all report, or are there no more.</summary>
    private long? SilentSince(SiteHistory site, Alert alert, long second)
    {
        long? since = null;
        foreach (var device in alert.Devices.Select(site.Find).OfType<DeviceHistory>().Where(d => rule.Reads(d.Device)))
        {
            // Before the control room started, it had reported what the alert states.
            var readingMs = rule.LastReading(device) * 1000 ?? alert.LastMs;
            if (second - readingMs / 1000 > rule.SilentAfterSeconds(site.Parameters))
                since = Math.Min(since ?? readingMs, readingMs);
        }
        return since;
    }
}
