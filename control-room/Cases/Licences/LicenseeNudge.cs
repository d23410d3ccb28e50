using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Cases.Licences;

/// <summary>What is to be done about a venue in a minute.</summary>
internal enum NudgeStep
{
    None,

    /// <summary>A message goes to the licensee.</summary>
    Send,

    /// <summary>The level has dropped in time.</summary>
    Dropped,

    /// <summary>It has not.</summary>
    NotDropped,

    /// <summary>Nothing was measured by which it could be seen.</summary>
    NotKnown,
}

/// <summary>The last message to a licensee.</summary>
/// <param name="SentAt">Null = none was sent since the start.</param>
/// <param name="IsAnswered">What came of it is known.</param>
internal sealed record Nudge(DateTimeOffset? SentAt, bool IsAnswered)
{
    public static Nudge None { get; } = new(null, true);
}

/// <summary>When a licensee is written to, and whether it helped. Pure.</summary>
internal static class LicenseeNudge
{
    /// <summary>80 % of a limit is 80 % of its energy: 10 lg 0.8 = -0.97, so 1 dB under it.</summary>
    public const double UnderLimitDb = 1;

    /// <summary>Minutes over which a drop is looked for: a whole period would still hold what was before.</summary>
    public const int RecentMinutes = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15), Again = TimeSpan.FromHours(1);

    /// <summary>From this LAeq on, in dB, a message goes.</summary>
    public static double LevelDb(LicenceCondition condition) => condition.LimitDb - UnderLimitDb;

    /// <param name="last">The last message.</param>
    /// <param name="condition">The venue's.</param>
    /// <param name="local">By the clock of the venue.</param>
    /// <param name="now">The same instant.</param>
    /// <param name="period">LAeq over the condition's last period; null = not known.</param>
    /// <param name="recent">LAeq over the last <see cref="RecentMinutes"/>; null = not known.</param>
    public static (NudgeStep Step, Nudge Last) Decide(
        Nudge last, LicenceCondition condition, TimeOnly local, DateTimeOffset now, double? period, double? recent)
    {
        if (last is { SentAt: { } sent, IsAnswered: false })
        {
            var step = recent < LevelDb(condition) ? NudgeStep.Dropped : now - sent < Patience ? NudgeStep.None
                : recent is null ? NudgeStep.NotKnown : NudgeStep.NotDropped;
            return (step, step == NudgeStep.None ? last : last with { IsAnswered = true });
        }
        var isDue = period >= LevelDb(condition) && condition.HoldsAt(local) && !(now - last.SentAt < Again);
        return isDue ? (NudgeStep.Send, new(now, false)) : (NudgeStep.None, last);
    }
}
