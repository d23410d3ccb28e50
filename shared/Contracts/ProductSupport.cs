namespace Solutions.Edge.Contracts;

/// <summary>
/// How long security updates of this version are published, one date for agent and control room alike.
/// </summary>
/// <remarks>
/// The defined support period of the Product Security and Telecommunications Infrastructure (Security Requirements for Relevant Connectable Products)
/// Regulations 2023, schedule 1, paragraph 3; ETSI EN 303 645, provision 5.3-13; Regulation (EU) 2024/2847, article 13(8): five years at the least.
/// </remarks>
public static class ProductSupport
{
    /// <summary>The last day (UTC) on which security updates are published. It may be moved later, never earlier.</summary>
    public static readonly DateOnly Until = new(2031, 12, 31);

    /// <summary>True: that day is over.</summary>
    public static bool HasEnded(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime) > Until;

    /// <summary>How support stands at an instant, a sentence without a full stop.</summary>
    public static string Sentence(DateTimeOffset now) => HasEnded(now)
        ? FormattableString.Invariant($"Security updates ended on {Until:yyyy-MM-dd}: faults found since are not mended")
        : FormattableString.Invariant($"Security updates are published until {Until:yyyy-MM-dd}");
}
