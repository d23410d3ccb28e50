using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>What tells one moment of a device from all others, as long as it is remembered.</summary>
/// <param name="Boot">The boot of the device in which it was.</param>
/// <param name="Kind">What is numbered, as it is stored: a stream's name, a slash and a word.</param>
/// <param name="Number">Its number.</param>
internal readonly record struct MomentKey(string Boot, string Kind, long Number);

/// <summary>Something that happened at one moment.</summary>
/// <param name="AtMs">When.</param>
/// <param name="Statement">What the alert states; null = it is none.</param>
/// <param name="Quiet">Why it is none.</param>
internal sealed record Moment(long AtMs, Statement? Statement, string? Quiet = null);

/// <summary>A rule of what happens at a moment: it is met as soon as a record shows it, not when its second has passed, and each time anew.</summary>
internal abstract class MomentRule : Rule
{
    public sealed override int LooksBackSeconds(RuleParameters parameters) => 0;

    /// <summary>What a record that has just come shows to have happened, also earlier. What it states is taken to have rung.</summary>
    public abstract IEnumerable<Moment> Shown(SiteHistory site, Source source, UpRecord record);

    /// <summary>
    /// What only all records together show that were judged before, each when it came. What was before <paramref name="certainFromMs"/> does not ring
    /// any more.
    /// </summary>
    public abstract IEnumerable<Moment> Missed(SiteHistory site, Source source, long certainFromMs);

    public sealed override Statement Describe(SiteHistory site, Source source, long second, double? limitDb) =>
        throw new NotSupportedException($"{Code} is met by records, not by seconds");

    public sealed override string Quiet(SiteHistory site, Source source, long fromSecond, long second) =>
        throw new NotSupportedException($"{Code} has no candidates by seconds");
}
